/** Registers of every thread that has them; in practice of the crashed one. */
import type { ReactNode } from 'react';
import type { ReportJson, ThreadJson } from '../../../shared/render/json.ts';
import styles from './Detail.module.css';

function Registers({ thread }: { readonly thread: ThreadJson }): ReactNode {
  if (!thread.state) return null;
  const { flavor, registers } = thread.state;
  return (
    <section className={styles['registers']}>
      <h3 className={styles['sectionTitle']}>
        Thread {thread.index}
        {flavor !== null && <span className={styles['quiet']}> {flavor}</span>}
      </h3>
      <dl className={styles['registerGrid']}>
        {registers.map(({ name, value, note }) => (
          <div key={name} className={styles['register']}>
            <dt>{name}</dt>
            <dd>
              {value}
              {note !== null && <span className={styles['quiet']}> {note}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function RegistersTab({ report }: { readonly report: ReportJson }): ReactNode {
  const threads = report.threads.filter(({ state }) => state !== null && state.registers.length > 0);
  return threads.map((thread) => <Registers key={thread.index} thread={thread} />);
}
