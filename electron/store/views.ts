/** Saved views: filters under a name, in the order in which they were made. Kept as JSON; one that cannot be read is skipped. */
import { filterSchema, sortSchema } from '../../shared/contract/filter.ts';
import type { Filter, SavedView, Sort } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { countView } from './inbox-view.ts';
import { text } from './row.ts';
import type { Row } from './row.ts';

/** At most this many are kept: each is counted whenever they are listed. */
export const MOST_VIEWS = 50;

function filterOf(json: string): Filter | null {
  try {
    // The filter of another version of Faultline may know other fields.
    const parsed = filterSchema.strip().safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function toView(database: Database, row: Row, now: number): SavedView | null {
  const [filter, sort] = [filterOf(text(row, 'filter')), sortSchema.safeParse(text(row, 'sort'))];
  if (filter === null || !sort.success) return null;
  const count = countView(database, filter, now);
  return { id: text(row, 'id'), name: text(row, 'name'), filter, sort: sort.data, count };
}

/** All views with how many signatures are in each. `now` in Unix milliseconds. */
export function listViews(database: Database, now: number): readonly SavedView[] {
  const rows = database.all('SELECT id, name, filter, sort FROM views ORDER BY position, id');
  return rows.map((row) => toView(database, row, now)).filter((view) => view !== null);
}

/** How many views there are. */
export function countViews(database: Database): number {
  return database.all('SELECT 1 FROM views').length;
}

/** Whether there is a view of that id. */
export function isView(database: Database, id: string): boolean {
  return database.get('SELECT 1 FROM views WHERE id = ?', id) !== undefined;
}

/** Keeps a view; one of the same id is replaced, and stays in its place. */
export function saveView(
  database: Database,
  view: { readonly id: string; readonly name: string; readonly filter: Filter; readonly sort: Sort },
): void {
  const { id, name, filter, sort } = view;
  database.run(
    `INSERT INTO views (id, name, filter, sort, position)
     VALUES (?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM views))
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, filter = excluded.filter, sort = excluded.sort`,
    id,
    name,
    JSON.stringify(filter),
    sort,
  );
}

/** Forgets a view. */
export function deleteView(database: Database, id: string): void {
  database.run('DELETE FROM views WHERE id = ?', id);
}
