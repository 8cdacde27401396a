/** The inbox's head: what is in view in numbers, the filters and the order. */
import { ChevronDown } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { Menu } from '../../ui/Menu.tsx';
import { countedReports } from '../../words/kinds.ts';
import { counted } from '../../words/numbers.ts';
import { SORTS } from '../../words/sorts.ts';
import { FilterMenu } from './FilterMenu.tsx';
import styles from './Head.module.css';
import { Tokens } from './Tokens.tsx';

function SortMenu(): ReactNode {
  const sort = useApp((state) => state.view.sort);
  const sortBy = useApp((state) => state.sortBy);
  const label = SORTS.find(([key]) => key === sort)?.[1] ?? '';
  return (
    <Menu
      trigger={
        <button type="button" className={styles['tool']} aria-label={`Sort by: ${label}`}>
          {label}
          <ChevronDown size={12} aria-hidden="true" />
        </button>
      }
      items={SORTS.map(([key, words]) => ({ key, label: words, chosen: key === sort, run: () => sortBy(key) }))}
    />
  );
}

export function Head(): ReactNode {
  const head = useRef<HTMLDivElement>(null);
  const total = useApp(({ rows }) => rows?.total ?? 0);
  const typed = useApp((state) => state.typed);
  const reports = useApp(({ rows }) => countedReports(rows?.crashes ?? 0, rows?.kind ?? null));
  return (
    <div ref={head} className={styles['whole']}>
      <div className={styles['head']}>
        <output className={styles['numbers']}>
          {typed === null ? (
            <>
              {counted(total, 'signature')} · {reports}
            </>
          ) : (
            `Go to “${typed}…”`
          )}
        </output>
        <FilterMenu below={head} />
        <SortMenu />
      </div>
      <Tokens />
    </div>
  );
}
