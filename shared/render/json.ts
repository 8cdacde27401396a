/**
 * A report as JSON: what the command line prints, one line a report, what exports contain and what crosses to the
 * renderer. 64-bit values are hex strings, absent values are `null`, times are ISO 8601. Keys are only ever added. All that a
 * report has is in it: `formats/report-json.ts` reads it back to an equal one.
 */
import { toHex } from '../report/address.ts';
import type {
  BinaryImage,
  CrashReport,
  Exception,
  ImageSymbols,
  Platform,
  ReportFormat,
  ReportKind,
  Termination,
} from '../report/report.ts';
import { bodyToJson } from './body-json.ts';
import type { BodyJson } from './body-json.ts';
import { framesToJson, threadToJson } from './frames-json.ts';
import type { FrameJson, ThreadJson } from './frames-json.ts';

export type { FrameJson, ThreadJson } from './frames-json.ts';
export type { BodyJson, CallTreeJson, ProcessSnapshotJson } from './body-json.ts';

export interface ImageJson {
  readonly name: string | null;
  readonly bundleId: string | null;
  readonly version: string | null;
  readonly uuid: string | null;
  readonly arch: string | null;
  /** The architecture as the report words it. */
  readonly archName: string | null;
  readonly base: string;
  readonly size: string;
  readonly path: string | null;
  readonly inApp: boolean;
  /** The word for it; `symbols` has the particulars. */
  readonly status: ImageSymbols['kind'];
  readonly symbols: ImageSymbols;
}

export interface ExceptionJson {
  readonly type: string | null;
  readonly signal: string | null;
  readonly codes: string | null;
  readonly rawCodes: readonly string[];
  readonly subtype: string | null;
  readonly message: string | null;
  readonly note: string | null;
}

export interface TerminationJson {
  readonly namespace: string | null;
  readonly code: string | null;
  readonly indicator: string | null;
  readonly reasons: readonly string[];
  readonly details: readonly string[];
  readonly byProcess: string | null;
  readonly byPid: number | null;
  readonly flags: string | null;
}

/** A whole report. */
export interface ReportJson {
  readonly kind: ReportKind;
  readonly format: ReportFormat;
  readonly bugType: string | null;
  readonly incident: string | null;
  readonly process: string | null;
  readonly pid: number | null;
  readonly path: string | null;
  readonly parentProcess: string | null;
  readonly parentPid: number | null;
  readonly role: string | null;
  readonly appName: string | null;
  readonly bundleId: string | null;
  readonly version: string | null;
  readonly build: string | null;
  readonly os: { readonly name: string | null; readonly version: string | null; readonly build: string | null };
  readonly platform: Platform | null;
  readonly device: string | null;
  /** `ARM-64 (Native)`, as the report words it. */
  readonly codeType: string | null;
  readonly arch: string | null;
  readonly deviceKey: string | null;
  readonly beta: boolean;
  readonly crashedAt: string | null;
  readonly launchedAt: string | null;
  readonly reportVersion: string | null;
  readonly exception: ExceptionJson | null;
  readonly termination: TerminationJson | null;
  readonly vmRegion: string | null;
  readonly appInformation: readonly { readonly image: string | null; readonly messages: readonly string[] }[];
  readonly crashedThread: number | null;
  readonly threads: readonly ThreadJson[];
  readonly lastException: readonly FrameJson[] | null;
  readonly backtraces: readonly { readonly title: string; readonly frames: readonly FrameJson[] }[];
  readonly images: readonly ImageJson[];
  readonly notes: readonly string[];
  readonly extras: readonly (readonly [label: string, value: string])[];
  /** What a report of another family than crashes carries besides threads. */
  readonly body: BodyJson | null;
  readonly warnings: readonly { readonly message: string; readonly line: number | null }[];
}

function imageToJson(image: BinaryImage): ImageJson {
  const { base, size, symbols, ...facts } = image;
  return { ...facts, base: toHex(base), size: toHex(size), status: symbols.kind, symbols };
}

function exceptionToJson(exception: Exception): ExceptionJson {
  return { ...exception, rawCodes: exception.rawCodes.map(toHex) };
}

function terminationToJson(termination: Termination): TerminationJson {
  const { code, flags, ...facts } = termination;
  return { ...facts, code: code === null ? null : toHex(code), flags: flags === null ? null : toHex(flags) };
}

/** The report as a value that `JSON.stringify` and structured clone take as it is. */
export function toJson(report: CrashReport): ReportJson {
  const { images } = report;
  return {
    kind: report.kind,
    format: report.format,
    bugType: report.bugType,
    incident: report.incident,
    process: report.process.name,
    pid: report.process.pid,
    path: report.process.path,
    parentProcess: report.process.parent,
    parentPid: report.process.parentPid,
    role: report.process.role,
    appName: report.app.name,
    bundleId: report.app.bundleId,
    version: report.app.version,
    build: report.app.build,
    os: report.os,
    platform: report.platform,
    device: report.device,
    codeType: report.codeType,
    arch: report.arch,
    deviceKey: report.deviceKey,
    beta: report.beta,
    crashedAt: report.crashedAt,
    launchedAt: report.launchedAt,
    reportVersion: report.reportVersion,
    exception: report.exception && exceptionToJson(report.exception),
    termination: report.termination && terminationToJson(report.termination),
    vmRegion: report.vmRegion,
    appInformation: report.appInformation,
    crashedThread: report.crashedThread,
    threads: report.threads.map((thread) => threadToJson(thread, images)),
    lastException: report.lastException && framesToJson(report.lastException, images),
    backtraces: report.backtraces.map(({ title, frames }) => ({ title, frames: framesToJson(frames, images) })),
    images: images.map(imageToJson),
    notes: report.notes,
    extras: report.extras,
    body: report.body && bodyToJson(report.body, images),
    warnings: report.warnings,
  };
}
