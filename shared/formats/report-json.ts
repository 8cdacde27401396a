/**
 * Our own JSON export (`render/json.ts`), read back to the report that was written: one report, one a line, or an export of
 * signatures with their reports. The report keeps the format of the file that it was made from.
 *
 * Exports of older versions lack keys, those of newer ones have more; hand-made ones have anything. Unknown words become
 * the nearest that is known, values of another type are left out, and a warning says how many there were.
 */
import type {
  AppInformation,
  CrashReport,
  Exception,
  NamedBacktrace,
  Platform,
  ReportFormat,
  ReportKind,
  Termination,
  Warning,
} from '../report/report.ts';
import { parseArch } from '../report/arch.ts';
import { isObject, listOf, objectOf } from './json/values.ts';
import type { JsonObject } from './json/values.ts';
import type { ReportPart } from './parts.ts';
import { readBody } from './report-json/body.ts';
import { readFrames, readImages, readThread } from './report-json/stacks.ts';
import { ExportReader } from './report-json/values.ts';
import { problemsOf } from './source.ts';
import type { Source } from './source.ts';

/** All of them, by the compiler's word: a kind that is added and not listed here is an error. */
const KINDS: Readonly<Record<ReportKind, true>> = {
  crash: true,
  'os-fault': true,
  hang: true,
  spin: true,
  cpu: true,
  wakeups: true,
  'disk-writes': true,
  launch: true,
  resource: true,
  sample: true,
  stackshot: true,
  jetsam: true,
  panic: true,
  'forced-reset': true,
  watchdog: true,
  metrics: true,
  other: true,
};
export const FORMATS: Readonly<Record<ReportFormat, true>> = {
  'ips-json': true,
  'ips-text': true,
  'crash-text': true,
  translated: true,
  'spindump-text': true,
  'sample-text': true,
  'panic-text': true,
  'jetsam-text': true,
  'stackshot-text': true,
  metrickit: true,
  'diagnostic-log': true,
  fragment: true,
  'faultline-json': true,
};
const PLATFORMS: Readonly<Record<Platform, true>> = {
  macOS: true,
  iOS: true,
  tvOS: true,
  watchOS: true,
  bridgeOS: true,
  'Mac Catalyst': true,
  'iOS Simulator': true,
  'tvOS Simulator': true,
  'watchOS Simulator': true,
  visionOS: true,
  'visionOS Simulator': true,
};

function isWordOf<Word extends string>(words: Readonly<Record<Word, true>>, text: unknown): text is Word {
  return typeof text === 'string' && Object.hasOwn(words, text);
}

/** Keys that no export has ever lacked and nothing of Apple's has together. */
const MARKS = ['kind', 'format', 'threads', 'images', 'appInformation', 'crashedThread', 'lastException', 'warnings'];

/** Whether a value is a report of our export. */
export function isReportJson(value: unknown): value is JsonObject {
  return isObject(value) && MARKS.every((key) => Object.hasOwn(value, key)) && typeof value['format'] === 'string';
}

function readException(value: unknown, reader: ExportReader): Exception | null {
  const raw = reader.object(value);
  if (raw === null) return null;
  return {
    type: reader.text(raw['type']),
    signal: reader.text(raw['signal']),
    codes: reader.text(raw['codes']),
    rawCodes: reader.list(raw['rawCodes'], (code) => reader.integer(code)),
    subtype: reader.text(raw['subtype']),
    message: reader.text(raw['message']),
    note: reader.text(raw['note']),
  };
}

function readTermination(value: unknown, reader: ExportReader): Termination | null {
  const raw = reader.object(value);
  if (raw === null) return null;
  return {
    namespace: reader.text(raw['namespace']),
    code: reader.integer(raw['code']),
    indicator: reader.text(raw['indicator']),
    reasons: reader.texts(raw['reasons']),
    details: reader.texts(raw['details']),
    byProcess: reader.text(raw['byProcess']),
    byPid: reader.number(raw['byPid']),
    flags: reader.integer(raw['flags']),
  };
}

function readInformation(value: unknown, reader: ExportReader): AppInformation | null {
  const raw = reader.object(value);
  return raw && { image: reader.text(raw['image']), messages: reader.texts(raw['messages']) };
}

function readWarning(value: unknown, reader: ExportReader): Warning | null {
  const raw = reader.object(value);
  const message = reader.text(raw?.['message']);
  return message === null ? null : { message, line: reader.number(raw?.['line']) };
}

