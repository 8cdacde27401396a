/** The context menu of the inbox's rows: it mirrors the menu bar. A press on a row outside the selection selects that row. */
import { ContextMenu } from 'radix-ui';
import type { MouseEvent, ReactNode } from 'react';
import { titleOf } from '../../commands/registry.ts';
import { surroundings } from '../../commands/surroundings.ts';
import { isSelected, selectionOf } from '../../state/selection.ts';
import { useAppStore } from '../../state/use.ts';
import { Keys } from '../../ui/Keys.tsx';
import menu from '../../ui/Menu.module.css';
import styles from './RowMenu.module.css';
import { ROW_MENU } from './triage-menu.ts';

function Items(): ReactNode {
  const store = useAppStore();
  const state = store.getState();
  return ROW_MENU.map(({ command, separated }) => [
    separated && <ContextMenu.Separator key={`${command.id} line`} className={menu['line']} />,
    <ContextMenu.Item
      key={command.id}
      className={menu['item']}
      disabled={!command.enabled(state, surroundings)}
      onSelect={() => {
        // The menu gives the focus back first: a picker that opens has to take it after that.
        requestAnimationFrame(() => command.run(store.getState(), surroundings));
      }}
    >
      <span className={menu['label']}>{titleOf(command, state)}</span>
      {command.keys[0] !== undefined && <Keys keys={command.keys[0]} plain />}
    </ContextMenu.Item>,
  ]);
}

export function RowMenu({ children }: { readonly children: ReactNode }): ReactNode {
  const store = useAppStore();

  function onContextMenu({ target }: MouseEvent<HTMLElement>): void {
    const row = target instanceof Element ? target.closest('[data-signature]') : null;
    const id = row?.getAttribute('data-signature') ?? null;
    const state = store.getState();
    if (!row || id === null || isSelected(selectionOf(state), state.selected, id)) return;
    void state.selectAlone(Number(row.getAttribute('data-position')));
  }

  return (
    // Not modal, as `Menu.tsx` says.
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild onContextMenu={onContextMenu}>
        <div className={styles['rows']}>{children}</div>
      </ContextMenu.Trigger>
      <ContextMenu.Portal container={document.querySelector('main')}>
        <ContextMenu.Content className={menu['menu']} collisionPadding={8} loop>
          <Items />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
