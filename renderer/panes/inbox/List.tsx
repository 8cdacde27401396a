/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native element is a virtual listbox */
/**
 * The list of signatures: a virtual listbox for any number of rows. The listbox itself holds the focus and names the active
 * option, so that no focus is lost when rows come and go; the selected row is always in the document, even out of sight.
 */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Rows } from '../../state/rows.ts';
import { useApp } from '../../state/use.ts';
import styles from './Inbox.module.css';
import { Row } from './Row.tsx';

/** Height of a row in pixels. `Inbox.module.css` draws it so. */
const ROW = 68;
const OVERSCAN = 8;

export function List({ rows }: { readonly rows: Rows }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const position = useApp((state) => state.position);
  const selected = useApp((state) => state.selected);
  const scroll = useApp((state) => state.scroll);
  const showRange = useApp((state) => state.showRange);
  const selectAt = useApp((state) => state.selectAt);

  const select = useCallback((wanted: number) => void selectAt(wanted), [selectAt]);

  // oxlint-disable-next-line react/incompatible-library -- nothing of it is handed to memoised components
  const virtual = useVirtualizer({
    count: rows.total,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: OVERSCAN,
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range);
      return position === null || shown.includes(position) || position >= rows.total
        ? shown
        : [...shown, position].sort((a, b) => a - b);
    },
  });
  const items = virtual.getVirtualItems();
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;

  // A fresh window is ready for the keys.
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  }, []);

  useEffect(() => {
    showRange({ first, last });
  }, [first, last, showRange, rows]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (scroll.kind === 'top') element.scrollTop = 0;
    else if (scroll.kind === 'shift') element.scrollTop += scroll.by * ROW;
    else {
      const top = scroll.position * ROW;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + ROW > element.scrollTop + element.clientHeight)
        element.scrollTop = top + ROW - element.clientHeight;
    }
  }, [scroll]);

  return (
    <div
      ref={box}
      data-entry
      className={styles['list']}
      role="listbox"
      aria-label="Crashes"
      tabIndex={0}
      aria-activedescendant={position === null ? undefined : `crash-${position}`}
    >
      <div className={styles['canvas']} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => (
          <Row
            key={rows.at.get(index)?.id ?? index}
            row={rows.at.get(index) ?? null}
            index={index}
            total={rows.total}
            top={start}
            selected={index === position && rows.at.get(index)?.id === selected}
            onSelect={select}
          />
        ))}
      </div>
    </div>
  );
}
