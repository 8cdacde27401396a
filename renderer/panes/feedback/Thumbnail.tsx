/** A small picture of feedback: its first screenshot, or the sign of what it is. For the eye alone. */
import { Bug, ImageOff, MessageSquareText } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FeedbackRow } from '../../../shared/contract/feedback.ts';
import { classes } from '../../ui/classes.ts';
import styles from './Thumbnail.module.css';

export interface ThumbnailProps {
  readonly row: Pick<FeedbackRow, 'screenshots' | 'kind' | 'missingScreenshots'>;
  /** Which of its screenshots. */
  readonly index?: number;
  readonly size: 'small' | 'row' | 'card';
}

function Sign({ row }: Pick<ThumbnailProps, 'row'>): ReactNode {
  if (row.kind === 'crash') return <Bug size={17} strokeWidth={1.5} />;
  if (row.missingScreenshots > 0) return <ImageOff size={17} strokeWidth={1.5} />;
  return <MessageSquareText size={17} strokeWidth={1.5} />;
}

export function Thumbnail({ row, index = 0, size }: ThumbnailProps): ReactNode {
  const screenshot = row.screenshots[index];
  return (
    <span className={classes(styles['thumbnail'], styles[size])} aria-hidden="true">
      {screenshot ? (
        <img src={screenshot.src} alt="" loading="lazy" decoding="async" draggable={false} />
      ) : (
        <Sign row={row} />
      )}
    </span>
  );
}
