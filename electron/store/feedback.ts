/**
 * Feedback as it is shown: pages under a filter, facets, one by one, and what the user decided about it. Rows are made from
 * submissions, builds, testers, pictures and the reports that came with them.
 */
import { deviceName } from '../../shared/report/device.ts';
import type { SubmissionFacts } from '../../shared/appstore/submissions.ts';
import type { Facet, FeedbackCounts, FeedbackFacets, FeedbackFilter, FeedbackRow } from '../../shared/contract.ts';
import type { Database } from './database.ts';
import { parseSubmissionFacts } from './documents.ts';
import { flag, integer, text, textOrNull, word } from './row.ts';
import type { Row } from './row.ts';
import { screenshotsOf } from './screenshots.ts';

const KINDS = ['crash', 'screenshot'] as const;
const STATUSES = ['open', 'resolved'] as const;
const LOG_STATES = ['waiting', 'kept', 'none'] as const;

const FROM = `FROM submissions
  LEFT JOIN store_apps ON store_apps.id = submissions.app
  LEFT JOIN store_builds ON store_builds.id = submissions.build
  LEFT JOIN testers ON testers.id = submissions.tester
  LEFT JOIN feedback_decisions decided ON decided.submission = submissions.id
  LEFT JOIN reports ON reports.id = submissions.log
  LEFT JOIN signatures ON signatures.key = reports.signature`;

const TESTER = `nullif(trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '')`;

const COLUMNS = `submissions.key, submissions.id, submissions.apple_id, submissions.kind, submissions.app, store_apps.name AS app_name,
  store_apps.bundle_id, submissions.build, store_builds.number, store_builds.version, submissions.tester,
  ${TESTER} AS tester_name, testers.email AS tester_email, created_at, submissions.device, submissions.os, facts, log_state,
  log, withdrawn, submissions.sample, reports.id AS report, signatures.id AS signature,
  coalesce(decided.status, 'open') AS decided_status, coalesce(decided.seen, 0) AS decided_seen,
  coalesce(decided.note, '') AS note`;

/** One submission with everything that is known of it. */
export interface StoredFeedback {
  readonly row: FeedbackRow;
  readonly facts: SubmissionFacts;
  readonly note: string;
  readonly tester: { readonly id: string | null; readonly email: string | null };
  readonly build: string | null;
  readonly device: string | null;
  readonly logState: (typeof LOG_STATES)[number] | null;
  readonly log: string | null;
}

function toStored(database: Database, rows: readonly Row[]): readonly StoredFeedback[] {
  const pictures = screenshotsOf(
    database,
    rows.map((row) => integer(row, 'key')),
  );
  return rows.map((row) => {
    const facts = parseSubmissionFacts(text(row, 'facts'));
    const shots = pictures.get(integer(row, 'key'));
    const model = textOrNull(row, 'device');
    const logState = textOrNull(row, 'log_state') === null ? null : word(row, 'log_state', LOG_STATES);
    return {
      row: {
        id: text(row, 'id'),
        kind: word(row, 'kind', KINDS),
        app: textOrNull(row, 'app_name'),
        bundleId: textOrNull(row, 'bundle_id') ?? facts.bundleId,
        createdAt: facts.createdAt,
        comment: facts.comment,
        version: textOrNull(row, 'version'),
        build: textOrNull(row, 'number'),
        device: model === null ? null : (deviceName(model) ?? model),
        os: textOrNull(row, 'os'),
        tester: textOrNull(row, 'tester_name'),
        screenshots: shots?.kept ?? [],
        missingScreenshots: shots?.missing ?? 0,
        report: textOrNull(row, 'report'),
        signature: textOrNull(row, 'signature'),
        status: word(row, 'decided_status', STATUSES),
        seen: flag(row, 'decided_seen'),
        withdrawn: flag(row, 'withdrawn'),
        sample: flag(row, 'sample'),
      },
      facts,
      note: text(row, 'note'),
      tester: { id: textOrNull(row, 'tester'), email: textOrNull(row, 'tester_email') },
      build: textOrNull(row, 'build'),
      device: model,
      logState,
      log: textOrNull(row, 'log'),
    };
  });
}

