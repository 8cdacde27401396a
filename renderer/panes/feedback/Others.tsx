/** Other feedback, as short lines that lead to it. */
import type { ReactNode } from 'react';
import type { FeedbackRow } from '../../../shared/contract/feedback.ts';
import { useApp } from '../../state/use.ts';
import { ago } from '../../words/dates.ts';
import { commentWords } from '../../words/feedback.ts';
import { count } from '../../words/numbers.ts';
import styles from './Others.module.css';
import { Thumbnail } from './Thumbnail.tsx';

/** Lines before "more": the list behind "Same tester" has all of them. */
const MOST = 6;

export function Others({ title, rows }: { readonly title: string; readonly rows: readonly FeedbackRow[] }): ReactNode {
  const revealFeedback = useApp((state) => state.revealFeedback);
  const now = useApp((state) => state.now);
  if (rows.length === 0) return null;
  return (
    <section className={styles['others']}>
      <h3 className={styles['title']}>{title}</h3>
      <ul>
        {rows.slice(0, MOST).map((row) => (
          <li key={row.id}>
            <button type="button" className={styles['other']} onClick={() => void revealFeedback(row.id)}>
              <Thumbnail row={row} size="small" />
              <span className={styles['comment']}>{commentWords(row)}</span>
              <span className={styles['when']}>{row.createdAt === null ? '' : ago(row.createdAt, now)}</span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length > MOST && <p className={styles['more']}>and {count(rows.length - MOST)} more</p>}
    </section>
  );
}
