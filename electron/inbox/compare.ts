/** Two versions of an app side by side: what is new, what came back, what got better, what is gone. */
import { judge } from '../../shared/compare/judge.ts';
import type { Judgement } from '../../shared/compare/judge.ts';
import { CHANGES } from '../../shared/contract/see.ts';
import type { CheckedInput, ComparedGroup, ComparedRow, Comparison, Release } from '../../shared/contract.ts';
import { reportNoun } from '../../shared/report/kind-words.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import {
  devicesWithin,
  facesOf,
  findApp,
  lastSeenIn,
  releasesOfApp,
  releasesOfSide,
  returned,
  seenOnSides,
  sideOf,
} from '../store/compare.ts';
import type { AppRelease, Seen } from '../store/compare.ts';
import type { Database } from '../store/database.ts';
import { kindOfSignatures } from '../store/kinds.ts';
import { usersOf } from '../store/overview.ts';
import { releaseLabel } from '../store/releases.ts';
import { compareVersions } from '../store/versions.ts';
import type { Library } from './library.ts';

/** Rows of a group; more are counted only. */
const MOST_ROWS = 200;

/** Both sides as they are looked for. */
interface Sides {
  readonly before: readonly AppRelease[];
  readonly after: readonly AppRelease[];
  /** Releases older than both. */
  readonly older: readonly AppRelease[];
}

function isOlder(one: AppRelease, other: AppRelease): boolean {
  return (compareVersions(one.version, other.version) || compareVersions(one.build, other.build)) < 0;
}

function olderThanAll(releases: readonly AppRelease[], all: readonly AppRelease[]): readonly AppRelease[] {
  return releases.filter((release) => all.every((other) => isOlder(release, other)));
}

interface Judged extends Seen {
  readonly judgement: Judgement;
}

function judgeAll(
  database: Database,
  seen: readonly Seen[],
  sides: Sides,
  of: { before: number; after: number; many: string },
): readonly Judged[] {
  const newcomers = seen.filter(({ before }) => before === 0).map(({ key }) => key);
  const earlier = lastSeenIn(database, newcomers, sides.older);
  const back = returned(database);
  return seen.map((one) => {
    const last = earlier.get(one.key);
    const judgement = judge(
      {
        before: { crashes: one.before, of: of.before },
        after: { crashes: one.after, of: of.after },
        earlier: last ? releaseLabel(last.version, last.build) : null,
        returned: back.get(one.key) ?? null,
      },
      of.many,
    );
    return { key: one.key, before: one.before, after: one.after, judgement };
  });
}

/** Rows of all groups, with what only rows that are shown need. */
function complete(
  database: Database,
  shown: readonly Judged[],
  sides: Sides,
  of: { before: number; after: number },
  users: number | null,
): ReadonlyMap<number, ComparedRow> {
  const keys = shown.map(({ key }) => key);
  const faces = facesOf(database, keys);
  const devices = {
    before: devicesWithin(database, keys, sides.before),
    after: devicesWithin(database, keys, sides.after),
  };
  const rows = new Map<number, ComparedRow>();
  for (const one of shown) {
    const face = faces.get(one.key);
    if (!face) continue;
    const count = (side: 'before' | 'after'): ComparedRow['before'] => {
      const affected = devices[side].get(one.key) ?? 0;
      return {
        crashes: one[side],
        share: of[side] === 0 ? 0 : one[side] / of[side],
        devices: affected,
        rate: users === null ? null : (1000 * affected) / users,
      };
    };
    rows.set(one.key, { ...face, ...one.judgement, before: count('before'), after: count('after') });
  }
  return rows;
}

function weight({ before, after }: Seen): number {
  return Math.max(before, after);
}

function ratesInWords(users: number | null, appName: string, many: string): string {
  if (users === null) {
    return `Rates are unknown: nobody said how many people use these versions. Shares are of each version’s ${many}.`;
  }
  const number = new Intl.NumberFormat('en').format(users);
  return `Rates (‰) are affected devices per 1,000 users of ${appName}: ${number} in all versions. Shares are of each version’s ${many}.`;
}

/** `2.1.0`, `2.1.0 (412)` */
function nameOf({ version, build }: Release): string {
  return releaseLabel(version, build ?? '');
}

function noSide(appName: string, side: Release): Result<never> {
  return fail({ kind: 'not-found', message: `The library holds no report of ${appName} ${nameOf(side)}.` });
}

/** Compares two versions, or builds, of an app. */
export function compareReleases(library: Library, asked: CheckedInput<'compare.versions'>): Result<Comparison> {
  const { database } = library;
  const app = findApp(database, asked.app);
  if (!app) return fail({ kind: 'not-found', message: `The library holds no report of ${asked.app}.` });
  const releases = releasesOfApp(database, app.key);
  const [before, after] = [releasesOfSide(releases, asked.before), releasesOfSide(releases, asked.after)];
  if (before.length === 0) return noSide(app.name, asked.before);
  if (after.length === 0) return noSide(app.name, asked.after);
  const users = usersOf(database, app.key);
  const sides: Sides = { before, after, older: olderThanAll(releases, [...before, ...after]) };
  const [left, right] = [sideOf(database, asked.before, before), sideOf(database, asked.after, after)];
  const seen = seenOnSides(database, before, after);
  const kind = kindOfSignatures(
    database,
    'key',
    seen.map(({ key }) => key),
  );
  const { many } = reportNoun(kind);
  const of = { before: left.crashes, after: right.crashes, many };
  const judged = [...judgeAll(database, seen, sides, of)].sort((a, b) => weight(b) - weight(a) || a.key - b.key);
  const picked = CHANGES.map((change) => {
    const all = judged.filter(({ judgement }) => judgement.change === change);
    return { change, total: all.length, shown: all.slice(0, MOST_ROWS) };
  });
  const rows = complete(
    database,
    picked.flatMap(({ shown }) => shown),
    sides,
    of,
    users,
  );
  return ok({
    app: app.bundleId ?? app.name,
    appName: app.name,
    before: left,
    after: right,
    kind,
    users,
    rates: ratesInWords(users, app.name, many),
    groups: picked.map(({ change, total, shown }): ComparedGroup => ({
      change,
      total,
      rows: shown.map(({ key }) => rows.get(key)).filter((row) => row !== undefined),
    })),
  });
}