interface Where {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** A filter's name → its condition; `null` means that it asks for nothing. */
type Conditions = { readonly [Name in keyof FeedbackFilter]: Where | null };

function equal(column: string, value: string | null): Where | null {
  return value === null ? null : { sql: `${column} = ?`, values: [value] };
}

function escapeLike(term: string): string {
  return `%${term.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

function matching(search: string): Where | null {
  const terms = search
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '')
    .slice(0, 20);
  if (terms.length === 0) return null;
  const one = `(submissions.haystack LIKE ? ESCAPE '\\' OR lower(coalesce(${TESTER}, '')) LIKE ? ESCAPE '\\')`;
  return {
    sql: terms.map(() => one).join(' AND '),
    values: terms.flatMap((term) => [escapeLike(term), escapeLike(term)]),
  };
}

const WITH_SCREENSHOT = `submissions.key IN (SELECT submission FROM screenshots WHERE state <> 'gone')`;

function yesOrNo(condition: string, wanted: boolean | null): Where | null {
  return wanted === null ? null : { sql: wanted ? condition : `NOT (${condition})`, values: [] };
}

function conditionsOf(filter: FeedbackFilter): Conditions {
  const { app, status } = filter;
  return {
    app: app === null ? null : { sql: '(store_apps.bundle_id = ? OR store_apps.name = ?)', values: [app, app] },
    version: equal('store_builds.version', filter.version),
    build: equal('store_builds.number', filter.build),
    from: filter.from === null ? null : { sql: 'created_at >= ?', values: [filter.from] },
    to: filter.to === null ? null : { sql: 'created_at < ?', values: [filter.to] },
    hasScreenshot: yesOrNo(WITH_SCREENSHOT, filter.hasScreenshot),
    hasCrash: yesOrNo(`submissions.kind = 'crash'`, filter.hasCrash),
    device: equal('submissions.device', filter.device),
    os: equal('submissions.os', filter.os),
    tester: equal('submissions.tester', filter.tester),
    kind: equal('submissions.kind', filter.kind),
    status: status === 'all' ? null : equal(`coalesce(decided.status, 'open')`, status),
    search: matching(filter.search),
  };
}

/** The condition of a filter, without those named in `but`. */
function whereOf(filter: FeedbackFilter, but: readonly (keyof FeedbackFilter)[] = []): Where {
  const { ...conditions } = conditionsOf(filter);
  for (const name of but) conditions[name] = null;
  const parts = Object.values(conditions).filter((part) => part !== null);
  return {
    sql: parts.length === 0 ? '' : `WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`,
    values: parts.flatMap(({ values }) => values),
  };
}

/** How many match. */
export function countFeedback(database: Database, filter: FeedbackFilter): number {
  const { sql, values } = whereOf(filter);
  return integer(database.get(`SELECT count(*) AS matches ${FROM} ${sql}`, ...values) ?? {}, 'matches');
}

/** A window of those that match, newest first. */
export function listFeedback(
  database: Database,
  filter: FeedbackFilter,
  offset: number,
  limit: number,
): readonly FeedbackRow[] {
  const { sql, values } = whereOf(filter);
  const order = 'ORDER BY created_at DESC, submissions.key DESC LIMIT ? OFFSET ?';
  const rows = database.all(`SELECT ${COLUMNS} ${FROM} ${sql} ${order}`, ...values, limit, offset);
  return toStored(database, rows).map(({ row }) => row);
}

/** Where one stands among those that match; null when it does not. */
export function feedbackPosition(database: Database, id: string, filter: FeedbackFilter): number | null {
  const { sql, values } = whereOf(filter);
  const row = database.get(
    `WITH matching AS (SELECT submissions.id, created_at, submissions.key ${FROM} ${sql}),
       one AS (SELECT * FROM matching WHERE id = ?)
     SELECT count(matching.id) AS before, (SELECT count(*) FROM one) AS there FROM one
       LEFT JOIN matching ON (matching.created_at, matching.key) > (one.created_at, one.key)`,
    ...values,
    id,
  );
  return row && integer(row, 'there') > 0 ? integer(row, 'before') : null;
}

/** Choices of a filter at most. */
const MOST_CHOICES = 200;

function choices(
  database: Database,
  filter: FeedbackFilter,
  but: keyof FeedbackFilter,
  value: string,
  label: string,
): readonly Facet[] {
  const { sql, values } = whereOf(filter, [but]);
  const given = sql === '' ? `WHERE ${value} IS NOT NULL` : `${sql} AND ${value} IS NOT NULL`;
  const query = `SELECT ${value} AS value, max(${label}) AS label, count(*) AS matches ${FROM} ${given}
    GROUP BY ${value} ORDER BY matches DESC, value LIMIT ${MOST_CHOICES}`;
  return database.all(query, ...values).map((row) => ({
    value: text(row, 'value'),
    label: text(row, 'label'),
    count: integer(row, 'matches'),
  }));
}

/** What filters offer, each counted as if it were not set itself. */
export function feedbackFacets(database: Database, filter: FeedbackFilter): FeedbackFacets {
  const appOf = 'coalesce(store_apps.bundle_id, store_apps.name)';
  const column = (but: keyof FeedbackFilter, value: string, label = value): readonly Facet[] =>
    choices(database, filter, but, value, label);
  const devices = column('device', 'submissions.device');
  return {
    apps: column('app', appOf, `coalesce(store_apps.name, store_apps.bundle_id)`),
    versions: column('version', 'store_builds.version'),
    builds: column('build', 'store_builds.number'),
    devices: devices.map(({ value, count }) => ({ value, label: deviceName(value) ?? value, count })),
    systems: column('os', 'submissions.os'),
    testers: column('tester', 'submissions.tester', `coalesce(${TESTER}, 'Unnamed tester')`),
    withScreenshot: countFeedback(database, { ...filter, hasScreenshot: true }),
    withCrash: countFeedback(database, { ...filter, hasCrash: true }),
  };
}

/** The one with that id, or null. */
export function findFeedback(database: Database, id: string): StoredFeedback | null {
  return toStored(database, database.all(`SELECT ${COLUMNS} ${FROM} WHERE submissions.id = ?`, id))[0] ?? null;
}

/** Those with these ids, in the order in which they are named; what is not there is left out. */
export function findAllFeedback(database: Database, ids: readonly string[]): readonly StoredFeedback[] {
  const sql = `SELECT ${COLUMNS} ${FROM} WHERE submissions.id IN (SELECT value FROM json_each(?))`;
  const found = new Map(
    toStored(database, database.all(sql, JSON.stringify(ids))).map((stored) => [stored.row.id, stored]),
  );
  return [...new Set(ids)].flatMap((id) => found.get(id) ?? []);
}

/** The feedback that a report came with, or null. */
export function feedbackOfReport(database: Database, report: string): StoredFeedback | null {
  const sql = `SELECT ${COLUMNS} ${FROM} WHERE submissions.log = ? ORDER BY created_at DESC LIMIT 1`;
  return toStored(database, database.all(sql, report))[0] ?? null;
}

/** At most this many of a tester's other submissions are shown. */
const MOST_OTHERS = 50;

/** What the same tester sent about the same build, newest first. */
export function othersOf(database: Database, { row, tester, build }: StoredFeedback): readonly FeedbackRow[] {
  if (tester.id === null || build === null) return [];
  const sql = `SELECT ${COLUMNS} ${FROM} WHERE submissions.tester = ? AND submissions.build = ? AND submissions.id <> ?
    ORDER BY created_at DESC, submissions.key DESC LIMIT ${MOST_OTHERS}`;
  return toStored(database, database.all(sql, tester.id, build, row.id)).map((stored) => stored.row);
}

/** What the user may decide. */
export interface FeedbackDecision {
  readonly status: FeedbackRow['status'];
  readonly note: string;
  readonly seen: boolean;
}

/** Records a decision; what is left out stays as it was. */
export function decideFeedback(database: Database, id: string, change: Partial<FeedbackDecision>): void {
  const { status, note, seen } = change;
  database.run(
    `INSERT INTO feedback_decisions (submission, status, note, seen)
     VALUES (?1, coalesce(?2, 'open'), coalesce(?3, ''), coalesce(?4, 0))
     ON CONFLICT (submission) DO UPDATE SET status = coalesce(?2, status), note = coalesce(?3, note),
       seen = coalesce(?4, seen)`,
    id,
    status ?? null,
    note ?? null,
    seen === undefined ? null : Number(seen),
  );
}

/** Counts for the sources pane. */
export function feedbackCounts(database: Database): FeedbackCounts {
  const row = database.get(
    `SELECT count(*) AS total, coalesce(sum(coalesce(status, 'open') = 'open'), 0) AS open,
       coalesce(sum(coalesce(status, 'open') = 'open' AND coalesce(seen, 0) = 0), 0) AS unseen
     FROM submissions LEFT JOIN feedback_decisions ON submission = id`,
  );
  return { total: integer(row ?? {}, 'total'), open: integer(row ?? {}, 'open'), unseen: integer(row ?? {}, 'unseen') };
}

/** Forgets the samples with what was decided about them. */
export function forgetSampleFeedback(database: Database): void {
  database.run('DELETE FROM feedback_decisions WHERE submission IN (SELECT id FROM submissions WHERE sample = 1)');
  for (const table of ['submissions', 'store_apps', 'store_builds', 'testers'] as const) {
    database.run(`DELETE FROM ${table} WHERE sample = 1`);
  }
}

/** Reports of the same build and device whose time is near. */
export function crashesNear(
  database: Database,
  near: {
    readonly bundleId: string;
    readonly build: string;
    readonly device: string;
    readonly at: number;
    /** Milliseconds. */
    readonly within: number;
  },
  limit: number,
): readonly {
  readonly report: string;
  readonly signature: string;
  readonly title: string;
  readonly crashedAt: number;
}[] {
  const sql = `SELECT reports.id AS report, signatures.id AS signature, signatures.title, crashed_at
    FROM apps JOIN releases ON releases.app = apps.key
      JOIN signature_releases ON signature_releases.release = releases.key
      JOIN reports ON reports.signature = signature_releases.signature AND reports.release = releases.key
      JOIN signatures ON signatures.key = reports.signature
    WHERE apps.bundle_id = ? AND releases.build = ? AND reports.device = ? AND crashed_at BETWEEN ? AND ?
    ORDER BY abs(crashed_at - ?) LIMIT ?`;
  const { bundleId, build, device, at, within } = near;
  return database.all(sql, bundleId, build, device, at - within, at + within, at, limit).map((row) => ({
    report: text(row, 'report'),
    signature: text(row, 'signature'),
    title: text(row, 'title'),
    crashedAt: integer(row, 'crashed_at'),
  }));
}
