/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows of a tree grid that is no table */
/** One node of a call tree: what it weighs, its function with the way to open it, and its place in the source. */
import { ChevronRight } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { TreeNode } from '../../shared/call-tree/tree.ts';
import type { CallTreeJson, FrameJson } from '../../shared/render/json.ts';
import type { FrameMatches } from '../stack/find.ts';
import { Field, Place } from '../stack/FrameParts.tsx';
import stack from '../stack/StackView.module.css';
import { classes } from '../ui/classes.ts';
import { percent } from '../words/numbers.ts';
import { frameReason } from '../words/status.ts';
import type { Reason } from '../words/status.ts';
import { spokenNode, weightWords } from '../words/tree.ts';
import styles from './CallTree.module.css';

export interface TreeLineProps {
  readonly node: TreeNode;
  readonly index: number;
  /** Position among the rows. */
  readonly row: number;
  readonly frame: FrameJson | null;
  /** What the whole tree weighs; null where the report counts nothing. */
  readonly whole: number | null;
  readonly unit: CallTreeJson['unit'];
  /** Pixels from the top of the rows. */
  readonly top: number;
  /** Steps to the right. */
  readonly indent: number;
  readonly open: boolean;
  readonly heaviest: boolean;
  /** Whether it is the stop of the Tab key. */
  readonly stop: boolean;
  readonly matches: FrameMatches | null;
  /** Number of the current match, where it is in this line. */
  readonly current: number | null;
}

/** Pixels of a step to the right. */
const STEP = 14;

/** A tree has many lines of system libraries, and less room than a stack. */
function briefReason({ status }: FrameJson): Reason | null {
  const reason = frameReason(status);
  return reason !== null && status === 'system' ? { ...reason, short: 'no symbols' } : reason;
}

function Weights({ node, whole, unit }: Pick<TreeLineProps, 'node' | 'unit'> & { readonly whole: number }): ReactNode {
  const share = whole === 0 ? 0 : node.total / whole;
  return (
    <>
      <span role="gridcell" className={styles['share']}>
        <span className={styles['bar']} style={{ width: `${Math.max(share * 100, 1)}%` }} aria-hidden="true" />
        <span className={styles['percent']}>{percent(share)}</span>
      </span>
      <span role="gridcell" className={styles['weight']}>
        {weightWords(node.total, unit)}
      </span>
      <span role="gridcell" className={classes(styles['weight'], styles['self'])}>
        {node.self === 0 ? '' : weightWords(node.self, unit)}
      </span>
    </>
  );
}

export const TreeLine = memo(function TreeLine(props: TreeLineProps): ReactNode {
  const { node, index, row, frame, whole, unit, top, indent, open, heaviest, stop, matches, current } = props;
  const leaf = node.end === index + 1;
  const reason = frame && briefReason(frame);
  const found = frame && { frame, matches, current };
  return (
    <div
      role="row"
      data-node={index}
      {...(frame === null ? {} : { 'data-frame': frame.machineIndex })}
      {...(current === null ? {} : { 'data-found': '' })}
      {...(stop ? { 'data-entry': '' } : {})}
      tabIndex={stop ? 0 : -1}
      aria-level={node.depth + 1}
      aria-rowindex={row + 2}
      aria-expanded={leaf ? undefined : open}
      aria-label={spokenNode(node, frame, whole === null || whole === 0 ? null : node.total / whole, heaviest)}
      className={classes(
        styles['line'],
        whole === null && styles['uncounted'],
        frame?.inApp === true && stack['inApp'],
        heaviest && styles['heaviest'],
        current !== null && stack['found'],
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      {whole !== null && <Weights node={node} whole={whole} unit={unit} />}
      <span
        role="gridcell"
        className={styles['function']}
        style={{ paddingLeft: `min(${Math.round(indent * STEP)}px, 42%)` }}
      >
        <span className={styles['hinge']} data-hinge aria-hidden="true">
          {!leaf && <ChevronRight size={12} className={open ? styles['open'] : undefined} />}
        </span>
        <span
          className={classes(
            styles['name'],
            stack['symbol'],
            frame?.symbol === null && stack['hex'],
            reason?.mendable === true && stack['mendable'],
          )}
          title={frame?.symbol ?? undefined}
        >
          {found ? <Field {...found} field="symbol" /> : 'Only system frames'}
          {frame?.inline === true && <span className={stack['inlined']}> inlined</span>}
        </span>
        {found && (
          <span className={styles['image']} title={frame.image ?? undefined}>
            <Field {...found} field="image" />
          </span>
        )}
        {node.note !== null && (
          <span className={styles['note']} title={node.note}>
            {node.note}
          </span>
        )}
      </span>
      {/* Bytes behind the function's start tell nothing where many calls are one node. */}
      {found && (found.frame.file !== null || reason !== null) ? (
        <Place {...found} reason={reason} />
      ) : (
        <span role="gridcell" aria-label="no source" />
      )}
    </div>
  );
});
