/** Which app, on which device and when: the metadata of a MetricKit diagnostic, in the keys of all its generations. */
import type { App, CrashReport, OperatingSystem } from '../../report/report.ts';
import { parseArch } from '../../report/arch.ts';
import { parseMoment } from '../moment.ts';
import { guessPlatform, parseSystem } from '../system.ts';
import { countOf, flagOf, isObject, objectOf, textOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';

/** Swift counts the seconds of a date from here: 2001-01-01. */
const REFERENCE = 978_307_200;
/** Numbers above this are Unix seconds: they would be dates after 2037 otherwise. */
const UNIX = 1_160_000_000;

/** A moment as text of Apple's or ISO 8601, or as a number of seconds. */
function momentOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 4e9) {
    return new Date((value > UNIX ? value : value + REFERENCE) * 1000).toISOString();
  }
  return parseMoment(textOf(value));
}

/** The time that a payload covers. */
export interface Covered {
  readonly begin: string | null;
  readonly end: string | null;
}

/** Of `timeStampBegin` and `timeStampEnd`, or of `timeRange`. */
export function readCovered(payload: JsonObject): Covered {
  const range = objectOf(payload['timeRange']);
  const start = range['begin'] ?? range['start'];
  const length = range['duration'];
  const begin = momentOf(payload['timeStampBegin'] ?? start);
  const end = range['end'] ?? (typeof start === 'number' && typeof length === 'number' ? start + length : undefined);
  return { begin, end: momentOf(payload['timeStampEnd'] ?? end) };
}

/** What stands beside the call stacks, in one object: the keys of a diagnostic before those of its payload. */
export function metaOf(diagnostic: JsonObject, payload: JsonObject): JsonObject {
  return {
    ...objectOf(payload['environment']),
    ...objectOf(payload['metaData']),
    ...objectOf(diagnostic['metaData']),
    ...objectOf(diagnostic['environment']),
    ...objectOf(diagnostic['diagnosticMetaData']),
  };
}

function readSystem(value: unknown): OperatingSystem {
  if (!isObject(value)) return parseSystem(textOf(value));
  return {
    name: textOf(value['platform'] ?? value['name']),
    version: textOf(value['number'] ?? value['version']),
    build: textOf(value['buildNumber'] ?? value['build']),
  };
}

/** What an app's own code writes stands under the names of MetricKit's properties, beside the metadata. */
function readApp(meta: JsonObject, diagnostic: JsonObject, outer: JsonObject): App {
  const beside = diagnostic['applicationVersion'] ?? diagnostic['appVersion'];
  const above = outer['appVersion'] ?? outer['applicationVersion'] ?? outer['latestApplicationVersion'];
  return {
    name: null,
    bundleId: textOf(meta['bundleIdentifier'] ?? meta['bundleId'] ?? meta['bundleID'] ?? outer['bundleIdentifier']),
    version: textOf(meta['appVersion'] ?? meta['applicationVersion'] ?? beside ?? above),
    build: textOf(meta['appBuildVersion'] ?? meta['applicationBuildVersion'] ?? meta['buildVersion']),
  };
}

const LABELS: readonly (readonly [key: string, label: string])[] = [
  ['regionFormat', 'Region'],
  ['lowPowerModeEnabled', 'Low Power Mode'],
  ['terminationCategory', 'Termination Category'],
  ['diagnosticVersion', 'Diagnostic Version'],
];

function readExtras(meta: JsonObject, covered: Covered): readonly (readonly [string, string])[] {
  const extras: (readonly [string, string])[] = [];
  if (covered.begin !== null && covered.begin !== covered.end) extras.push(['Covered Since', covered.begin]);
  for (const [key, label] of LABELS) {
    const value = meta[key];
    const text = typeof value === 'boolean' ? (value ? 'YES' : 'NO') : textOf(value);
    if (text !== null) extras.push([label, text]);
  }
  return extras;
}

/** The fields of a report that tell whose it is. */
export type Subject = Pick<
  CrashReport,
  'app' | 'os' | 'platform' | 'device' | 'codeType' | 'arch' | 'beta' | 'crashedAt' | 'extras'
> & { readonly pid: number | null };

/** Reads the metadata of one diagnostic, or of metrics. */
export function readSubject(diagnostic: JsonObject, payload: JsonObject): Subject {
  const meta = metaOf(diagnostic, payload);
  const covered = readCovered(payload);
  const os = readSystem(meta['osVersion']);
  const codeType = textOf(meta['platformArchitecture']);
  return {
    app: readApp(meta, diagnostic, payload),
    os,
    platform: guessPlatform(os, null, null),
    device: textOf(meta['deviceType']),
    codeType,
    arch: codeType === null ? null : parseArch(codeType),
    beta: flagOf(meta['isTestFlightApp']),
    crashedAt: covered.end ?? covered.begin,
    extras: readExtras(meta, covered),
    pid: countOf(meta['pid']),
  };
}
