/**
 * A pop-up menu. Not modal: the modal kind locks scrolling by a `<style>` element, which the page's security policy
 * refuses.
 */
import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { Keys } from './Keys.tsx';
import styles from './Menu.module.css';

export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  /** Shows a tick where this is set; absent where items are not choices. */
  readonly chosen?: boolean;
  readonly run: () => void;
}

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactNode;
  readonly items: readonly MenuItem[];
}

function Item({ item }: { readonly item: MenuItem }): ReactNode {
  const inside = (
    <>
      {item.chosen !== undefined && <span className={styles['tick']}>{item.chosen && <Check size={13} />}</span>}
      <span className={styles['label']}>{item.label}</span>
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
    <DropdownMenu.CheckboxItem className={styles['item']} checked={item.chosen} onSelect={item.run}>
      {inside}
    </DropdownMenu.CheckboxItem>
  );
}

export function Menu({ trigger, items }: MenuProps): ReactNode {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles['menu']} align="end" sideOffset={4} collisionPadding={8} loop>
          {items.map((item) => (
            <Item key={item.key} item={item} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
