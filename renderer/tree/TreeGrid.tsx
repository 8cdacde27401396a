/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native element is a virtual tree grid */
/**
 * The rows of a call tree as a tree grid after the ARIA practices: arrows move, open and close, one row is the stop of the
 * Tab key. Only what is in sight is in the document; it scrolls with the tab that it stands in.
 * https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/
 */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { indentsOf, visibleRows } from '../../shared/call-tree/rows.ts';
import type { CallTreeJson, FrameJson } from '../../shared/render/json.ts';
import { openSource } from '../stack/OpenSource.tsx';
import { useApp, useAppStore } from '../state/use.ts';
import { UNIT_NAMES } from '../words/tree.ts';
import styles from './CallTree.module.css';
import type { FoundInTree } from './find.ts';
import { isOpen, openOn, setAllBelow, setOpen } from './open.ts';
import type { Toggled } from './open.ts';
import type { Shape } from './shape.ts';
import { TreeLine } from './TreeLine.tsx';

export interface TreeGridProps {
  readonly label: string;
  readonly shape: Shape;
  readonly unit: CallTreeJson['unit'];
  readonly toggled: Toggled;
  readonly onToggle: (toggled: Toggled) => void;
  readonly found: FoundInTree | null;
  /** Number of the current match. */
  readonly current: number | null;
}

const ROW = 22;
/** Rows that Page Up and Page Down go. */
const PAGE = 15;
const OVERSCAN = 10;

/** The element that scrolls, and how far below its beginning the rows are. */
function useScroller(box: React.RefObject<HTMLElement | null>): {
  readonly element: HTMLElement | null;
  readonly margin: number;
} {
  const [scroller, setScroller] = useState<{ element: HTMLElement | null; margin: number }>({
    element: null,
    margin: 0,
  });
  useLayoutEffect(() => {
    const rows = box.current;
    const element = rows?.closest<HTMLElement>('[role="tabpanel"]') ?? null;
    if (!rows || !element) return;
    const measure = (): void => {
      const margin = rows.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop;
      setScroller((before) =>
        before.element === element && Math.abs(before.margin - margin) < 1 ? before : { element, margin },
      );
    };
    measure();
    // What stands above the rows may grow: a sentence that wraps, an explanation that opens.
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const above of element.children) observer.observe(above);
    return () => observer.disconnect();
  }, [box]);
  return scroller;
}

