/**
 * The button that opens the filter menu, and the menu once it is open: below the tokens, which show what was chosen. The
 * focus returns to where it came from.
 */
import { ListFilter } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { commandOf } from '../../commands/registry.ts';
import { surroundings } from '../../commands/surroundings.ts';
import { useApp } from '../../state/use.ts';
import { Tip } from '../../ui/Tip.tsx';
import { FilterPanel } from './FilterPanel.tsx';
import styles from './Head.module.css';

export function FilterMenu({ below }: { readonly below: RefObject<HTMLElement | null> }): ReactNode {
  const at = useApp((state) => state.filterMenu);
  const showFilterMenu = useApp((state) => state.showFilterMenu);
  const before = useRef<Element | null>(null);
  const keys = commandOf('find.filter')?.keys[0];
  return (
    <Popover.Root open={at !== null} onOpenChange={(open) => showFilterMenu(open ? 'all' : null)}>
      <Tip text="Filter" keys={keys}>
        <Popover.Trigger asChild>
          <button type="button" className={styles['tool']} aria-label="Add filter">
            <ListFilter size={13} aria-hidden="true" />
            <span className={styles['toolName']}>Filter</span>
          </button>
        </Popover.Trigger>
      </Tip>
      <Popover.Anchor virtualRef={below} />
      <Popover.Portal>
        <Popover.Content
          className={styles['menu']}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Filter"
          onOpenAutoFocus={(event) => {
            before.current = document.activeElement;
            // The field takes the focus itself.
            event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Somebody quick has gone on already.
            if (document.activeElement !== document.body) return;
            const { current } = before;
            if (current instanceof HTMLElement && current.isConnected && current !== document.body) current.focus();
            else surroundings.focusPane('inbox');
          }}
        >
          {at !== null && <FilterPanel key={at} at={at} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
