/** Two stacks in one table; frames that are in both stand in one line and are marked. */
import type { ReactNode } from 'react';
import { classes } from '../../ui/classes.ts';
import { Spoken } from '../../ui/Spoken.tsx';
import { counted } from '../../words/numbers.ts';
import { align } from './align.ts';
import styles from './SideBySide.module.css';

/** One frame as it is compared and as it is shown. */
export interface SideFrame {
  readonly image: string | null;
  readonly name: string;
}

function Cell({ frame }: { readonly frame: SideFrame | undefined }): ReactNode {
  if (!frame) return <td className={styles['none']} aria-label="no frame" />;
  return (
    <td title={frame.name}>
      <span className={styles['image']}>{frame.image ?? '???'}</span> {frame.name}
    </td>
  );
}

export interface SideBySideProps {
  readonly caption: string;
  readonly titles: readonly [left: string, right: string];
  readonly left: readonly SideFrame[];
  readonly right: readonly SideFrame[];
}

export function SideBySide({ caption, titles, left, right }: SideBySideProps): ReactNode {
  const key = ({ image, name }: SideFrame): string => `${image ?? ''} ${name}`;
  const lines = align(left.map(key), right.map(key));
  const same = lines.filter((line) => line.same).length;
  return (
    <section className={styles['side']}>
      <h2>
        {caption} <span className={styles['quiet']}>{counted(same, 'frame')} the same</span>
      </h2>
      <table className={styles['table']}>
        <thead className={styles['titles']}>
          <tr>
            <th scope="col">{titles[0]}</th>
            <th scope="col">
              <Spoken>Same</Spoken>
            </th>
            <th scope="col">{titles[1]}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            return (
              <tr key={`${line.left ?? ''} ${line.right ?? ''}`} className={classes(line.same && styles['same'])}>
                <Cell frame={line.left === null ? undefined : left[line.left]} />
                <td className={styles['mark']}>{line.same && <span aria-label="the same">=</span>}</td>
                <Cell frame={line.right === null ? undefined : right[line.right]} />
              </tr>
            );
          })}
        </tbody>
      </table>
      {lines.length === 0 && <p className={styles['quiet']}>Neither has such frames.</p>}
    </section>
  );
}
