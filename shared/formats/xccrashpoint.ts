/**
 * What Xcode's Organizer keeps beside the crash logs of a point: how many devices met it, and on which systems and models.
 * Those counts are Apple's, over all devices that share with developers; the logs are a sample of them, so they say nothing
 * of how often a crash happened.
 *
 * A bundle `<point>.xccrashpoint` holds `Filters/Filter_<point>-<version>-<platform>-<…>/{DistributionInfo,PointInfo}.json`,
 * before Xcode 13 `Info.json` and `DistributionInfos/all/`. Apple documents neither file. So nothing is expected at a fixed
 * place: counts and labels are known by what their keys say, and what says nothing is left out.
 */
import { countOf, isObject, listOf, textOf } from './json/values.ts';
import { devicesIn, inOrder, longestOf, readPeriods } from './xccrashpoint-counts.ts';
import type { PointShare } from './xccrashpoint-counts.ts';

/** What Apple says of one crash point, under one of Xcode's filters. */
export interface PointEvidence {
  /** The bundle's name without its ending: Apple's id of the point. */
  readonly point: string;
  /** The folder of the filter; null in the older layout. */
  readonly filter: string | null;
  /** What Xcode calls it, most often the function that is to blame. */
  readonly name: string | null;
  readonly bundleId: string | null;
  readonly version: string | null;
  readonly build: string | null;
  /** `iOS`, `macOS` … */
  readonly platform: string | null;
  /** Devices that met it. */
  readonly devices: number | null;
  readonly distributions: {
    /** By system, the most frequent first. */
    readonly os: readonly PointShare[];
    /** By model or family, the most frequent first. */
    readonly device: readonly PointShare[];
    /** By version and build. */
    readonly version: readonly PointShare[];
    /** By `App Store` and `TestFlight`. */
    readonly channel: readonly PointShare[];
  };
  /** The period over which Apple counted, as Apple words it. */
  readonly period: string | null;
  /** Unix milliseconds at which Xcode asked Apple last. */
  readonly refreshedAt: number | null;
}

/** The files of a point as they were found: their text, null where one is not there. */
export interface PointFiles {
  readonly point: string;
  readonly filter: string | null;
  /** `DistributionInfo.json` */
  readonly distribution: string | null;
  /** `PointInfo.json`, or the older `Info.json`. */
  readonly info: string | null;
}

const MOST_VALUES = 20_000;
const MOST_DEPTH = 12;
const MOST_SHARES = 500;
const LONGEST = 300;

interface Value {
  /** Its key in lower-case letters alone: `osVersions` is `osversions`. */
  readonly key: string;
  readonly value: unknown;
}

function keyOf(key: string): string {
  return key
    .slice(0, LONGEST)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
}

function parse(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return null;
  }
}

/** All values below keys, the outermost first. Bounded. */
function valuesOf(root: unknown): readonly Value[] {
  const values: Value[] = [];
  let level: readonly unknown[] = [root];
  for (let depth = 0; depth < MOST_DEPTH && level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const one of level) {
      for (const item of listOf(one)) next.push(item);
      if (!isObject(one)) continue;
      for (const [key, value] of Object.entries(one)) {
        if (values.length >= MOST_VALUES) return values;
        values.push({ key: keyOf(key), value });
        if (typeof value === 'object' && value !== null) next.push(value);
      }
    }
    level = next.slice(0, MOST_VALUES);
  }
  return values;
}

function wordUnder(values: readonly Value[], ...keys: readonly string[]): string | null {
  for (const wanted of keys) {
    for (const { key, value } of values) {
      const word = key === wanted ? textOf(value) : null;
      if (word !== null) return word.slice(0, LONGEST);
    }
  }
  return null;
}

function amountOf(value: unknown): number | null {
  const count = countOf(value);
  return count === null || count < 0 ? null : count;
}

const LABELS = ['label', 'displayname', 'name', 'title', 'osversion', 'version', 'devicemodel', 'model', 'key', 'id'];
const COUNTS = ['count', 'devicecount', 'devices', 'uniquedevices', 'total', 'occurrences', 'value'];

/** The count in an entry that says more than that. */
function countWithin(value: unknown): number | null {
  const plain = amountOf(value);
  if (plain !== null || !isObject(value)) return plain;
  const fields = new Map(Object.entries(value).map(([key, field]) => [keyOf(key), amountOf(field)]));
  for (const key of COUNTS) {
    const count = fields.get(key) ?? null;
    if (count !== null) return count;
  }
  return null;
}

function labelWithin(value: unknown): string | null {
  if (!isObject(value)) return null;
  const fields = new Map(Object.entries(value).map(([key, field]) => [keyOf(key), field]));
  for (const key of LABELS) {
    const label = textOf(fields.get(key));
    if (label !== null) return label;
  }
  return null;
}

