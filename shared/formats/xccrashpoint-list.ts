/**
 * The Organizer's own ranked list, `ListablePoints.json` beside the points: how many devices met each, as Apple counts them,
 * once for each version that somebody looked at. `recentItems[]` holds what was asked for and what was answered in turns.
 * Apple does not document it.
 */
import { countOf, isObject, listOf, objectOf, textOf } from './json/values.ts';
import type { JsonObject } from './json/values.ts';

/** What one list says of one point. */
export interface ListedPoint {
  /** Apple's id of the point. */
  readonly point: string;
  readonly name: string | null;
  /** The version that was looked at; null for all. */
  readonly version: string | null;
  /** Over `period`. */
  readonly devices: number;
  readonly devicesToday: number;
  /** As Apple words it. */
  readonly period: string | null;
  /** Unix milliseconds at which Xcode asked Apple. */
  readonly refreshedAt: number | null;
}

const MOST_LISTS = 200;
const MOST_POINTS = 2000;

function versionOf(asked: JsonObject): string | null {
  const versions = listOf(objectOf(asked['pageAgnosticParameters'])['indexedSelectedProductVersions']);
  for (const one of versions) {
    const version = textOf(objectOf(objectOf(one)['version'])['version']);
    if (version !== null) return version;
  }
  return null;
}

function momentOf(word: string | null): number | null {
  const time = word === null ? Number.NaN : Date.parse(word);
  return Number.isNaN(time) ? null : time;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function pointsOf(answer: JsonObject, version: string | null): readonly ListedPoint[] {
  const header = objectOf(answer['header']);
  const [period, refreshedAt] = [textOf(header['timePeriod']), momentOf(textOf(header['refreshDate']))];
  return listOf(answer['crashPoints'])
    .slice(0, MOST_POINTS)
    .filter(isObject)
    .flatMap((one): readonly ListedPoint[] => {
      const point = textOf(one['analyticsPointIdentifier']);
      const devices = countOf(one['uniqueDeviceCountFilteredWithTimePeriod']);
      if (point === null || devices === null || devices < 0) return [];
      const today = countOf(one['uniqueDeviceCountFilteredForLast24Hours']) ?? 0;
      const name = textOf(one['analyticsPointName']);
      return [{ point, name, version, devices, devicesToday: Math.max(0, today), period, refreshedAt }];
    });
}

/** All that the lists say; nothing where the file has another shape. Never throws. */
export function readListedPoints(text: string): readonly ListedPoint[] {
  const points: ListedPoint[] = [];
  let asked: JsonObject = {};
  for (const item of listOf(objectOf(parse(text))['recentItems']).slice(0, 2 * MOST_LISTS)) {
    const one = objectOf(item);
    if (!isObject(one['value'])) {
      asked = one;
      continue;
    }
    for (const point of pointsOf(one['value'], versionOf(asked))) points.push(point);
    asked = {};
  }
  return points;
}
