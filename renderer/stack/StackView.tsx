/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a table cannot fold its rows and keep one stop of the Tab key */
/**
 * One stack: a heading that folds it, and its lines as a grid of which the arrow keys walk the rows. Frames of the app are
 * strong, runs of system frames are folded, and every address that has no name says why.
 */
import { ChevronRight } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import { useApp } from '../state/use.ts';
import { classes } from '../ui/classes.ts';
import { count } from '../words/numbers.ts';
import { FoldLine } from './FoldLine.tsx';
import { FrameLine } from './FrameLine.tsx';
import { rowKey, stackRows } from './folding.ts';
import styles from './StackView.module.css';
import type { Stack } from './stacks.ts';

/** Lines drawn at once: a stack overflow has tens of thousands. */
const STEP = 400;

export interface StackViewProps {
  readonly stack: Stack;
  /** `index` of the line to tint. */
  readonly blamed: number | null;
  readonly initiallyOpen: boolean;
  /** Gets the focus when the detail pane does, and carries the switch for system frames. */
  readonly leading?: boolean;
}

function Lines({ stack, blamed, leading, id }: StackViewProps & { readonly id: string }): ReactNode {
  const hideSystem = useApp((state) => state.hideSystem);
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  const [most, setMost] = useState(STEP);
  const rows = useMemo(() => stackRows(stack.frames, { hideSystem, toggled }), [stack.frames, hideSystem, toggled]);
  const [stop, setStop] = useState<string | null>(null);
  const shown = rows.slice(0, most).map((row) => ({ row, key: rowKey(row) }));
  const tabStop = (shown.find(({ key }) => key === stop) ?? shown[0])?.key;

  function toggle(fold: number): void {
    setToggled((folds) =>
      folds.has(fold) ? new Set([...folds].filter((one) => one !== fold)) : new Set([...folds, fold]),
    );
  }

  return (
    <div id={id} role="grid" aria-label={stack.title} className={styles['lines']} style={imageColumn(stack)}>
      {shown.map(({ row, key }) =>
        row.kind === 'fold' ? (
          <FoldLine key={key} row={row} stop={key === tabStop} onStop={() => setStop(key)} onToggle={toggle} />
        ) : (
          <FrameLine
            key={key}
            frame={row.frame}
            blamed={row.frame.index === blamed}
            stop={key === tabStop}
            entry={leading === true && key === tabStop}
            onStop={() => setStop(key)}
          />
        ),
      )}
      {rows.length > most && (
        <div role="row" className={styles['rest']}>
          <span role="gridcell">
            <button type="button" onClick={() => setMost(most + 10 * STEP)}>
              Show {count(rows.length - most)} more lines
            </button>
          </span>
        </div>
      )}
      {rows.length === 0 && (
        <div role="row" className={styles['rest']}>
          <span role="gridcell">The report has no frames here.</span>
        </div>
      )}
    </div>
  );
}

/** The widest name that frames of this stack need, in characters; within reason. */
function imageColumn({ frames }: Stack): CSSProperties {
  const longest = frames.reduce((most, { image }) => Math.max(most, image?.length ?? 0), 6);
  return { '--image-width': Math.min(longest, 13) };
}

function HideSystem(): ReactNode {
  const hideSystem = useApp((state) => state.hideSystem);
  const toggleSystem = useApp((state) => state.toggleSystem);
  return (
    <label className={styles['toggle']}>
      <input type="checkbox" checked={hideSystem} onChange={toggleSystem} />
      Hide system frames
    </label>
  );
}

export function StackView(props: StackViewProps): ReactNode {
  const { stack, initiallyOpen, leading } = props;
  const [open, setOpen] = useState(initiallyOpen);
  const id = useId();
  return (
    <section className={styles['stack']}>
      <div className={classes(styles['top'], open && styles['open'])}>
        <h3>
          <button
            type="button"
            className={styles['heading']}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            onClick={() => setOpen(!open)}
          >
            <ChevronRight size={13} className={styles['chevron']} aria-hidden="true" />
            <span className={styles['name']}>{stack.title}</span>
            {stack.subtitle !== null && <span className={styles['queue']}>{stack.subtitle}</span>}
            {!open && <span className={styles['peek']}>{stack.frames[0]?.symbol ?? ''}</span>}
          </button>
        </h3>
        {leading === true && <HideSystem />}
      </div>
      {open && <Lines {...props} id={id} />}
    </section>
  );
}
