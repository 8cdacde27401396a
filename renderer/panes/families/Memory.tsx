/** Processes by memory when something was ended for the lack of it: the one that was ended stands out. */
import { ArrowDown, ArrowUp, CircleX } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import type { MemoryList, MemoryProcess } from '../../../shared/report/body.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { spanWords } from '../../words/cost.ts';
import { memoryHeadline } from '../../words/memory.ts';
import { bytesText } from '../../../shared/signature/families/amounts.ts';
import { count, counted } from '../../words/numbers.ts';
import { Facts } from './Facts.tsx';
import styles from './Families.module.css';
import { firstOrder, sortMemory } from './sort-memory.ts';
import type { MemoryColumn, MemorySort } from './sort-memory.ts';

/** Rows drawn at once. */
const STEP = 250;

interface Column {
  readonly key: MemoryColumn;
  readonly label: string;
  readonly has: (process: MemoryProcess) => boolean;
}

const COLUMNS: readonly Column[] = [
  { key: 'name', label: 'Process', has: () => true },
  { key: 'bytes', label: 'Memory', has: () => true },
  { key: 'most', label: 'At most', has: ({ most }) => most !== null },
  { key: 'limit', label: 'Limit', has: ({ limit }) => limit !== null },
  { key: 'cpuTime', label: 'CPU time', has: ({ cpuTime }) => cpuTime !== null },
  { key: 'state', label: 'State', has: ({ states }) => states.length > 0 },
];

function Cell({
  column,
  process,
  largest,
}: {
  readonly column: MemoryColumn;
  readonly process: MemoryProcess;
  readonly largest: number;
}): ReactNode {
  const { bytes: now, most, limit, cpuTime, states } = process;
  switch (column) {
    case 'name':
      return null;
    case 'bytes':
      return (
        <td className={styles['memory']}>
          {now !== null && (
            <>
              <span
                className={styles['memoryBar']}
                style={{ width: `${largest === 0 ? 0 : (100 * now) / largest}%` }}
                aria-hidden="true"
              />
              <span className={styles['memoryText']}>{bytesText(now)}</span>
            </>
          )}
        </td>
      );
    case 'most':
      return <td className={classes(styles['number'], styles['spare'])}>{most === null ? '' : bytesText(most)}</td>;
    case 'limit':
      return <td className={styles['number']}>{limit === null ? '' : bytesText(limit)}</td>;
    case 'cpuTime':
      return (
        <td className={classes(styles['number'], styles['spare'])}>{cpuTime === null ? '' : spanWords(cpuTime)}</td>
      );
    case 'state':
      return <td className={styles['state']}>{states.join(', ')}</td>;
  }
}

function ProcessRow({
  process,
  columns,
  largest,
}: {
  readonly process: MemoryProcess;
  readonly columns: readonly Column[];
  readonly largest: number;
}): ReactNode {
  const { name, pid, reason, facts } = process;
  return (
    <tr
      className={classes(reason !== null && styles['ended'])}
      title={facts.map(([label, value]) => `${label}: ${value}`).join('\n') || undefined}
    >
      <th scope="row">
        <span className={styles['name']}>{name ?? 'unknown'}</span>
        {pid !== null && <span className={styles['pid']}> {pid}</span>}
        {reason !== null && (
          <span className={styles['reason']}>
            <CircleX size={11} aria-hidden="true" /> ended: {reason}
          </span>
        )}
      </th>
      {columns.map(({ key }) => (
        <Cell key={key} column={key} process={process} largest={largest} />
      ))}
    </tr>
  );
}

function Head({
  column,
  sort,
  onSort,
}: {
  readonly column: Column;
  readonly sort: MemorySort;
  readonly onSort: (sort: MemorySort) => void;
}): ReactNode {
  const chosen = sort.column === column.key;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      className={classes(
        column.key !== 'name' && column.key !== 'state' && styles['numbers'],
        (column.key === 'most' || column.key === 'cpuTime') && styles['spare'],
      )}
      aria-sort={chosen ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        onClick={() => onSort(chosen ? { ...sort, descending: !sort.descending } : firstOrder(column.key))}
      >
        {column.label}
        {chosen && <Arrow size={11} aria-hidden="true" />}
      </button>
    </th>
  );
}

export function Memory({ memory }: { readonly memory: MemoryList }): ReactNode {
  const { processes, facts, pageSize } = memory;
  const [sort, setSort] = useState<MemorySort>(() => firstOrder('bytes'));
  const [words, setWords] = useState('');
  const [most, setMost] = useState(STEP);
  const wanted = useDeferredValue(words);
  const { headline, line } = memoryHeadline(memory);
  const columns = COLUMNS.filter(({ has }) => processes.some(has));
  const found = sortMemory(processes, sort, wanted);
  const largest = processes.reduce((top, { bytes: now }) => Math.max(top, now ?? 0), 0);
  return (
    <section className={styles['part']} aria-label="Memory">
      <div className={styles['lead']}>
        <p className={styles['headline']}>{headline}</p>
        <p className={styles['quiet']}>{line}</p>
      </div>
      <div className={styles['filterBar']}>
        <input
          type="search"
          className={styles['filter']}
          placeholder="Name, state or reason"
          aria-label="Search processes"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <output className={styles['quiet']}>{counted(found.length, 'process', 'processes')}</output>
      </div>
      <div className={styles['scroll']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              {columns.map((column) => (
                <Head key={column.key} column={column} sort={sort} onSort={setSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {found.slice(0, most).map((process, index) => (
              <ProcessRow
                // Names repeat, and ids are missing in some reports.
                // oxlint-disable-next-line react/no-array-index-key
                key={`${process.pid ?? ''} ${process.name ?? ''} ${index}`}
                process={process}
                columns={columns.filter(({ key }) => key !== 'name')}
                largest={largest}
              />
            ))}
          </tbody>
        </table>
      </div>
      {found.length > most && (
        <Button look="link" className={styles['more']} onClick={() => setMost(most + 4 * STEP)}>
          Show {count(found.length - most)} more
        </Button>
      )}
      <Facts
        title="Memory of the device"
        facts={pageSize === null ? facts : [['Page size', bytesText(pageSize)], ...facts]}
      />
    </section>
  );
}
