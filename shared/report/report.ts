/**
 * The domain: one report as read from a file, and as it stands after symbolication. Every format is read into this shape
 * and every face (window, command line, export) is made from it. Values are immutable and structured-clone safe.
 *
 * A frame is a *machine frame*: one address on a stack. What the compiler inlined there is inside it, so that counts of
 * addresses and lookups stay exact; `flatten` in `frames.ts` turns it into the lines that people read.
 */
import type { Address, ImageOffset, LoadAddress } from './address.ts';
import type { Arch } from './arch.ts';
import type { ReportBody } from './body.ts';
import type { Uuid } from './uuid.ts';

/** What happened. */
export type ReportKind =
  | 'crash'
  /** Crash-shaped, written by the system without an end of the process. */
  | 'os-fault'
  | 'hang'
  | 'spin'
  | 'cpu'
  | 'wakeups'
  | 'disk-writes'
  | 'launch'
  /** A resource exception of memory, or of what the report does not tell. */
  | 'resource'
  | 'sample'
  | 'stackshot'
  | 'jetsam'
  | 'panic'
  | 'forced-reset'
  | 'watchdog'
  | 'metrics'
  /** Of Apple's envelope, with a body of which nothing is known. */
  | 'other';

/** Which writer's hand the file shows: the reader that understood it. */
export type ReportFormat =
  | 'ips-json'
  | 'ips-text'
  | 'crash-text'
  | 'translated'
  /** Spindump, hang, spin, CPU, disk writes and microstackshots as text. */
  | 'spindump-text'
  | 'sample-text'
  | 'panic-text'
  | 'jetsam-text'
  | 'stackshot-text'
  | 'metrickit'
  | 'diagnostic-log'
  /** A bare stack that somebody pasted. */
  | 'fragment'
  /** Our own JSON export. */
  | 'faultline-json';

/** Mach-O's platforms, in words. */
export type Platform =
  | 'macOS'
  | 'iOS'
  | 'tvOS'
  | 'watchOS'
  | 'bridgeOS'
  | 'Mac Catalyst'
  | 'iOS Simulator'
  | 'tvOS Simulator'
  | 'watchOS Simulator'
  | 'visionOS'
  | 'visionOS Simulator';

/** `iPhone OS 17.5 (21F79)` in its three parts; any may be unknown. */
export interface OperatingSystem {
  /** As the report says it: `iPhone OS`, `macOS`, `Mac OS X`, `Bridge OS`. */
  readonly name: string | null;
  readonly version: string | null;
  readonly build: string | null;
}

/** The process that is the subject of the report. */
export interface Process {
  readonly name: string | null;
  readonly pid: number | null;
  readonly path: string | null;
  readonly parent: string | null;
  readonly parentPid: number | null;
  readonly role: string | null;
}

/** The app as its Info.plist names it. */
export interface App {
  readonly name: string | null;
  readonly bundleId: string | null;
  /** `CFBundleShortVersionString` */
  readonly version: string | null;
  /** `CFBundleVersion` */
  readonly build: string | null;
}

/** Mach exception and Unix signal. */
export interface Exception {
  /** `EXC_BAD_ACCESS` */
  readonly type: string | null;
  /** `SIGSEGV` */
  readonly signal: string | null;
  /** The codes as the report words them, for example `0x0000000000000001, 0x0000000000000010`. */
  readonly codes: string | null;
  /** The codes as unsigned 64-bit values. */
  readonly rawCodes: readonly bigint[];
  /** `KERN_INVALID_ADDRESS at 0x0000000000000010` */
  readonly subtype: string | null;
  readonly message: string | null;
  /** `EXC_CORPSE_NOTIFY` and other notes on the exception. */
  readonly note: string | null;
}

/** Who ended the process, and why. */
export interface Termination {
  /** `SIGNAL`, `FRONTBOARD`, `RUNNINGBOARD`, `DYLD` … */
  readonly namespace: string | null;
  /** `0x8badf00d`; unsigned 64 bit. */
  readonly code: bigint | null;
  /** `Abort trap: 6` */
  readonly indicator: string | null;
  readonly reasons: readonly string[];
  readonly details: readonly string[];
  readonly byProcess: string | null;
  readonly byPid: number | null;
  readonly flags: bigint | null;
}

/** Where an image's symbols stand. Filled by symbolication; `unsearched` before it. */
export type ImageSymbols =
  | { readonly kind: 'unsearched' }
  /** A dSYM or a binary with debug information of the same UUID; of a system library, device support files. */
  | { readonly kind: 'found'; readonly path: string }
  /** The UUID matches, but the file has only a symbol table. */
  | { readonly kind: 'no-debug-info'; readonly path: string }
  | { readonly kind: 'missing' }
  /** A file of that name is there, of another build or architecture. */
  | {
      readonly kind: 'mismatch';
      readonly path: string;
      readonly foundUuid: Uuid;
      readonly foundArch: Arch | null;
      /** When that file was written, in Unix milliseconds. */
      readonly built: number | null;
    }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string }
  /** A library of the system; its symbols come with the OS, not with a dSYM of yours. */
  | { readonly kind: 'system' };