function step(key: string, at: number, last: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return Math.min(last, at + PAGE);
    case 'PageUp':
      return Math.max(0, at - PAGE);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

export function TreeGrid({ label, shape, unit, toggled, onToggle, found, current }: TreeGridProps): ReactNode {
  const { tree, lines, counted } = shape;
  const store = useAppStore();
  const focusFrame = useApp((state) => state.focusFrame);
  const box = useRef<HTMLDivElement>(null);
  const follow = useRef(false);
  const { element: scroller, margin } = useScroller(box);
  const [active, setActive] = useState(0);
  const rows = useMemo(() => visibleRows(tree, (index) => isOpen(tree, toggled, index)), [tree, toggled]);
  const indents = useMemo(() => indentsOf(tree), [tree]);
  const stop = Math.max(0, rows.indexOf(active));
  const sought = current === null ? undefined : found?.places[current];
  const soughtRow = sought === undefined ? -1 : rows.indexOf(sought);

  // oxlint-disable-next-line react/incompatible-library -- nothing of it is handed to memoised components
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    scrollMargin: margin,
    rangeExtractor: (range: Range) => {
      const kept = [stop, soughtRow].filter((row) => row >= 0 && row < rows.length);
      return [...new Set([...defaultRangeExtractor(range), ...kept])].sort((a, b) => a - b);
    },
  });

  const bring = (row: number): void => {
    if (row >= 0 && scroller) virtual.scrollToIndex(row, { align: 'auto' });
  };

  // The keys went on: the focus goes with them, once the row is there.
  useLayoutEffect(() => {
    if (!follow.current) return;
    follow.current = false;
    bring(stop);
    box.current?.querySelector<HTMLElement>(`[data-node="${rows[stop] ?? -1}"]`)?.focus({ preventScroll: true });
  });

  useEffect(() => {
    if (soughtRow >= 0) bring(soughtRow);
    // oxlint-disable-next-line react/exhaustive-deps -- it is brought once, not whenever the list is drawn
  }, [sought, soughtRow, scroller]);

  function frameOf(index: number | undefined): FrameJson | null {
    const line = index === undefined ? null : (tree.nodes[index]?.line ?? null);
    return line === null ? null : (lines[line] ?? null);
  }

  // The frame under the focus got its name: what is copied has it, too.
  useEffect(() => {
    if (document.activeElement?.closest('[data-node]') && box.current?.contains(document.activeElement)) {
      focusFrame(frameOf(active));
    }
    // oxlint-disable-next-line react/exhaustive-deps -- what the focus is on tells its frame itself
  }, [lines]);

  function goTo(index: number | undefined): void {
    if (index === undefined || index < 0) return;
    follow.current = true;
    setActive(index);
  }

  function turn(index: number, wanted: boolean, all: boolean): void {
    if (all) onToggle(setAllBelow(tree, toggled, index, wanted));
    else onToggle(wanted ? openOn(tree, toggled, index) : setOpen(tree, toggled, [index], false));
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.metaKey || event.ctrlKey || event.nativeEvent.isComposing) return;
    const index = rows[stop];
    const node = index === undefined ? undefined : tree.nodes[index];
    if (index === undefined || !node) return;
    const opened = isOpen(tree, toggled, index);
    const leaf = node.end === index + 1;
    const frame = frameOf(index);
    if (event.key === 'ArrowRight') {
      if (!leaf && (!opened || event.altKey)) turn(index, true, event.altKey);
      else if (!leaf) goTo(index + 1);
    } else if (event.key === 'ArrowLeft') {
      if (!leaf && opened) turn(index, false, event.altKey);
      else goTo(node.parent);
    } else if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.role === 'row') {
      if (frame !== null && frame.file !== null) openSource(store, frame);
      else if (!leaf) turn(index, !opened, false);
    } else {
      const next = event.altKey ? null : step(event.key, stop, rows.length - 1);
      if (next === null) return;
      goTo(rows[next]);
    }
    event.preventDefault();
  }

  function rowAt({ target }: MouseEvent | React.FocusEvent): number | null {
    const line = target instanceof Element ? target.closest<HTMLElement>('[data-node]') : null;
    return line === null ? null : Number(line.dataset['node']);
  }

  return (
    // Keys and pointer are heard here for all rows: there may be a hundred thousand of them.
    <div
      role="treegrid"
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      className={styles['grid']}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const index = rowAt(event);
        if (index === null) return;
        setActive(index);
        focusFrame(frameOf(index));
      }}
      onBlur={() => focusFrame(null)}
      onClick={(event) => {
        const index = rowAt(event);
        const hinge = event.target instanceof Element && event.target.closest('[data-hinge]') !== null;
        if (index !== null && hinge) turn(index, !isOpen(tree, toggled, index), event.altKey);
      }}
      onDoubleClick={(event) => {
        const index = rowAt(event);
        const frame = frameOf(index ?? undefined);
        if (index === null || (event.target instanceof Element && event.target.closest('[data-hinge]'))) return;
        if (frame !== null && frame.file !== null) openSource(store, frame);
        else turn(index, !isOpen(tree, toggled, index), event.altKey);
      }}
    >
      <div role="row" aria-rowindex={1} className={styles[counted ? 'heads' : 'headsUncounted']}>
        {counted && (
          <>
            <span role="columnheader">Share</span>
            <span role="columnheader">{UNIT_NAMES[unit]}</span>
            <span role="columnheader" className={styles['self']}>
              Self
            </span>
          </>
        )}
        <span role="columnheader">Function</span>
        <span role="columnheader">Source</span>
      </div>
      <div ref={box} role="rowgroup" className={styles['rows']} style={{ height: rows.length * ROW }}>
        {virtual.getVirtualItems().map(({ index: row, start }) => {
          const index = rows[row] ?? 0;
          const node = tree.nodes[index];
          return (
            node && (
              <TreeLine
                key={node.key}
                node={node}
                index={index}
                row={row}
                frame={frameOf(index)}
                whole={counted ? tree.total : null}
                unit={unit}
                top={start - margin}
                indent={indents[index] ?? 0}
                open={isOpen(tree, toggled, index)}
                heaviest={shape.heaviest.has(index)}
                stop={row === stop}
                matches={found?.nodes.get(index) ?? null}
                current={index === sought ? current : null}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
