/** The inbox: what is in view in numbers, the order, and the list or the reason why there is none. */
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Sort } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { Menu } from '../../ui/Menu.tsx';
import { counted } from '../../words/numbers.ts';
import styles from './Inbox.module.css';
import { List } from './List.tsx';
import { NoRows } from './NoRows.tsx';

const SORTS: readonly (readonly [sort: Sort, label: string])[] = [
  ['last-seen', 'Last seen'],
  ['first-seen', 'First seen'],
  ['count', 'Crashes'],
  ['devices', 'Devices'],
  ['title', 'Title'],
];

function SortMenu(): ReactNode {
  const sort = useApp((state) => state.view.sort);
  const sortBy = useApp((state) => state.sortBy);
  const label = SORTS.find(([key]) => key === sort)?.[1] ?? '';
  return (
    <Menu
      trigger={
        <button type="button" className={styles['sort']} aria-label={`Sort by: ${label}`}>
          {label}
          <ChevronDown size={12} aria-hidden="true" />
        </button>
      }
      items={SORTS.map(([key, words]) => ({ key, label: words, chosen: key === sort, run: () => sortBy(key) }))}
    />
  );
}

export function Inbox(): ReactNode {
  const rows = useApp((state) => state.rows);
  const any = rows !== null && rows.total > 0;
  return (
    <section className={styles['inbox']} data-pane="inbox" aria-label="Inbox" tabIndex={-1}>
      {any && (
        <div className={styles['head']}>
          <output>
            {counted(rows.total, 'signature')} · {counted(rows.crashes, 'crash', 'crashes')}
          </output>
          <SortMenu />
        </div>
      )}
      {any ? <List rows={rows} /> : rows !== null && <NoRows />}
    </section>
  );
}
