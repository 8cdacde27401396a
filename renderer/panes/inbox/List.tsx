/** The list of signatures. */
import { useMemo } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { commandFor } from '../../commands/dispatch.ts';
import type { Rows } from '../../state/rows.ts';
import { isSelected, selectionOf } from '../../state/selection.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { ON_MAC } from '../../ui/platform.ts';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { reportsLabel } from '../../words/kinds.ts';
import { isNew, newestVersions } from '../../words/rows.ts';
import styles from './Inbox.module.css';
import { Row } from './Row.tsx';

/** Height of a row in pixels. `Inbox.module.css` draws it so. */
const ROW = 68;

export function List({ rows }: { readonly rows: Rows }): ReactNode {
  const store = useAppStore();
  const position = useApp((state) => state.position);
  const selected = useApp((state) => state.selected);
  // Made anew for each change of what it depends on, not for each of the state.
  useApp((state) => state.selection);
  useApp((state) => state.view);
  const selection = selectionOf(store.getState());
  const scroll = useApp((state) => state.scroll);
  const showRange = useApp((state) => state.showRange);
  const search = useApp((state) => state.view.search);
  const now = useApp((state) => state.now);
  const label = useApp((state) => reportsLabel(state.library?.kind ?? null));
  const apps = useApp((state) => state.library?.apps);
  const oneApp = useApp((state) => state.view.app !== null);
  const newest = useMemo(() => newestVersions(apps ?? []), [apps]);
  const manyApps = !oneApp && (apps?.length ?? 0) > 1;

  // One listener for all rows: they stay as they are while the list scrolls.
  function onClick(event: MouseEvent<HTMLElement>): void {
    const row = event.target instanceof Element ? event.target.closest('[data-position]') : null;
    const at = Number(row?.getAttribute('data-position') ?? Number.NaN);
    if (Number.isNaN(at)) return;
    const { selectAlone, extendTo, toggleAt } = store.getState();
    if (event.shiftKey) void extendTo(at);
    else if (event.metaKey || event.ctrlKey) toggleAt(at);
    else void selectAlone(at);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const { key, metaKey, ctrlKey, altKey, nativeEvent } = event;
    if (metaKey || ctrlKey || altKey || nativeEvent.isComposing || key.length !== 1) return;
    const { typed, typeOn } = store.getState();
    const capital = key !== key.toLowerCase() && commandFor(nativeEvent, 'inbox', ON_MAC) === null;
    // Asked for again, it begins anew.
    if (key === "'" || (typed === null && !capital)) return;
    event.preventDefault();
    void typeOn(key);
  }

  return (
    <VirtualList
      label={label}
      count={rows.total}
      rowHeight={ROW}
      position={position}
      scroll={scroll}
      idPrefix="crash"
      multiple
      className={styles['list']}
      revision={rows}
      onRange={showRange}
      onClick={onClick}
      onKeyDown={onKeyDown}
      renderRow={(index, top) => {
        const row = rows.at.get(index) ?? null;
        return (
          <Row
            key={row?.id ?? index}
            row={row}
            index={index}
            total={rows.total}
            top={top}
            selected={row !== null && isSelected(selection, selected, row.id)}
            search={search}
            now={now}
            manyApps={manyApps}
            fresh={row !== null && isNew(row, newest)}
          />
        );
      }}
    />
  );
}
