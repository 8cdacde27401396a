/** A text with what was found in it marked. */
import type { ReactNode } from 'react';
import { partsOf } from '../words/found.ts';
import type { Span } from '../words/found.ts';
import styles from './Marked.module.css';

export interface MarkedProps {
  readonly text: string;
  readonly spans: readonly Span[];
  /** Which of the spans is the current one. */
  readonly current?: number | null;
}

export function Marked({ text, spans, current = null }: MarkedProps): ReactNode {
  if (spans.length === 0) return text;
  return partsOf(text, spans).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <mark
        // Parts repeat; their places do not change but with the whole text.
        // oxlint-disable-next-line react/no-array-index-key
        key={index}
        className={styles['mark']}
        {...(current === (index - 1) / 2 ? { 'data-current': '' } : {})}
      >
        {part}
      </mark>
    ),
  );
}
