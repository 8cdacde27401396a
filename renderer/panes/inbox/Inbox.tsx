/** The inbox: its head, and the list or the reason why there is none. */
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { RowMenu } from '../triage/RowMenu.tsx';
import { Head } from './Head.tsx';
import styles from './Inbox.module.css';
import { List } from './List.tsx';
import { NoRows } from './NoRows.tsx';

export function Inbox(): ReactNode {
  const rows = useApp((state) => state.rows);
  return (
    <section className={styles['inbox']} data-pane="inbox" aria-label="Inbox" tabIndex={-1}>
      {rows !== null && <Head />}
      {rows !== null &&
        (rows.total > 0 ? (
          <RowMenu>
            <List rows={rows} />
          </RowMenu>
        ) : (
          <NoRows />
        ))}
    </section>
  );
}
