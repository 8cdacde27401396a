/** A distribution as bars: the largest parts, and the rest as one. */
import type { ReactNode } from 'react';
import type { Share } from '../../shared/contract.ts';
import { percent } from '../words/numbers.ts';
import { largest } from '../words/shares.ts';
import styles from './Bars.module.css';

/** Bars before "others". */
const MOST = 5;

export function Bars({ title, shares }: { readonly title: string; readonly shares: readonly Share[] }): ReactNode {
  const total = shares.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    <section className={styles['bars']}>
      <h3 className={styles['title']}>{title}</h3>
      <ul>
        {largest(shares, MOST).map(({ label, count }) => (
          <li key={label} className={styles['bar']}>
            <span className={styles['label']} title={label}>
              {label}
            </span>
            <span className={styles['share']}>{percent(count / total)}</span>
            <span className={styles['track']} aria-hidden="true">
              <span className={styles['fill']} style={{ width: `${(100 * count) / total}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
