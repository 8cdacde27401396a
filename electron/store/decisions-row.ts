/** A decision as a row of the library, and as a value. */
import type { IgnoredUntil, Priority, Status, Triage } from '../../shared/contract.ts';
import { PRIORITIES } from '../../shared/contract/filter.ts';
import type { Database } from './database.ts';
import { labelsOf } from './labels.ts';
import { flag, integer, integerOrNull, text, textOrNull, word } from './row.ts';
import type { Row } from './row.ts';

const STATUSES = ['open', 'resolved', 'ignored'] as const satisfies readonly Status[];
const IGNORED = ['ever', 'date', 'more', 'next-build'] as const satisfies readonly IgnoredUntil['kind'][];

/** A release of an app; '' is what nobody named. */
export interface AppRelease {
  readonly version: string;
  readonly build: string;
}

/** What the user decided about a signature. */
export interface Decision {
  /** Null while nobody decided: such a signature counts as open. */
  readonly status: Status | null;
  /** When the status was decided, in Unix milliseconds. */
  readonly decidedAt: number | null;
  /** The newest release of the app that was known then. */
  readonly newest: AppRelease | null;
  /** As the user named it. */
  readonly resolvedIn: string | null;
  readonly ignoredUntil: IgnoredUntil | null;
  readonly regressed: Triage['regressed'];
  /** Null: what the numbers say. */
  readonly priority: Priority | null;
  readonly labels: readonly string[];
  readonly assignee: string | null;
  readonly note: string;
  readonly seen: boolean;
}

/** What is so while nobody decided anything. */
export const UNDECIDED: Decision = {
  status: null,
  decidedAt: null,
  newest: null,
  resolvedIn: null,
  ignoredUntil: null,
  regressed: null,
  priority: null,
  labels: [],
  assignee: null,
  note: '',
  seen: false,
};

const COLUMNS = [
  'status',
  'decided_at',
  'newest_version',
  'newest_build',
  'resolved_in',
  'ignored_kind',
  'ignored_at',
  'ignored_count',
  'ignored_left',
  'regressed_at',
  'regressed_build',
  'priority',
  'assignee',
  'note',
  'seen',
] as const;

function newestIn(row: Row): AppRelease | null {
  const [version, build] = [textOrNull(row, 'newest_version'), textOrNull(row, 'newest_build')];
  return version === null || build === null ? null : { version, build };
}

/** Until when a decision ignores, from its columns. */
export function ignoredIn(row: Row): IgnoredUntil | null {
  if (row['ignored_kind'] === null) return null;
  const kind = word(row, 'ignored_kind', IGNORED);
  switch (kind) {
    case 'date':
      return { kind, at: integer(row, 'ignored_at') };
    case 'more':
      return { kind, count: integer(row, 'ignored_count'), left: integer(row, 'ignored_left') };
    case 'ever':
    case 'next-build':
      return { kind };
  }
}

/** When it came back, from its columns. */
export function regressedIn(row: Row): Triage['regressed'] {
  const at = integerOrNull(row, 'regressed_at');
  return at === null ? null : { build: textOrNull(row, 'regressed_build'), at };
}

/** The priority that the user chose, from its column. */
export function chosenIn(row: Row, column = 'priority'): Priority | null {
  return row[column] === null ? null : word(row, column, PRIORITIES);
}

/** The decision of that id; null where there is no row. */
export function readDecision(database: Database, id: string): Decision | null {
  const row = database.get(`SELECT ${COLUMNS.join(', ')} FROM decisions WHERE signature = ?`, id);
  if (!row) return null;
  return {
    status: row['status'] === null ? null : word(row, 'status', STATUSES),
    decidedAt: integerOrNull(row, 'decided_at'),
    newest: newestIn(row),
    resolvedIn: textOrNull(row, 'resolved_in'),
    ignoredUntil: ignoredIn(row),
    regressed: regressedIn(row),
    priority: chosenIn(row),
    labels: labelsOf(database, id),
    assignee: textOrNull(row, 'assignee'),
    note: text(row, 'note'),
    seen: flag(row, 'seen'),
  };
}

/** Writes the row, all but its labels. */
export function writeDecisionRow(database: Database, id: string, decision: Decision): void {
  const { newest, ignoredUntil: until, regressed } = decision;
  const values = [
    decision.status,
    decision.decidedAt,
    newest?.version ?? null,
    newest?.build ?? null,
    decision.resolvedIn,
    until?.kind ?? null,
    until?.kind === 'date' ? until.at : null,
    until?.kind === 'more' ? until.count : null,
    until?.kind === 'more' ? until.left : null,
    regressed?.at ?? null,
    regressed?.build ?? null,
    decision.priority,
    decision.assignee,
    decision.note,
    decision.seen ? 1 : 0,
  ];
  // Two plain statements: what triggers ignore in them, an upsert or a replacement would not let them ignore.
  const assignments = COLUMNS.map((column) => `${column} = ?`).join(', ');
  if (database.run(`UPDATE decisions SET ${assignments} WHERE signature = ?`, ...values, id) > 0) return;
  const marks = '?, '.repeat(COLUMNS.length);
  database.run(`INSERT INTO decisions (${COLUMNS.join(', ')}, signature) VALUES (${marks}?)`, ...values, id);
}
