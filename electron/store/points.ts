/** Points of Xcode's Organizer: what Apple counts of crashes, and which reports are of their logs. */
import { z } from 'zod';
import type { AppleEvidence, ApplePoint, AppleShare } from '../../shared/contract.ts';
import type { ListedPoint } from '../../shared/formats/xccrashpoint-list.ts';
import type { PointEvidence } from '../../shared/formats/xccrashpoint.ts';
import type { Database } from './database.ts';
import { integer, text } from './row.ts';

/** Points of a signature at most. */
const MOST_POINTS = 100;
const MOST_SHARES = 50;

/** What Xcode says of a point. */
export interface PointFacts {
  readonly point: string;
  readonly filters: readonly PointEvidence[];
  readonly listed: readonly ListedPoint[];
}

const words = z.string().nullable();
const amount = z.number().nullable();
const shares = z.array(z.object({ label: z.string(), count: z.number() }));
const factsSchema = z.object({
  point: z.string(),
  filters: z.array(
    z.object({
      point: z.string(),
      filter: words,
      name: words,
      bundleId: words,
      version: words,
      build: words,
      platform: words,
      devices: amount,
      distributions: z.object({ os: shares, device: shares, version: shares, channel: shares }),
      period: words,
      refreshedAt: amount,
    }),
  ),
  listed: z.array(
    z.object({
      point: z.string(),
      name: words,
      version: words,
      devices: z.number(),
      devicesToday: z.number(),
      period: words,
      refreshedAt: amount,
    }),
  ),
}) satisfies z.ZodType<PointFacts>;

/** The id of a point that came in a bundle of its own, by Apple's. */
export function importedPoint(point: string): string {
  return `imported/${point}.xccrashpoint`;
}

/** A point that came in a bundle first is from now on the one of Xcode's own folder: else it would count twice. */
function takeOver(database: Database, id: string, point: string): void {
  const imported = importedPoint(point);
  if (id === imported) return;
  database.run('UPDATE OR IGNORE point_reports SET point = ? WHERE point = ?', id, imported);
  database.run('DELETE FROM points WHERE id = ?', imported);
}

/** Keeps what Xcode says of a point now; answers whether it is something new. `id`: its path among the products. */
export function keepPoint(database: Database, id: string, facts: PointFacts, now: number): boolean {
  const sql = `INSERT INTO points (id, facts, seen_at) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET facts = excluded.facts, seen_at = excluded.seen_at WHERE facts <> excluded.facts`;
  const isNew = database.run(sql, id, JSON.stringify(facts), now) > 0;
  takeOver(database, id, facts.point);
  return isNew;
}

/** The id under which a point is kept that Apple calls so: the first, where several folders have it; null where none has. */
export function findPoint(database: Database, point: string): string | null {
  const sql = `SELECT id FROM points WHERE json_extract(facts, '$.point') = ? ORDER BY id LIMIT 1`;
  const row = database.get(sql, point);
  return row ? text(row, 'id') : null;
}

/** Notes that a report of the library is of one of a point's logs. */
export function linkPoint(database: Database, id: string, report: string): void {
  database.run('INSERT OR IGNORE INTO point_reports (point, report) VALUES (?, ?)', id, report);
}

/** Ids of the signatures of a point's reports. */
export function signaturesOfPoint(database: Database, id: string): readonly string[] {
  const sql = `SELECT DISTINCT signatures.id AS id FROM point_reports JOIN reports ON reports.id = report
    JOIN signatures ON signatures.key = signature WHERE point = ?`;
  return database.all(sql, id).map((row) => text(row, 'id'));
}

function newest(times: readonly (number | null)[]): number | null {
  return times.reduce((latest, time) => (latest === null || (time !== null && time > latest) ? time : latest), null);
}

function most(counts: readonly (number | null)[]): number | null {
  return counts.reduce(
    (highest, count) => (highest === null || (count !== null && count > highest) ? count : highest),
    null,
  );
}

/** Filters of all versions where there are any: they hold what those of one version count. */
function widest({ filters }: PointFacts): readonly PointEvidence[] {
  const all = filters.filter(({ version, devices }) => version === null && devices !== null);
  return all.length > 0 ? all : filters;
}