/** One loaded Mach-O image. */
export interface BinaryImage {
  /** File name (`MyApp`, `UIKitCore`), never the bundle id that macOS text reports print there. */
  readonly name: string | null;
  readonly bundleId: string | null;
  readonly version: string | null;
  readonly uuid: Uuid | null;
  readonly arch: Arch | null;
  /** The architecture as the report words it, kept for Apple's text layout. */
  readonly archName: string | null;
  readonly base: LoadAddress;
  /** Bytes; 0 where the report knows none. */
  readonly size: bigint;
  readonly path: string | null;
  /** Whether it is code of the app that crashed (its binary, frameworks, plug-ins), not of the system. */
  readonly inApp: boolean;
  readonly symbols: ImageSymbols;
}

/** Why a frame reads as it does. */
export type FrameStatus =
  /** Has a function, named by Apple or by a dSYM. */
  | 'symbolicated'
  /** An address in a system library whose symbols are not on this computer. */
  | 'system'
  | 'missing-dsym'
  | 'uuid-mismatch'
  /** The right dSYM knows nothing at this address. */
  | 'no-symbol'
  /** The address lies in no image of the report. */
  | 'unknown-image'
  /** The report's own line makes no sense. */
  | 'malformed';

/** A place in source code. */
export interface SourceLocation {
  /** Demangled function name. */
  readonly symbol: string;
  /** As full as it is known; null where nobody knows. */
  readonly file: string | null;
  /** 1-based. Null where unknown: 13 of 333 real frames have a file without a line. */
  readonly line: number | null;
  readonly column: number | null;
  /** Of an inlined call whose report says it: distance from where the call's own code begins. */
  readonly symbolOffset?: bigint;
}

/** One machine frame. */
export interface Frame {
  /** Index into `CrashReport.images`; null when the address lies in none. */
  readonly image: number | null;
  /** The image's name as the frame's own line gives it, for frames whose image is not in the list. */
  readonly imageName: string | null;
  readonly address: Address;
  readonly imageOffset: ImageOffset | null;
  /** Calls inlined here, innermost first; without the function that holds them. */
  readonly inlined: readonly SourceLocation[];
  /** The function whose code this is, or null while it is only an address. */
  readonly location: SourceLocation | null;
  /** Distance from the function's start in bytes. */
  readonly symbolOffset: bigint | null;
  readonly status: FrameStatus;
}

/** One register at the time of the crash. */
export interface Register {
  /** `x0`, `pc`, `rax` … in the report's order. */
  readonly name: string;
  readonly value: bigint;
  /** What the report says of the value: a symbol or a description. */
  readonly note: string | null;
}

/** CPU state of one thread. */
export interface ThreadState {
  /** `ARM_THREAD_STATE64`, `x86_THREAD_STATE` */
  readonly flavor: string | null;
  readonly registers: readonly Register[];
}

/** One thread. */
export interface Thread {
  /** The report's own number. */
  readonly index: number;
  readonly id: bigint | null;
  readonly name: string | null;
  readonly queue: string | null;
  readonly triggered: boolean;
  readonly frames: readonly Frame[];
  readonly state: ThreadState | null;
}

/** Application Specific Information: what libraries said before the end. */
export interface AppInformation {
  readonly image: string | null;
  readonly messages: readonly string[];
}

/** A further backtrace that the report carries (`Application Specific Backtrace 1`, `Xamarin Exception Stack`). */
export interface NamedBacktrace {
  readonly title: string;
  readonly frames: readonly Frame[];
}

/** Something the reader could not make sense of, or had to mend. */
export interface Warning {
  /** One sentence. */
  readonly message: string;
  /** 1-based line of the file, where known. */
  readonly line: number | null;
}

/** A report of a crash. */
export interface CrashReport {
  readonly kind: ReportKind;
  readonly format: ReportFormat;
  /** Apple's bug type, a string by Apple's own use: `309`. */
  readonly bugType: string | null;
  /** `Incident Identifier`, upper-case UUID as Apple writes it. */
  readonly incident: string | null;
  readonly process: Process;
  readonly app: App;
  readonly os: OperatingSystem;
  readonly platform: Platform | null;
  /** `iPhone15,2`, `MacBookPro18,3` */
  readonly device: string | null;
  /** `ARM-64`, `X86-64 (Native)` as worded. */
  readonly codeType: string | null;
  readonly arch: Arch | null;
  /** Apple's anonymous device key (`CrashReporter Key`, `Beta Identifier`). */
  readonly deviceKey: string | null;
  /** TestFlight's mark. */
  readonly beta: boolean;
  /** When it crashed: ISO 8601 with the report's own offset, or null. */
  readonly crashedAt: string | null;
  readonly launchedAt: string | null;
  /** `Report Version`; the text of macOS and iOS 26 has none. */
  readonly reportVersion: string | null;
  readonly exception: Exception | null;
  readonly termination: Termination | null;
  /** `VM Region Info` as text. */
  readonly vmRegion: string | null;
  readonly appInformation: readonly AppInformation[];
  /** Index into `threads` of the thread that crashed; null when the report names none. */
  readonly crashedThread: number | null;
  readonly threads: readonly Thread[];
  readonly lastException: readonly Frame[] | null;
  readonly backtraces: readonly NamedBacktrace[];
  readonly images: readonly BinaryImage[];
  /** `Kernel Triage` and `Report Notes`: lines for people. */
  readonly notes: readonly string[];
  /** Header lines that have no field of their own, as label and value in the report's order. */
  readonly extras: readonly (readonly [label: string, value: string])[];
  /** What a report of another family carries besides threads; null for crashes. */
  readonly body: ReportBody | null;
  readonly warnings: readonly Warning[];
}
