/**
 * The counts in a point's `DistributionInfo.json` as Xcode writes them: devices by version, system, family and channel, each
 * over several periods. `body.osVersionDistribution.osVersionMetaDatas[] = { timePeriod, osVersionDatas: [{ osVersion, value }] }`,
 * and so for the others. Apple documents none of it.
 */
import { countOf, isObject, listOf, objectOf, textOf } from './json/values.ts';
import type { JsonObject } from './json/values.ts';

/** One label of a distribution: `iOS 17.5`, `iPhone15,2`. */
export interface PointShare {
  readonly label: string;
  readonly count: number;
}

/** Devices over one period, the most frequent label first. */
export interface PointPeriod {
  /** As Apple words it. */
  readonly period: string | null;
  /** `2.1 (57)` */
  readonly version: readonly PointShare[];
  readonly os: readonly PointShare[];
  /** `iPhone`, `iPad` … */
  readonly device: readonly PointShare[];
  /** `App Store`, `TestFlight` */
  readonly channel: readonly PointShare[];
}

type Part = 'version' | 'os' | 'device' | 'channel';

const MOST_PERIODS = 20;
const MOST_SHARES = 500;
const LONGEST = 300;

/** What each distribution is called in the file, and how an entry of it is labelled. */
const PARTS: readonly (readonly [part: Part, name: string, labelOf: (entry: JsonObject) => string | null])[] = [
  [
    'version',
    'appVersion',
    ({ appVersion, appBuild }) => {
      const [version, build] = [textOf(appVersion), textOf(appBuild)];
      return version !== null && build !== null ? `${version} (${build})` : (version ?? build);
    },
  ],
  ['os', 'osVersion', ({ osVersion }) => textOf(osVersion)],
  ['device', 'deviceFamily', ({ deviceFamily }) => textOf(deviceFamily)],
  ['channel', 'isBeta', ({ isBeta }) => (typeof isBeta === 'boolean' ? (isBeta ? 'TestFlight' : 'App Store') : null)],
];

/** In the order in which people read them. */
export function inOrder(shares: readonly PointShare[]): readonly PointShare[] {
  return shares.toSorted((left, right) => right.count - left.count || (left.label < right.label ? -1 : 1));
}

/** The list under the key that ends so. */
function listUnder(owner: JsonObject, ending: string, but: string | null = null): readonly unknown[] {
  for (const [key, value] of Object.entries(owner).slice(0, MOST_SHARES)) {
    if (key.endsWith(ending) && (but === null || !key.endsWith(but)) && Array.isArray(value)) return listOf(value);
  }
  return [];
}

function sharesOf(meta: JsonObject, labelOf: (entry: JsonObject) => string | null): readonly PointShare[] {
  const entries = listUnder(meta, 'Datas', 'MetaDatas').slice(0, MOST_SHARES);
  const shares = entries.filter(isObject).flatMap((entry): readonly PointShare[] => {
    const [label, count] = [labelOf(entry), countOf(entry['value'])];
    return label === null || count === null || count <= 0 ? [] : [{ label: label.slice(0, LONGEST), count }];
  });
  return inOrder(shares);
}

/** All periods that a file tells of; none where it has another shape. Never throws. */
export function readPeriods(distribution: unknown): readonly PointPeriod[] {
  const body = objectOf(objectOf(distribution)['body']);
  const periods = new Map<string, { period: string | null } & Record<Part, readonly PointShare[]>>();
  for (const [part, name, labelOf] of PARTS) {
    const metas = listUnder(objectOf(body[`${name}Distribution`]), 'MetaDatas').slice(0, MOST_PERIODS);
    for (const meta of metas.filter(isObject)) {
      const period = textOf(meta['timePeriod'])?.slice(0, LONGEST) ?? null;
      const known = periods.get(period ?? '') ?? { period, version: [], os: [], device: [], channel: [] };
      known[part] = sharesOf(meta, labelOf);
      periods.set(period ?? '', known);
    }
  }
  return [...periods.values()];
}

function sum(shares: readonly PointShare[]): number {
  return shares.reduce((total, { count }) => total + count, 0);
}

/** Devices of a period. A device is of one family, but may have met the crash in several versions. */
export function devicesIn({ device, os, version, channel }: PointPeriod): number {
  return sum([device, os, channel, version].find((shares) => shares.length > 0) ?? []);
}

/** The period with most devices: the longest. Null where there is none. */
export function longestOf(periods: readonly PointPeriod[]): PointPeriod | null {
  let longest: PointPeriod | null = null;
  for (const period of periods) {
    if (longest === null || devicesIn(period) > devicesIn(longest)) longest = period;
  }
  return longest;
}
