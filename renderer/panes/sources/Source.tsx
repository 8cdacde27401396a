/** One line of the sources pane. */
import type { ReactNode } from 'react';
import { classes } from '../../ui/classes.ts';
import { moveFocus } from '../../ui/roving.ts';
import { count as countWords } from '../../words/numbers.ts';
import styles from './Sources.module.css';

export interface SourceProps {
  readonly icon?: ReactNode;
  readonly label: string;
  /** Not shown while unknown or zero. */
  readonly count: number | undefined;
  readonly current: boolean;
  readonly nested?: boolean;
  readonly onGo: () => void;
  /** A button with more to do, beside the line. The context menu's key presses it. */
  readonly menu?: ReactNode;
  readonly children?: ReactNode;
}

export function Source({ icon, label, count, current, nested = false, onGo, menu, children }: SourceProps): ReactNode {
  return (
    <li className={styles['item']}>
      <button
        type="button"
        data-source
        {...(current ? { 'data-entry': '' } : {})}
        tabIndex={current ? 0 : -1}
        className={classes(styles['source'], nested && styles['nested'])}
        aria-current={current ? 'page' : undefined}
        onClick={onGo}
        onKeyDown={(event) => moveFocus(event, 'nav', 'button[data-source]')}
        onContextMenu={(event) => {
          const button = event.currentTarget.parentElement?.querySelector<HTMLElement>('[aria-haspopup="menu"]');
          if (!button) return;
          event.preventDefault();
          // Radix opens its menus on the pointer, or on this key.
          button.focus();
          button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
        }}
      >
        {icon !== undefined && (
          <span className={styles['icon']} aria-hidden="true">
            {icon}
          </span>
        )}
        <span className={styles['label']} title={label}>
          {label}
        </span>
        {count !== undefined && count > 0 && <span className={styles['count']}>{countWords(count)}</span>}
      </button>
      {menu}
      {children}
    </li>
  );
}
