/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a grid that is no table */
/** A run of system frames as one line that opens. */
import type { ReactNode } from 'react';
import { moveFocus } from '../ui/roving.ts';
import { foldWords } from './folding.ts';
import type { FoldRow } from './folding.ts';
import styles from './StackView.module.css';

export interface FoldLineProps {
  readonly row: FoldRow;
  readonly stop: boolean;
  readonly onStop: () => void;
  readonly onToggle: (fold: number) => void;
}

export function FoldLine({ row, stop, onStop, onToggle }: FoldLineProps): ReactNode {
  return (
    <div role="row" className={styles['fold']}>
      <span role="gridcell">
        <button
          type="button"
          data-line
          tabIndex={stop ? 0 : -1}
          aria-expanded={row.open}
          onFocus={onStop}
          onClick={() => onToggle(row.id)}
          onKeyDown={(event) => moveFocus(event, '[role="grid"]', '[data-line]')}
        >
          <span aria-hidden="true">{row.open ? '▾' : '▸'}</span> {foldWords(row.frames)}
        </button>
      </span>
    </div>
  );
}
