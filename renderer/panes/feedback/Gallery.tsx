/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native element is a virtual listbox */
/** Screenshots side by side, for the eye: as many columns as there is room for, drawn only where they are in sight. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { FeedbackRow } from '../../../shared/contract/feedback.ts';
import type { Listing } from '../../state/listing.ts';
import { useApp } from '../../state/use.ts';
import { classes } from '../../ui/classes.ts';
import { ago } from '../../words/dates.ts';
import { buildWords, commentWords } from '../../words/feedback.ts';
import { Head } from './Feedback.tsx';
import styles from './Gallery.module.css';
import { NoFeedback } from './NoFeedback.tsx';

/** Pixels: a tile with its gap, and the room around all of them. */
const TILE = { width: 176, height: 316 } as const;
const MARGIN = 16;

interface TileProps {
  readonly row: FeedbackRow | null;
  readonly index: number;
  readonly total: number;
  readonly selected: boolean;
}

function Tile({ row, index, total, selected }: TileProps): ReactNode {
  const select = useApp((state) => state.selectFeedbackAt);
  const showGallery = useApp((state) => state.showGallery);
  const now = useApp((state) => state.now);
  if (!row) return <div className={styles['tile']} role="presentation" />;
  const [screenshot] = row.screenshots;
  const facts = [
    buildWords({ ...row, app: null }),
    row.device,
    row.createdAt === null ? null : ago(row.createdAt, now),
  ];
  return (
    // The listbox has the keys: options of an `aria-activedescendant` list never have the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={`tile-${index}`}
      className={classes(styles['tile'], selected && styles['selected'])}
      role="option"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={index + 1}
      onClick={() => void select(index)}
      onDoubleClick={() => showGallery(false)}
    >
      <span className={styles['picture']}>
        <span className={styles['frame']}>
          {screenshot && <img src={screenshot.src} alt="" loading="lazy" decoding="async" />}
          {row.screenshots.length > 1 && <span className={styles['number']}>{row.screenshots.length}</span>}
        </span>
      </span>
      <span className={styles['comment']}>{commentWords(row)}</span>
      <span className={styles['facts']}>{facts.filter((fact) => fact !== null).join(' · ')}</span>
    </div>
  );
}

/** The width of an element, as it changes. */
function useWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

function Grid({ rows }: { readonly rows: Listing<FeedbackRow> }): ReactNode {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const position = useApp((state) => state.feedbackPosition);
  const selectAt = useApp((state) => state.selectFeedbackAt);
  const showRange = useApp((state) => state.showFeedbackRange);
  const columns = Math.max(1, Math.floor((useWidth(box) - 2 * MARGIN) / TILE.width));
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is handed to memoised components
  const virtual = useVirtualizer({
    count: Math.ceil(rows.total / columns),
    getScrollElement: () => box,
    estimateSize: () => TILE.height,
    overscan: 2,
    paddingStart: MARGIN,
    paddingEnd: MARGIN,
  });
  const lines = virtual.getVirtualItems();
  const first = (lines[0]?.index ?? 0) * columns;
  const last = ((lines.at(-1)?.index ?? 0) + 1) * columns - 1;

  useEffect(() => {
    showRange({ first, last });
  }, [first, last, showRange, rows]);

  useEffect(() => {
    box?.focus();
  }, [box]);

  useEffect(() => {
    if (position !== null) virtual.scrollToIndex(Math.floor(position / columns), { align: 'auto' });
  }, [position, columns, virtual]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.metaKey || event.ctrlKey || event.altKey) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const wanted = (position ?? -1) + step;
    if (wanted >= 0 && wanted < rows.total) void selectAt(wanted);
  }

  return (
    <div
      ref={setBox}
      data-entry
      className={styles['grid']}
      role="listbox"
      aria-label="Screenshots"
      aria-orientation="horizontal"
      tabIndex={0}
      aria-activedescendant={position === null ? undefined : `tile-${position}`}
      onKeyDown={onKeyDown}
    >
      <div className={styles['canvas']} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {lines.map(({ index: line, start }) => (
          <div
            key={line}
            className={styles['line']}
            role="presentation"
            style={{ transform: `translateY(${start}px)` }}
          >
            {Array.from({ length: Math.min(columns, rows.total - line * columns) }, (_, column) => {
              const index = line * columns + column;
              const row = rows.at.get(index) ?? null;
              return (
                <Tile key={row?.id ?? index} row={row} index={index} total={rows.total} selected={index === position} />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

export default function Gallery(): ReactNode {
  const rows = useApp((state) => state.feedback);
  return (
    <section className={styles['gallery']} data-pane="inbox" aria-label="Gallery" tabIndex={-1}>
      <Head />
      {rows !== null && rows.total > 0 ? <Grid rows={rows} /> : rows !== null && <NoFeedback />}
    </section>
  );
}