/** A map of labels to counts, or a list of things with both. */
function sharesOf(value: unknown): readonly PointShare[] {
  const shares: PointShare[] = [];
  const entries: readonly (readonly [string | null, unknown])[] = Array.isArray(value)
    ? value.slice(0, MOST_SHARES).map((entry: unknown) => [labelWithin(entry), entry] as const)
    : isObject(value)
      ? Object.entries(value).slice(0, MOST_SHARES)
      : [];
  for (const [label, entry] of entries) {
    const count = countWithin(entry);
    if (label !== null && label !== '' && count !== null) shares.push({ label: label.slice(0, LONGEST), count });
  }
  return inOrder(shares);
}

const OF_SYSTEMS =
  /^(?:by)?(?:os|osversions?|systems?|systemversions?|operatingsystems?|platformversions?)(?:distributions?|counts?|breakdown|info)?$/;
const OF_DEVICES =
  /^(?:by)?(?:devices?|models?|devicemodels?|devicetypes?|hardware|hardwaremodels?)(?:distributions?|counts?|breakdown|info)?$/;
const OF_ALL_DEVICES = /^(?:total|unique|affected|impacted|numberof|num)*devices?(?:count|total|affected|impacted)?$/;

function distributionOf(values: readonly Value[], pattern: RegExp): readonly PointShare[] {
  for (const { key, value } of values) {
    const shares = pattern.test(key) ? sharesOf(value) : [];
    if (shares.length > 0) return shares;
  }
  return [];
}

/** Devices in all. Inside of a share the same key counts that share alone: lists are not looked into. */
function devicesOf(root: unknown): number | null {
  let level: readonly unknown[] = [root];
  for (let depth = 0; depth < 4; depth += 1) {
    const next: unknown[] = [];
    for (const one of level.filter(isObject)) {
      for (const [name, value] of Object.entries(one).slice(0, MOST_SHARES)) {
        const count = OF_ALL_DEVICES.test(keyOf(name)) ? amountOf(value) : null;
        if (count !== null) return count;
        if (!OF_SYSTEMS.test(keyOf(name)) && !OF_DEVICES.test(keyOf(name))) next.push(value);
      }
    }
    level = next;
  }
  return null;
}

const PLATFORMS: readonly (readonly [RegExp, string])[] = [
  [/iphone|ios|ipad/i, 'iOS'],
  [/macos/i, 'macOS'],
  [/appletv|tvos/i, 'tvOS'],
  [/watch/i, 'watchOS'],
  [/xros|vision/i, 'visionOS'],
];

function platformOf(word: string | null): string | null {
  if (word === null) return null;
  return PLATFORMS.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

/** What the name of a filter's folder says: `Filter_<point>-<version>-<platform>-Any`. */
function partsOfFilter(filter: string | null): { readonly version: string | null; readonly platform: string | null } {
  const [, version, platform] = /-([^-]{1,100})-([^-]{1,100})-[^-]{1,100}$/.exec(filter ?? '') ?? [];
  const isVersion = version !== undefined && /\d/.test(version);
  return { version: isVersion ? version : null, platform: platformOf(platform ?? null) };
}

/** `2.1 (57)` */
function versionAndBuild(version: string | null): readonly [string | null, string | null] {
  const [, release, build] = /^(\S+) ?\(([^()]+)\)$/.exec(version ?? '') ?? [];
  return release === undefined || build === undefined ? [version, null] : [release, build];
}

function momentOf(word: string | null): number | null {
  const time = word === null ? Number.NaN : Date.parse(word);
  return Number.isNaN(time) ? null : time;
}

/** Reads the files of a point. What none of them says is null or empty; never throws. */
export function readPoint({ point, filter, distribution, info }: PointFiles): PointEvidence {
  const [counts, about] = [parse(distribution), parse(info)];
  const said = [...valuesOf(about), ...valuesOf(counts)];
  const longest = longestOf(readPeriods(counts));
  const named = partsOfFilter(filter);
  const version = wordUnder(said, 'shortversion', 'cfbundleshortversionstring', 'appversion', 'version');
  const [release, build] = versionAndBuild(version ?? named.version);
  const refreshed = wordUnder(said, 'lastrefresh', 'lastrefreshed', 'refreshdate', 'lastupdated');
  return {
    point,
    filter,
    name: wordUnder(said, 'analyticspointname', 'defaultname', 'displayname', 'title', 'name', 'symbolname'),
    bundleId: wordUnder(said, 'bundleid', 'bundleidentifier', 'cfbundleidentifier', 'productbundleid'),
    version: release,
    build: wordUnder(said, 'build', 'buildversion', 'buildnumber', 'bundleversion', 'cfbundleversion') ?? build,
    platform: platformOf(wordUnder(said, 'platform', 'platformidentifier', 'platformname')) ?? named.platform,
    devices: devicesOf(counts) ?? devicesOf(about) ?? (longest === null ? null : devicesIn(longest)),
    distributions: {
      os: longest?.os ?? distributionOf(said, OF_SYSTEMS),
      device: longest?.device ?? distributionOf(said, OF_DEVICES),
      version: longest?.version ?? [],
      channel: longest?.channel ?? [],
    },
    period: longest?.period ?? null,
    refreshedAt: momentOf(refreshed),
  };
}
