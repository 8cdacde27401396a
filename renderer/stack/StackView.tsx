/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a table cannot fold its rows and keep one stop of the Tab key */
/**
 * One stack: a heading that folds it, and its lines as a grid of which the arrow keys walk the rows. Frames of the app are
 * strong, runs of system frames are folded, and every address that has no name says why.
 */
import { ChevronRight } from 'lucide-react';
import { Fragment, memo, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import type { FrameJson } from '../../shared/render/json.ts';
import { useApp } from '../state/use.ts';
import { classes } from '../ui/classes.ts';
import { count } from '../words/numbers.ts';
import { FoldLine } from './FoldLine.tsx';
import { FrameLine } from './FrameLine.tsx';
import { FrameMenu } from './FrameMenu.tsx';
import { HideSystem } from './HideSystem.tsx';
import type { StackMatches } from './find.ts';
import { rowKey, stackRows } from './folding.ts';
import type { StackRow } from './folding.ts';
import { stretches } from './lines.ts';
import styles from './StackView.module.css';
import type { Stack } from './stacks.ts';
import { useShown } from './Shown.tsx';
import { useSight } from './use-sight.ts';

/** Lines drawn at once: a stack overflow has tens of thousands. */
const STEP = 400;
/** Height of a line in pixels, as `StackView.module.css` draws it. */
const LINE = 21;
/** Pixels above and below what is in sight within which lines are drawn. */
const NEAR = 600;

export interface StackViewProps {
  readonly stack: Stack;
  /** `index` of the line to tint. */
  readonly blamed: number | null;
  readonly initiallyOpen: boolean;
  /** Gets the focus when the detail pane does, and carries the switch for system frames. */
  readonly leading?: boolean;
}

/** The fold that hides a frame, by its id; null where none does. */
function foldOf(rows: readonly StackRow[], frame: number): number | null {
  const fold = rows.find((row) => row.kind === 'fold' && row.frames.some(({ index }) => index === frame));
  return fold?.kind === 'fold' ? fold.id : null;
}

interface LinesProps extends StackViewProps {
  readonly id: string;
  readonly matches: StackMatches | null;
  /** Number of the current match, and the frame that has it, where it is in this stack. */
  readonly current: { readonly match: number; readonly frame: number } | null;
}

/** Drawn again only for what changes them: a search asks all stacks with every key. */
const Lines = memo(function Lines({ stack, blamed, leading, id, matches, current }: LinesProps): ReactNode {
  const hideSystem = useApp((state) => state.hideSystem);
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  const [most, setMost] = useState(STEP);
  const rows = useMemo(
    () => stackRows(stack.frames, { hideSystem, toggled, ...(matches ? { wanted: matches } : {}) }),
    [stack.frames, hideSystem, toggled, matches],
  );
  const column = useMemo(() => imageColumn(stack), [stack]);
  const [stop, setStop] = useState<string | null>(null);
  const [visited, setVisited] = useState(current?.frame);
  // What the search went to stays open after it: nobody loses the line they are at.
  if (current && current.frame !== visited) {
    setVisited(current.frame);
    const fold = foldOf(rows, current.frame);
    if (fold !== null && !toggled.has(fold)) setToggled(new Set([...toggled, fold]));
  }
  const wanted = current ? rows.findIndex((row) => row.kind === 'frame' && row.frame.index === current.frame) : null;
  const parts = stretches(rows.length, most, wanted === -1 ? null : wanted);
  const drawn = parts.map(([from, to], part) => {
    const first = part === 0 ? 0 : (parts[0]?.[1] ?? 0);
    return {
      from,
      to,
      lines: rows.slice(from, to).map((row, at) => ({ row, key: rowKey(row), position: first + at })),
    };
  });
  const shown = drawn.flatMap(({ lines }) => lines);
  const grid = useRef<HTMLDivElement>(null);
  const [sightFrom, sightTo] = useSight(grid, shown.length, matches !== null);
  const tabStop = (shown.find(({ key }) => key === stop) ?? shown[0])?.key;

  /** Marks that nobody sees can wait until somebody scrolls to them. */
  function isNear(position: number, frame: FrameJson): boolean {
    return (position >= sightFrom && position < sightTo) || frame.index === current?.frame;
  }

  function toggle(fold: number): void {
    setToggled((folds) =>
      folds.has(fold) ? new Set([...folds].filter((one) => one !== fold)) : new Set([...folds, fold]),
    );
  }

  return (
    <FrameMenu>
      <div ref={grid} id={id} role="grid" aria-label={stack.title} className={styles['lines']} style={column}>
        {drawn.map(({ from, to, lines }, at) => (
          <Fragment key={at === 0 ? 'top' : 'found'}>
            {lines.map(({ row, key, position }) =>
              row.kind === 'fold' ? (
                <FoldLine key={key} row={row} stop={key === tabStop} onStop={() => setStop(key)} onToggle={toggle} />
              ) : (
                <FrameLine
                  key={key}
                  frame={row.frame}
                  blamed={row.frame.index === blamed}
                  stop={key === tabStop}
                  entry={leading === true && key === tabStop}
                  matches={isNear(position, row.frame) ? (matches?.get(row.frame.index) ?? null) : null}
                  current={row.frame.index === current?.frame ? current.match : null}
                  name={key}
                  onStop={setStop}
                />
              ),
            )}
            {to < rows.length && (
              <More
                lines={(drawn[at + 1]?.from ?? rows.length) - to}
                onShow={() => setMost(Math.max(most, from) + 10 * STEP)}
              />
            )}
          </Fragment>
        ))}
        {rows.length === 0 && (
          <div role="row" className={styles['rest']}>
            <span role="gridcell">The report has no frames here.</span>
          </div>
        )}
      </div>
    </FrameMenu>
  );
});

/**
 * Lines of a stack that a search has opened wait until they are near what is in sight: it may have opened a thousand. Those
 * of one that was opened by hand do not (`now`).
 */
function LinesInSight({ now, ...props }: LinesProps & { readonly now: boolean }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(now);
  if (now && !near) setNear(true);
  useEffect(() => {
    if (near || !place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { root: place.current.closest('[role="tabpanel"]'), rootMargin: `${NEAR}px 0px` },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [near]);
  if (near) return <Lines {...props} />;
  const height = Math.min(props.stack.frames.length, STEP) * LINE;
  return <div ref={place} id={props.id} className={styles['lines']} style={{ height }} />;
}

function More({ lines, onShow }: { readonly lines: number; readonly onShow: () => void }): ReactNode {
  return (
    <div role="row" className={styles['rest']}>
      <span role="gridcell">
        <button type="button" onClick={onShow}>
          Show {count(lines)} more lines
        </button>
      </span>
    </div>
  );
}

/** The widest name that frames of this stack need, in characters; within reason. */
function imageColumn({ frames }: Stack): CSSProperties {
  const longest = frames.reduce((most, { image }) => Math.max(most, image?.length ?? 0), 6);
  return { '--image-width': Math.min(longest, 13) };
}

export function StackView(props: StackViewProps): ReactNode {
  const { stack, initiallyOpen, leading } = props;
  const [chosen, setOpen] = useState(initiallyOpen);
  const id = useId();
  const shown = useShown();
  const match = shown?.match ?? null;
  const place = shown?.found.places[match ?? -1];
  const frame = place?.stack === stack.key ? place.frame : null;
  const current = useMemo(() => (match === null || frame === null ? null : { match, frame }), [match, frame]);
  const matches = shown?.found.stacks.get(stack.key) ?? null;
  // What the search went to stays open after it.
  const [visited, setVisited] = useState(false);
  if ((current !== null) !== visited) {
    setVisited(current !== null);
    if (current) setOpen(true);
  }
  const open = chosen || matches !== null;
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
            {stack.note !== undefined && stack.note !== null && (
              <span className={styles['note']} title={stack.note}>
                {stack.note}
              </span>
            )}
            {!open && <span className={styles['peek']}>{stack.frames[0]?.symbol ?? ''}</span>}
          </button>
        </h3>
        {leading === true && <HideSystem />}
      </div>
      {open && <LinesInSight {...props} id={id} matches={matches} current={current} now={chosen} />}
    </section>
  );
}
