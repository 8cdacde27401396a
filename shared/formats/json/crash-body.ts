/**
 * The JSON crash body of iOS 15 and macOS 12 (bug types 309 and 308; macOS 11 wrote the first of them). Apple describes it in
 * "Interpreting the JSON format of a crash report". Everything may be missing or of a wrong type.
 */
import type { AppInformation, CrashReport, NamedBacktrace, ReportFormat } from '../../report/report.ts';
import { kindOfShape } from '../bug-type.ts';
import { identityOf } from '../identity.ts';
import { parseMoment } from '../moment.ts';
import { processArch } from '../process-arch.ts';
import { guessPlatform, platformOf } from '../system.ts';
import { readBacktraceText } from '../text/backtrace.ts';
import { Warnings } from '../warnings.ts';
import { readException, readTermination } from './ending.ts';
import { readFrames } from './frames.ts';
import { readImages } from './images.ts';
import { incidentOf, readApp, readBeta, readExtras, readProcess, readSystem } from './subject.ts';
import { readThreads } from './threads.ts';
import { countOf, flagOf, isObject, listOf, textOf, textsOf } from './values.ts';
import type { JsonObject } from './values.ts';

const MARKS = [
  'threads',
  'usedImages',
  'exception',
  'termination',
  'faultingThread',
  'procName',
  'procPath',
  'captureTime',
];

/**
 * Whether an object looks like the body of a crash report: it has at least two keys of one, as no other JSON that people
 * drop has. Where the metadata line says that it is one, a single key is worth reading.
 */
export function isCrashBody(value: JsonObject, announced = false): boolean {
  return MARKS.filter((key) => Object.hasOwn(value, key)).length >= (announced ? 1 : 2);
}

function readInformation(body: JsonObject): readonly AppInformation[] {
  const asi = body['asi'];
  if (!isObject(asi)) {
    const messages = textsOf(asi);
    return messages.length === 0 ? [] : [{ image: null, messages }];
  }
  return Object.entries(asi).flatMap(([image, value]) => {
    const messages = textsOf(value);
    return messages.length === 0 ? [] : [{ image, messages }];
  });
}

function lines(value: unknown): readonly string[] {
  return textsOf(value)
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.trim() !== '');
}

/** `ARM-64 (Native)`, as Apple's translation words it: `Translated` is Rosetta's mark. */
function readCodeType(body: JsonObject): string | null {
  const cpu = textOf(body['cpuType']);
  if (cpu === null || cpu.includes('(')) return cpu;
  return `${cpu} (${flagOf(body['translated']) ? 'Translated' : 'Native'})`;
}

/** Reads header and body into a report. `problems` are what mending the JSON found. */
export function readCrashBody(
  header: JsonObject,
  body: JsonObject,
  format: ReportFormat,
  problems: readonly string[],
): CrashReport {
  const warnings = new Warnings();
  for (const problem of problems) warnings.add(problem);
  const process = readProcess(body, header);
  const os = readSystem(body, header);
  const images = readImages(body['usedImages'], process);
  const { threads, crashedThread } = readThreads(body, images, warnings);
  const thrown = body['lastExceptionBacktrace'];
  const backtraces = textsOf(body['asiBacktraces']).map((text, index): NamedBacktrace => ({
    title: `Application Specific Backtrace ${index}`,
    frames: readBacktraceText(text, images),
  }));
  if (threads.length === 0) warnings.add('The report lists no threads.');
  const codeType = readCodeType(body);
  const bugType = textOf(header['bug_type']) ?? textOf(body['bug_type']);
  return {
    kind: kindOfShape(bugType, 'crash'),
    format,
    bugType,
    incident: incidentOf(body, header),
    process,
    app: readApp(body, header),
    os,
    platform:
      platformOf(countOf(header['platform']) ?? countOf(body['platform'])) ??
      guessPlatform(os, process.path, process.parent),
    device: textOf(body['modelCode']),
    codeType,
    arch: processArch(process, images, codeType),
    deviceKey: identityOf(textOf(body['crashReporterKey'])),
    beta: readBeta(body, header),
    crashedAt: parseMoment(textOf(body['captureTime']) ?? textOf(header['timestamp'])),
    launchedAt: parseMoment(textOf(body['procLaunch'])),
    reportVersion: null,
    exception: readException(body, header),
    termination: readTermination(body),
    vmRegion: textOf(body['vmRegionInfo']) ?? textOf(body['vmregioninfo']),
    appInformation: readInformation(body),
    crashedThread,
    threads,
    lastException: listOf(thrown).length > 0 ? readFrames(thrown, images, warnings) : null,
    backtraces,
    images,
    notes: [...lines(body['ktriageinfo']), ...lines(body['reportNotes'])],
    extras: readExtras(body),
    body: null,
    warnings: warnings.list(),
  };
}
