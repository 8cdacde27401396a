/**
 * The journal of what the user did: a stack that is undone from its end, and redone until something else is done. It
 * outlives the program, and is bounded: the oldest entries are forgotten.
 */
import { z } from 'zod';
import type { Act, History } from '../../shared/contract.ts';
import { PRIORITIES } from '../../shared/contract/filter.ts';
import type { Database } from './database.ts';
import { UNDECIDED } from './decisions-row.ts';
import type { Decision } from './decisions-row.ts';
import type { Route, Split } from './merges.ts';
import { integer, text, textOrNull } from './row.ts';
import type { Row } from './row.ts';

/** Entries that are kept. */
const MAX_ENTRIES = 1000;
/** Changed decisions of all entries that are kept; the newest entry always is. */
const MAX_CHANGES = 200_000;

/** What an entry changed of a decision: the fields that changed, before and after. */
export interface DecisionChange {
  readonly signature: string;
  readonly before: Partial<Decision>;
  readonly after: Partial<Decision>;
}

/** Routes and splits before and after. */
export interface Regrouped {
  readonly routes: readonly { readonly id: string; readonly before: Route | null; readonly after: Route | null }[];
  readonly splits: readonly { readonly report: string; readonly before: Split | null; readonly after: Split | null }[];
}

/** Something the user did. */
export interface Entry {
  readonly number: number;
  readonly kind: string;
  /** As a menu says it: `Mark 3 Crashes as Done`. */
  readonly menu: string;
  /** As a notice says it: `Marked 3 crashes as done`. */
  readonly words: string;
  readonly regrouped: Regrouped | null;
  readonly changes: readonly DecisionChange[];
}

const moment = z.number();
const decisionSchema = z.object({
  status: z.enum(['open', 'resolved', 'ignored']).nullable(),
  decidedAt: moment.nullable(),
  newest: z.object({ version: z.string(), build: z.string() }).nullable(),
  resolvedIn: z.string().nullable(),
  ignoredUntil: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('ever') }),
      z.object({ kind: z.literal('date'), at: moment }),
      z.object({ kind: z.literal('more'), count: z.number(), left: z.number() }),
      z.object({ kind: z.literal('next-build') }),
    ])
    .nullable(),
  regressed: z.object({ build: z.string().nullable(), at: moment }).nullable(),
  priority: z.enum(PRIORITIES).nullable(),
  labels: z.array(z.string()),
  assignee: z.string().nullable(),
  note: z.string(),
  seen: z.boolean(),
}) satisfies z.ZodType<Decision>;

const described = { title: z.string(), reason: z.string(), at: moment };
const routeSchema = z.object({ into: z.string(), kind: z.enum(['merged', 'became']), ...described });
const splitSchema = z.object({ signature: z.string(), parent: z.string(), ...described });
const regroupedSchema = z.object({
  routes: z.array(z.object({ id: z.string(), before: routeSchema.nullable(), after: routeSchema.nullable() })),
  splits: z.array(z.object({ report: z.string(), before: splitSchema.nullable(), after: splitSchema.nullable() })),
}) satisfies z.ZodType<Regrouped>;

/** Fields that are not there were not changed. Throws where the column holds something else: the row is damaged. */
function parseFields(json: string): Partial<Decision> {
  const fields: unknown = JSON.parse(json);
  const whole = { ...UNDECIDED, ...z.record(z.string(), z.unknown()).parse(fields) };
  const parsed = decisionSchema.parse(whole);
  const names = new Set(Object.keys(z.record(z.string(), z.unknown()).parse(fields)));
  return Object.fromEntries(Object.entries(parsed).filter(([name]) => names.has(name)));
}

function changesOf(database: Database, entry: number): readonly DecisionChange[] {
  const sql = 'SELECT signature, before, after FROM journal_changes WHERE entry = ? ORDER BY signature';
  return database.all(sql, entry).map((row) => ({
    signature: text(row, 'signature'),
    before: parseFields(text(row, 'before')),
    after: parseFields(text(row, 'after')),
  }));
}