function damage(wrong: number, problems: readonly string[]): readonly Warning[] {
  const left =
    wrong === 0 ? [] : [`${wrong === 1 ? 'One value' : `${wrong} values`} of this export could not be read.`];
  return [...problems, ...left].map((message) => ({ message, line: null }));
}

function readReportJson(raw: JsonObject, problems: readonly string[]): CrashReport {
  const reader = new ExportReader();
  const text = (key: string): string | null => reader.text(raw[key]);
  const images = readImages(raw['images'], reader);
  const os = reader.object(raw['os']);
  const arch = text('arch');
  const platform = text('platform');
  const { kind, format } = raw;
  const threads = reader.list(raw['threads'], (thread) => readThread(thread, images, reader));
  const crashedThread = reader.number(raw['crashedThread']);
  const lastException = raw['lastException'];
  const report: CrashReport = {
    kind: isWordOf(KINDS, kind) ? kind : 'other',
    format: isWordOf(FORMATS, format) ? format : 'faultline-json',
    bugType: text('bugType'),
    incident: text('incident'),
    process: {
      name: text('process'),
      pid: reader.number(raw['pid']),
      path: text('path'),
      parent: text('parentProcess'),
      parentPid: reader.number(raw['parentPid']),
      role: text('role'),
    },
    app: { name: text('appName'), bundleId: text('bundleId'), version: text('version'), build: text('build') },
    os: { name: reader.text(os?.['name']), version: reader.text(os?.['version']), build: reader.text(os?.['build']) },
    platform: isWordOf(PLATFORMS, platform) ? platform : null,
    device: text('device'),
    codeType: text('codeType'),
    arch: arch === null ? null : parseArch(arch),
    deviceKey: text('deviceKey'),
    beta: reader.flag(raw['beta']),
    crashedAt: text('crashedAt'),
    launchedAt: text('launchedAt'),
    reportVersion: text('reportVersion'),
    exception: readException(raw['exception'], reader),
    termination: readTermination(raw['termination'], reader),
    vmRegion: text('vmRegion'),
    appInformation: reader.list(raw['appInformation'], (entry) => readInformation(entry, reader)),
    crashedThread: crashedThread !== null && threads[crashedThread] !== undefined ? crashedThread : null,
    threads,
    lastException:
      lastException === null || lastException === undefined ? null : readFrames(lastException, images, reader),
    backtraces: reader.list(raw['backtraces'], (entry): NamedBacktrace | null => {
      const backtrace = reader.object(entry);
      const title = reader.text(backtrace?.['title']);
      return title === null ? null : { title, frames: readFrames(backtrace?.['frames'], images, reader) };
    }),
    images,
    notes: reader.texts(raw['notes']),
    extras: reader.pairs(raw['extras']),
    body: readBody(raw['body'], images, reader),
    warnings: reader.list(raw['warnings'], (warning) => readWarning(warning, reader)),
  };
  return { ...report, warnings: [...report.warnings, ...damage(reader.wrong, problems)] };
}

/** Reports that an export of signatures holds, a list of reports, or the one report; none for anything else. */
function reportsIn(value: unknown): readonly JsonObject[] {
  if (isReportJson(value)) return [value];
  if (Array.isArray(value)) return value.filter(isReportJson);
  if (!isObject(value) || value['export'] !== 'faultline') return [];
  const exported = listOf(value['signatures']).flatMap((signature) => listOf(objectOf(signature)['exported']));
  return exported.map((entry) => objectOf(entry)['report']).filter(isReportJson);
}

/** Reads the file if it is of that kind, else answers null. Of several reports it reads the first and says so. */
export function readExport(source: Source): CrashReport | null {
  const reports = reportsIn(source.first?.value);
  const [first] = reports;
  if (first === undefined) return null;
  const more = reports.length > 1 ? [`This export holds ${reports.length} reports; this is the first of them.`] : [];
  return readReportJson(first, [...problemsOf(source), ...more]);
}

/** The reports of an export that has several, be it one document or one a line. */
export function splitExport(source: Source): readonly ReportPart[] | null {
  const reports = reportsIn(source.first?.value);
  if (reports.length === 0) return null;
  const lines = source.text.split('\n').filter((line) => line.trimStart().startsWith('{'));
  const texts =
    reports.length === 1 && source.second !== null && isReportJson(source.second.value)
      ? lines
      : reports.map((report) => JSON.stringify(report));
  return texts.length < 2 ? null : texts.map((text, at) => ({ name: `report ${at + 1}`, text }));
}
