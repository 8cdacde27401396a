/** Moves reports to where routes and splits say they belong. Only inside a transaction that flushes the sums. */
import type { Database } from './database.ts';
import { enterGroup, groupId, groupKey } from './groups.ts';
import type { Grouping } from './groups.ts';
import { destinationOf, isMerged, routeOf, setRoute } from './merges.ts';
import { faceOf, putFace, refreshFace, saveFace, shownFace } from './merges-faces.ts';
import { flag, integer, integerOrNull, text, textOrNull, word } from './row.ts';
import type { Sums } from './sums.ts';

/** Groups that gave reports away, and to which. */
export type Moved = ReadonlyMap<string, ReadonlySet<string>>;

/** The group of that id; a new one looks like the part that makes it up. */
function enter(database: Database, id: string, leaf: string, from: number, report: number): number {
  const known = groupKey(database, id);
  if (known !== null) return known;
  const face = faceOf(database, leaf) ?? shownFace(database, from);
  const row = database.get(
    `SELECT apps.name, apps.bundle_id, symbols FROM reports JOIN releases ON releases.key = reports.release
     JOIN apps ON apps.key = releases.app WHERE reports.key = ?`,
    report,
  );
  if (!face || !row) throw new Error(`the group ${id} has no face`);
  const grouping: Grouping = {
    ...face,
    id,
    symbols: word(row, 'symbols', ['complete', 'partial', 'waiting']),
    waits: [],
  };
  return enterGroup(database, grouping, { name: text(row, 'name'), bundleId: textOrNull(row, 'bundle_id') });
}

/** Looks at all reports of these groups, and moves those that belong elsewhere. Answers where they went. */
export function settleGroups(database: Database, sums: Sums, groups: Iterable<string>): Moved {
  const moved = new Map<string, Set<string>>();
  const touched = new Set<number>();
  const destinations = new Map<string, string>();
  const destination = (leaf: string): string => {
    const known = destinations.get(leaf) ?? destinationOf(database, leaf);
    destinations.set(leaf, known);
    return known;
  };
  for (const from of new Set(groups)) {
    const key = groupKey(database, from);
    if (key === null) continue;
    const rows = database.all(
      `SELECT reports.key, release, crashed_at, device_key, sample, coalesce(splits.signature, derived) AS leaf
       FROM reports LEFT JOIN splits ON splits.report = reports.id WHERE reports.signature = ?`,
      key,
    );
    for (const row of rows) {
      const leaf = text(row, 'leaf');
      const to = destination(leaf);
      if (to === from) continue;
      const report = integer(row, 'key');
      const counted = {
        release: integer(row, 'release'),
        crashedAt: integerOrNull(row, 'crashed_at'),
        deviceKey: textOrNull(row, 'device_key'),
        sample: flag(row, 'sample'),
      };
      const signature = enter(database, to, leaf, key, report);
      sums.beforeAdding({ ...counted, signature });
      database.run('UPDATE reports SET signature = ? WHERE key = ?', signature, report);
      sums.afterRemoving({ ...counted, signature: key });
      moved.set(from, (moved.get(from) ?? new Set()).add(to));
      touched.add(key).add(signature);
    }
  }
  for (const key of touched) refreshFace(database, sums, key);
  return moved;
}

/**
 * A report of the part `before` has the fingerprint of `grouping` from now on. Where the part is of a merged group, that
 * fingerprint joins the group, with all reports that have it.
 */
export function followFingerprint(
  database: Database,
  sums: Sums,
  report: number,
  before: string,
  grouping: Grouping,
): void {
  const after = grouping.id;
  if (before === after || !isMerged(database, before) || routeOf(database, after) !== null) return;
  if (destinationOf(database, after) === destinationOf(database, before)) return;
  const known = groupKey(database, after);
  if (known === null) putFace(database, after, report, grouping);
  else saveFace(database, known);
  setRoute(database, after, { into: before, kind: 'became', title: grouping.title, reason: '', at: 0 });
  if (known !== null) settleGroups(database, sums, [groupId(database, known)]);
}