function toEntry(database: Database, row: Row): Entry {
  const [number, regrouped] = [integer(row, 'number'), textOrNull(row, 'regrouped')];
  return {
    number,
    kind: text(row, 'kind'),
    menu: text(row, 'menu'),
    words: text(row, 'words'),
    regrouped: regrouped === null ? null : regroupedSchema.parse(JSON.parse(regrouped)),
    changes: changesOf(database, number),
  };
}

function forgetOldest(database: Database): void {
  const counted = database.all(
    `SELECT number, (SELECT count(*) FROM journal_changes WHERE entry = number) AS changes FROM journal
     ORDER BY number DESC`,
  );
  let changes = 0;
  for (const [index, row] of counted.entries()) {
    changes += integer(row, 'changes');
    if (index === 0 || (index < MAX_ENTRIES && changes <= MAX_CHANGES)) continue;
    database.run('DELETE FROM journal WHERE number <= ?', integer(row, 'number'));
    return;
  }
}

/** Writes down what was done. What was undone before can no longer be redone. */
export function writeEntry(
  database: Database,
  { kind, menu, words, regrouped, changes }: Omit<Entry, 'number' | 'kind'> & { readonly kind: Act['kind'] },
  now: number,
): void {
  database.run('DELETE FROM journal WHERE undone = 1');
  const row = database.get(
    'INSERT INTO journal (at, kind, menu, words, regrouped) VALUES (?, ?, ?, ?, ?) RETURNING number',
    now,
    kind,
    menu,
    words,
    regrouped === null ? null : JSON.stringify(regrouped),
  );
  const number = integer(row ?? {}, 'number');
  for (const { signature, before, after } of changes) {
    database.run(
      'INSERT INTO journal_changes (entry, signature, before, after) VALUES (?, ?, ?, ?)',
      number,
      signature,
      JSON.stringify(before),
      JSON.stringify(after),
    );
  }
  forgetOldest(database);
}

/** Whether a group or a report that was put elsewhere is still somewhere. */
function isOfUse(database: Database, { routes, splits }: Regrouped): boolean {
  const hasRoute = 'SELECT 1 FROM routes WHERE id = ?1 UNION ALL SELECT 1 FROM signatures WHERE id = ?1';
  return (
    routes.some(({ id }) => database.get(hasRoute, id) !== undefined) ||
    splits.some(({ report }) => database.get('SELECT 1 FROM reports WHERE id = ?', report) !== undefined)
  );
}

/** Forgets what was done to signatures that are gone for good, and entries that did nothing else. */
export function forgetEntries(database: Database, gone: readonly string[]): void {
  for (const id of gone) database.run('DELETE FROM journal_changes WHERE signature = ?', id);
  const idle = database.all(
    'SELECT number, regrouped FROM journal WHERE number NOT IN (SELECT entry FROM journal_changes)',
  );
  for (const row of idle) {
    const regrouped = textOrNull(row, 'regrouped');
    if (regrouped !== null && isOfUse(database, regroupedSchema.parse(JSON.parse(regrouped)))) continue;
    database.run('DELETE FROM journal WHERE number = ?', integer(row, 'number'));
  }
}

const UNDO = 'FROM journal WHERE undone = 0 ORDER BY number DESC LIMIT 1';
const REDO = 'FROM journal WHERE undone = 1 ORDER BY number LIMIT 1';

/** What is to be undone, or redone, next. */
export function nextEntry(database: Database, direction: 'undo' | 'redo'): Entry | null {
  const row = database.get(`SELECT number, kind, menu, words, regrouped ${direction === 'undo' ? UNDO : REDO}`);
  return row ? toEntry(database, row) : null;
}

/** Notes that it was undone, or done again. */
export function markEntry(database: Database, number: number, undone: boolean): void {
  database.run('UPDATE journal SET undone = ? WHERE number = ?', undone ? 1 : 0, number);
}

/** What can be undone and redone, as menus name it. */
export function historyOf(database: Database): History {
  const menu = (sql: string): string | null => {
    const row = database.get(`SELECT menu ${sql}`);
    return row ? text(row, 'menu') : null;
  };
  return { undo: menu(UNDO), redo: menu(REDO) };
}
