/**
 * A pop-up menu. Not modal: the modal kind locks scrolling by a `<style>` element, which the page's security policy
 * refuses.
 */
import { Check, ChevronRight } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { Keys } from './Keys.tsx';
import styles from './Menu.module.css';

export interface MenuItem {
  readonly key: string;
  readonly label: string;
  /** At the right: a count, say. */
  readonly detail?: string;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  /** Shows a tick where this is set; absent where items are not choices. */
  readonly chosen?: boolean;
  /** Draws a line above it. */
  readonly separated?: boolean;
  readonly run: () => void;
}

/** An item that opens a menu of its own. */
export interface SubMenu {
  readonly key: string;
  readonly label: string;
  /** Marks it: something in it is chosen. */
  readonly chosen: boolean;
  readonly items: readonly MenuItem[];
}

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactNode;
  readonly items: readonly (MenuItem | SubMenu)[];
}

function Item({ item }: { readonly item: MenuItem }): ReactNode {
  const inside = (
    <>
      {item.chosen !== undefined && <span className={styles['tick']}>{item.chosen && <Check size={13} />}</span>}
      <span className={styles['label']}>{item.label}</span>
      {item.detail !== undefined && <span className={styles['detail']}>{item.detail}</span>}
      {item.keys !== undefined && <Keys keys={item.keys} plain />}
    </>
  );
  if (item.chosen === undefined) {
    return (
      <DropdownMenu.Item className={styles['item']} disabled={item.disabled === true} onSelect={item.run}>
        {inside}
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.CheckboxItem
      className={styles['item']}
      checked={item.chosen}
      disabled={item.disabled === true}
      onSelect={item.run}
    >
      {inside}
    </DropdownMenu.CheckboxItem>
  );
}

function Items({ items }: { readonly items: MenuProps['items'] }): ReactNode {
  return items.map((item) => {
    if ('items' in item) {
      return (
        <DropdownMenu.Sub key={item.key}>
          <DropdownMenu.SubTrigger className={styles['item']} disabled={item.items.length === 0}>
            <span className={styles['tick']}>{item.chosen && <Check size={13} />}</span>
            <span className={styles['label']}>{item.label}</span>
            <ChevronRight size={13} aria-hidden="true" />
          </DropdownMenu.SubTrigger>
          <DropdownMenu.Portal>
            <DropdownMenu.SubContent className={styles['menu']} sideOffset={2} collisionPadding={8} loop>
              <Items items={item.items} />
            </DropdownMenu.SubContent>
          </DropdownMenu.Portal>
        </DropdownMenu.Sub>
      );
    }
    if (item.separated !== true) return <Item key={item.key} item={item} />;
    return [
      <DropdownMenu.Separator key={`${item.key} line`} className={styles['line']} />,
      <Item key={item.key} item={item} />,
    ];
  });
}

export function Menu({ trigger, items }: MenuProps): ReactNode {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles['menu']} align="end" sideOffset={4} collisionPadding={8} loop>
          <Items items={items} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
