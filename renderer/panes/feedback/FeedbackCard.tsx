/** Below the stack of a crash that came with feedback: what its tester wrote and saw, and what else they sent. */
import type { ReactNode } from 'react';
import type { ReportFeedback } from '../../../shared/contract/feedback.ts';
import { useApp } from '../../state/use.ts';
import { classes } from '../../ui/classes.ts';
import { moment } from '../../words/dates.ts';
import { buildWords, commentWords, hasComment } from '../../words/feedback.ts';
import styles from './FeedbackCard.module.css';
import { Others } from './Others.tsx';
import { Thumbnail } from './Thumbnail.tsx';

export function FeedbackCard({ feedback }: { readonly feedback: ReportFeedback }): ReactNode {
  const revealFeedback = useApp((state) => state.revealFeedback);
  const { row, others } = feedback;
  // A crash comes without a picture: the tester's own screenshot of the same build is the nearest there is.
  const pictured = row.screenshots.length > 0 ? row : (others.find(({ screenshots }) => screenshots.length > 0) ?? row);
  const facts = [
    row.tester,
    row.device,
    row.os,
    buildWords({ ...row, app: null }),
    row.createdAt === null ? null : moment(row.createdAt),
  ].filter((fact) => fact !== null);
  return (
    <section className={styles['card']} aria-label="Feedback of the tester">
      <button
        type="button"
        className={styles['picture']}
        aria-label={pictured === row ? 'Open the feedback' : 'Open the feedback with this screenshot'}
        onClick={() => void revealFeedback(pictured.id)}
      >
        <Thumbnail row={pictured} size={pictured.screenshots.length > 0 ? 'card' : 'small'} />
      </button>
      <div className={styles['words']}>
        <button
          type="button"
          className={classes(styles['comment'], !hasComment(row) && styles['silent'])}
          onClick={() => void revealFeedback(row.id)}
        >
          {hasComment(row) ? `“${row.comment?.trim() ?? ''}”` : commentWords(row)}
        </button>
        <p className={styles['facts']}>{facts.join(' · ')}</p>
        {others.length > 0 && (
          <div className={styles['others']}>
            <Others title="The same tester on this build" rows={others} />
          </div>
        )}
      </div>
    </section>
  );
}
