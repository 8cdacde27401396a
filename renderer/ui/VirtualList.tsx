/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native element is a virtual listbox */
/**
 * A virtual listbox for any number of rows of one height. The listbox itself holds the focus and names the active option,
 * so that no focus is lost when rows come and go; the selected row is always in the document, even out of sight.
 */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import type { Scroll } from '../state/inbox.ts';
import { classes } from './classes.ts';
import styles from './VirtualList.module.css';

export interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  /** Pixels. */
  readonly rowHeight: number;
  /** Position of the selected row. */
  readonly position: number | null;
  readonly scroll: Scroll;
  /** Ids of the options: `<idPrefix>-<position>`. */
  readonly idPrefix: string;
  /** Whether several rows can be selected at once. */
  readonly multiple?: boolean;
  readonly className?: string | undefined;
  /** Changes whenever rows were loaded, so that the list says again what is in sight. */
  readonly revision: unknown;
  /** Pressed anywhere in the list; which row it was stands in the document. */
  readonly onClick?: (event: MouseEvent<HTMLElement>) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onRange: (range: { readonly first: number; readonly last: number }) => void;
  /** Draws the row at a position, so many pixels from the top, with its own key. */
  readonly renderRow: (index: number, top: number) => ReactNode;
}

const OVERSCAN = 8;

export function VirtualList(props: VirtualListProps): ReactNode {
  const { label, count, rowHeight, position, scroll, idPrefix, multiple, className, revision, onRange, renderRow } =
    props;
  const box = useRef<HTMLDivElement>(null);

  // oxlint-disable-next-line react/incompatible-library -- nothing of it is handed to memoised components
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    rangeExtractor: (range: Range) => {
      const shown = defaultRangeExtractor(range);
      return position === null || shown.includes(position) || position >= count
        ? shown
        : [...shown, position].sort((a, b) => a - b);
    },
  });
  const first = virtual.range?.startIndex ?? 0;
  const last = virtual.range?.endIndex ?? 0;

  // A fresh window is ready for the keys; and so is a list that comes back to the pane that has the focus.
  useEffect(() => {
    if (document.activeElement?.contains(box.current) === true) box.current?.focus();
  }, []);

  useEffect(() => {
    onRange({ first, last });
  }, [first, last, onRange, revision]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (scroll.kind === 'top') element.scrollTop = 0;
    else if (scroll.kind === 'at') element.scrollTop = scroll.position * rowHeight;
    else if (scroll.kind === 'shift') element.scrollTop += scroll.by * rowHeight;
    else {
      const top = scroll.position * rowHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + rowHeight > element.scrollTop + element.clientHeight)
        element.scrollTop = top + rowHeight - element.clientHeight;
    }
  }, [scroll, rowHeight]);

  return (
    // What the pointer does the keys do through the commands.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={box}
      data-entry
      className={classes(styles['list'], className)}
      role="listbox"
      aria-label={label}
      aria-multiselectable={multiple === true ? true : undefined}
      onClick={props.onClick}
      onKeyDown={props.onKeyDown}
      tabIndex={0}
      aria-activedescendant={position === null ? undefined : `${idPrefix}-${position}`}
    >
      <div className={styles['canvas']} role="presentation" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => renderRow(index, start))}
      </div>
    </div>
  );
}