/** Devices of all versions where Apple counts these together, else the sum over versions. */
function devicesOf({ filters, listed }: PointFacts): number | null {
  const counts = [...filters, ...listed];
  const all = most(counts.map(({ version, devices }) => (version === null ? devices : null)));
  if (all !== null) return all;
  const byVersion = [...Map.groupBy(counts, ({ version }) => version).values()];
  const each = byVersion.map((mine) => most(mine.map(({ devices }) => devices))).filter((count) => count !== null);
  return each.length === 0 ? null : each.reduce((sum, count) => sum + count, 0);
}

function todayOf({ listed }: PointFacts): number | null {
  const all = listed.filter(({ version }) => version === null);
  if (all.length > 0) return most(all.map(({ devicesToday }) => devicesToday));
  return listed.length === 0 ? null : listed.reduce((sum, { devicesToday }) => sum + devicesToday, 0);
}

function versionsOf({ filters, listed }: PointFacts): readonly string[] {
  const versions = [...filters, ...listed].map(({ version }) => version).filter((version) => version !== null);
  return [...new Set(versions)];
}

function added(lists: readonly (readonly AppleShare[])[]): readonly AppleShare[] {
  const counts = new Map<string, number>();
  for (const { label, count } of lists.flat()) counts.set(label, (counts.get(label) ?? 0) + count);
  return [...counts]
    .map(([label, count]) => ({ label, count }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
    .slice(0, MOST_SHARES);
}

interface Counted {
  readonly facts: PointFacts;
  readonly shown: ApplePoint;
  /** Most of its logs are of this signature. */
  readonly isMine: boolean;
}

function countedOf(database: Database, id: string, facts: PointFacts, signature: number): Counted {
  const rows = database.all(
    `SELECT signature, count(*) AS logs FROM point_reports JOIN reports ON reports.id = report
     WHERE point = ? GROUP BY signature ORDER BY logs DESC, signature`,
    id,
  );
  const all = rows.reduce((sum, row) => sum + integer(row, 'logs'), 0);
  const mine = rows.find((row) => integer(row, 'signature') === signature);
  const reports = mine === undefined ? 0 : integer(mine, 'logs');
  const { point, filters, listed } = facts;
  const shown: ApplePoint = {
    point,
    name: [...filters, ...listed].find(({ name }) => name !== null)?.name ?? null,
    devices: devicesOf(facts),
    devicesToday: todayOf(facts),
    versions: versionsOf(facts),
    reports,
    elsewhere: all - reports,
    refreshedAt: newest([...filters, ...listed].map(({ refreshedAt }) => refreshedAt)),
  };
  return { facts, shown, isMine: mine !== undefined && mine === rows[0] };
}

function sumOf(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}

/** What Apple counts of a signature, by its key; null where no point has a report of it. */
export function evidenceOf(database: Database, signature: number): AppleEvidence | null {
  const rows = database.all(
    `SELECT points.id AS id, facts FROM points WHERE points.id IN (
       SELECT point FROM reports JOIN point_reports ON report = reports.id WHERE signature = ?)
     ORDER BY points.id LIMIT ${MOST_POINTS}`,
    signature,
  );
  if (rows.length === 0) return null;
  const points = rows.map((row) => {
    const facts = factsSchema.parse(JSON.parse(text(row, 'facts')));
    return countedOf(database, text(row, 'id'), facts, signature);
  });
  const mine = points.filter(({ isMine }) => isMine);
  const filters = mine.flatMap(({ facts }) => widest(facts));
  const sharesBy = (part: keyof PointEvidence['distributions']): readonly AppleShare[] =>
    added(filters.map(({ distributions }) => distributions[part]));
  return {
    devices: sumOf(mine.map(({ shown }) => shown.devices)),
    devicesToday: sumOf(mine.map(({ shown }) => shown.devicesToday)),
    period:
      [...filters, ...mine.flatMap(({ facts }) => facts.listed)].find(({ period }) => period !== null)?.period ?? null,
    refreshedAt: newest(points.map(({ shown }) => shown.refreshedAt)),
    points: points.map(({ shown }) => shown).sort((a, b) => (b.devices ?? 0) - (a.devices ?? 0)),
    byVersion: sharesBy('version'),
    byOs: sharesBy('os'),
    byDevice: sharesBy('device'),
    byChannel: sharesBy('channel'),
  };
}
