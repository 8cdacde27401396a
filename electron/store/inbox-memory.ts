/**
 * What the inbox is made from, kept in memory beside the database and never behind it: the columns of reports, and what is
 * decided of each signature. Both are compared with the database whenever they are asked for, so nobody has to say that
 * something changed.
 */
import type { Priority, Status } from '../../shared/contract.ts';
import { Columns } from './columns.ts';
import type { Database } from './database.ts';
import type { View } from './inbox-view.ts';

export const STATUSES = ['open', 'resolved', 'ignored'] as const satisfies readonly Status[];
/** By their numbers in the table. */
export const PRIORITY_WORDS = ['P0', 'P1', 'P2', 'P3', 'none'] as const satisfies readonly (Priority | 'none')[];

/** What filters look at, of a signature. */
export interface Face {
  readonly key: number;
  readonly app: number;
  readonly status: Status;
  /** 0 to 3, and 4 where none is known. */
  readonly priority: number;
  readonly regressed: boolean;
  readonly seen: boolean;
}

export interface Memory {
  readonly columns: Columns;
  readonly faces: readonly Face[];
  /** Changes whenever anything in the library does. */
  readonly stamp: string;
  /** Views that were made from this state. */
  readonly views: Map<string, { readonly view: View; readonly madeAt: number }>;
  /** Keys of the signatures that searches found. */
  readonly searches: Map<string, ReadonlySet<number> | null>;
}

interface Kept {
  readonly columns: Columns;
  /** False where the columns hold what a transaction wrote that may be rolled back. */
  readonly isSettled: boolean;
  /** Null while there is nothing to rely on but the columns. */
  readonly memory: Memory | null;
}

const kept = new WeakMap<Database, Kept>();

function readFaces(database: Database): readonly Face[] {
  const rows = database.table('SELECT key, app, status, priority, regressed, seen FROM signatures');
  return rows.map(([key, app, status, priority, regressed, seen]) => ({
    key: Number(key),
    app: Number(app),
    status: STATUSES.find((word) => word === status) ?? 'open',
    priority: Number(priority),
    regressed: regressed === 1,
    seen: seen === 1,
  }));
}

/** Columns that are up to date, and whether they had to be changed for it. */
function syncColumns(database: Database, known: Columns | null): readonly [columns: Columns, isSame: boolean] {
  const synced = known?.sync(database) ?? 'outdated';
  if (known !== null && synced !== 'outdated') return [known, synced === 'same'];
  const columns = new Columns();
  columns.sync(database);
  return [columns, false];
}

/** The state of the library as it is now. */
export function memoryOf(database: Database): Memory {
  const known = kept.get(database);
  const stamp = `${database.dataVersion()}/${database.changes()}`;
  if (known?.memory && known.memory.stamp === stamp) return known.memory;
  const [columns, isSame] = syncColumns(database, known?.isSettled === true ? known.columns : null);
  const memory: Memory = { columns, faces: readFaces(database), stamp, views: new Map(), searches: new Map() };
  const isOpen = database.isInTransaction;
  kept.set(database, { columns, isSettled: !isOpen || isSame, memory: isOpen ? null : memory });
  return memory;
}
