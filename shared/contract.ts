/**
 * Everything that crosses between a host (Electron, web) and the renderer: one typed map of calls and one of events.
 *
 * - Inputs are zod schemas, checked on the host's side. Outputs are types. Every answer is a `Result`: no throw crosses.
 * - Values are structured-clone safe and JSON safe alike: no `bigint`, no `undefined`, no `Date`. Times are Unix milliseconds.
 * - Hosts push ids and counts, never payloads: a renderer slice asks again.
 * - The renderer imports this file for its types only, which keeps zod out of its bundle.
 */
import { z } from 'zod';
import { accountInputs } from './contract/accounts.ts';
import type { AccountEvents, AccountOutputs } from './contract/accounts.ts';
import { exportInputs } from './contract/export.ts';
import type { ExportEvents, ExportOutputs } from './contract/export.ts';
import { feedbackInputs } from './contract/feedback.ts';
import type { FeedbackCounts, FeedbackEvents, FeedbackOutputs, ReportFeedback } from './contract/feedback.ts';
import { filterSchema, findInputs, sortSchema } from './contract/filter.ts';
import type { FindOutputs, Source } from './contract/filter.ts';
import { settingsInputs } from './contract/settings.ts';
import type { EditorName, SettingsEvents, SettingsOutputs } from './contract/settings.ts';
import { seeInputs } from './contract/see.ts';
import type { SeeEvents, SeeOutputs } from './contract/see.ts';
import { libraryInputs } from './contract/library.ts';
import type { LibraryEvents, LibraryOutputs } from './contract/library.ts';
import { sourcesInputs } from './contract/sources.ts';
import type { AppleEvidence, SourcesOutputs } from './contract/sources.ts';
import { triageInputs } from './contract/triage.ts';
import type { History, Regrouping, Status, Triage, TriageOutputs } from './contract/triage.ts';
import type { ReportJson } from './render/json.ts';
import type { ReportKind } from './report/report.ts';
import type { Fault, Result } from './result.ts';
import type { Explanation } from './signature/explanation.ts';
import type { Meaning } from './signature/meaning.ts';
import type { SymbolStatus } from './signature/symbol-status.ts';

export type { SymbolStatus };
export type * from './contract/accounts.ts';
export type * from './contract/export.ts';
export type * from './contract/feedback.ts';
export type * from './contract/filter.ts';
export type * from './contract/settings.ts';
export type * from './contract/see.ts';
export type * from './contract/library.ts';
export type * from './contract/sources.ts';
export type * from './contract/triage.ts';
export { filterSchema, sortSchema };

/** One row of the inbox. */
export interface SignatureRow {
  readonly id: string;
  /** Of its reports. */
  readonly kind: ReportKind;
  /** The blamed frame: `UserManager.currentUser.getter`, or `Harbor + 0x4a1c8` while it waits for symbols. */
  readonly title: string;
  /** `EXC_BAD_ACCESS · null pointer + 0x10` */
  readonly subtitle: string;
  readonly app: string;
  readonly bundleId: string | null;
  /** Versions in which it was seen, oldest first. */
  readonly versions: readonly string[];
  readonly count: number;
  /** Of all crashes of the current view, 0…1. */
  readonly share: number;
  /** Distinct devices where the reports tell them apart, else 0. */
  readonly devices: number;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  /** Crashes per bucket, oldest first, at most 14 buckets that end at the newest crash of the library. */
  readonly trend: readonly number[];
  readonly symbols: SymbolStatus;
  readonly status: Status;
  /** False until it was opened. */
  readonly seen: boolean;
  readonly sample: boolean;
  readonly triage: Triage;
}

export interface InboxPage {
  /** Rows that match, of which `rows` is a window. */
  readonly total: number;
  /** Reports in all rows that match. */
  readonly crashes: number;
  /** The kind of all of them; null where they are of several, or where there is none. */
  readonly kind: ReportKind | null;
  readonly offset: number;
  readonly rows: readonly SignatureRow[];
}

/** One bar of a distribution. */
export interface Share {
  readonly label: string;
  readonly count: number;
}

export interface ReportRow {
  readonly id: string;
  readonly incident: string | null;
  readonly crashedAt: number | null;
  readonly version: string | null;
  readonly build: string | null;
  readonly os: string | null;
  readonly device: string | null;
  readonly fileName: string;
  readonly symbols: SymbolStatus;
  readonly sample: boolean;
}

export interface SignatureDetail {
  readonly row: SignatureRow;
  readonly explanation: Explanation;
  /** Markdown. */
  readonly note: string;
  /** What the user merged into it, or split off. */
  readonly regroupings: readonly Regrouping[];
  readonly firstBuild: string | null;
  readonly lastBuild: string | null;
  readonly byOs: readonly Share[];
  readonly byDevice: readonly Share[];
  readonly byVersion: readonly Share[];
  /** What Apple counts of it, where Xcode's Organizer has it. */
  readonly evidence: AppleEvidence | null;
  /** Newest first. */
  readonly newestReport: string;
  readonly reports: number;
}

/** One way by which a report came. */
export interface ReportSource {
  readonly source: Source;
  /** Of its file there. */
  readonly name: string;
  readonly seenAt: number;
}

export interface ReportDetail {
  readonly id: string;
  readonly signature: string;
  readonly fileName: string;
  readonly importedAt: number;
  /** In words: what the exception and the termination mean. */
  readonly meaning: Meaning;
  /** The device's name as sold: `iPhone 15 Pro`; the model code where it is not known. */
  readonly deviceName: string | null;
  readonly report: ReportJson;
  /** What a tester sent with it; null where it came by another way. */
  readonly feedback: ReportFeedback | null;
  /** By which ways it came, the earliest first. */
  readonly sources: readonly ReportSource[];
}

/** A file that was kept but could not be read. */
export interface UnreadFile {
  readonly id: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly importedAt: number;
  readonly fault: Fault;
  /** The first lines, for a look. */
  readonly beginning: string;
}

export interface VersionSummary {
  readonly version: string;
  readonly build: string | null;
  /** Signatures. */
  readonly count: number;
}

export interface AppSummary {
  readonly name: string;
  readonly bundleId: string | null;
  /** Open signatures. */
  readonly count: number;
  /** Newest first. */
  readonly versions: readonly VersionSummary[];
}

/** The sources pane, and the quiet line below it. */
export interface LibrarySummary {
  readonly signatures: number;
  readonly open: number;
  readonly resolved: number;
  readonly ignored: number;
  readonly history: History;
  /** Reports. */
  readonly crashes: number;
  /** The kind of all of them; null where they are of several, or where there is none. */
  readonly kind: ReportKind | null;
  readonly unread: number;
  readonly apps: readonly AppSummary[];
  /** Slices with debug information that are indexed. */
  readonly dsyms: number;
  /** Reports with frames that wait for a dSYM. */
  readonly waiting: number;
  readonly feedback: FeedbackCounts;
  readonly samples: boolean;
  readonly path: string;
}

/** What became of what was given. `duplicates` were already in the library. */
export interface ImportSummary {
  readonly added: number;
  readonly duplicates: number;
  /** Recognised, kept and listed as unread. */
  readonly unread: number;
  /** No crash report at all; kept and listed as unread, too. */
  readonly notReports: number;
  /** What was taken apart, with the reports that came out of it; not there where nothing was. */
  readonly archives?: readonly { readonly name: string; readonly added: number }[];
  /** Feedback of testers that came in files; not there where none did. */
  readonly feedback?: number;
  /** Slices of dSYMs and binaries that were indexed. */
  readonly dsyms: number;
  /** Reports that got symbols because of them. */
  readonly symbolicated: number;
  readonly cancelled: boolean;
  /** The signature of the newest report that was added or met again, to select it. */
  readonly signature: string | null;
  readonly report: string | null;
  /** Files that could not be opened. */
  readonly faults: readonly { readonly file: string; readonly fault: Fault }[];
}

/** A folder in which symbols are looked for. */
export interface SymbolPlace {
  /** `added` by the user; only those can be removed. */
  readonly kind: 'archives' | 'derived-data' | 'downloads' | 'device-support' | 'added';
  readonly path: string;
  readonly exists: boolean;
  /** Files with symbols that are known to lie there. */
  readonly files: number;
  /** Whether it is being looked through. */
  readonly looking: boolean;
  /** Why it could not be looked through. */
  readonly fault: Fault | null;
}

/** What a search for builds came to. */
export interface SymbolSearch {
  /** Of the builds that were asked for: found now, and still missing. */
  readonly found: number;
  readonly missing: number;
  /** `found` also where Spotlight answered that there is nothing. */
  readonly spotlight: 'found' | 'too-slow' | 'failed' | 'cancelled' | 'unavailable';
  /** Why it failed, in Spotlight's own words. */
  readonly reason: string | null;
}

/** The host's own abilities; what it cannot do is shown disabled. */
export interface HostAbilities {
  readonly host: 'desktop' | 'web';
  readonly platform: 'macOS' | 'Linux' | 'Windows';
  readonly version: string;
  /** Native file dialogs and paths. */
  readonly paths: boolean;
  /** Editors that it can start for its user, the best first. */
  readonly editors: readonly EditorName[];
}

const id = z.string().regex(/^[0-9a-z-]{1,64}$/);
const unreadIds = z.array(id).min(1).max(100_000);
const path = z.string().min(1).max(4096);
const uuid = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const offset = z.int().min(0).max(100_000_000).default(0);
const limit = z.int().min(1).max(500).default(100);

/** What each call takes. */
export const inputs = {
  'host.abilities': z.strictObject({}),
  'library.summary': z.strictObject({}),
  'inbox.page': z.strictObject({ filter: filterSchema.prefault({}), sort: sortSchema, offset, limit }),
  /** Where a signature stands in the view, to scroll to it. */
  'inbox.position': z.strictObject({ id, filter: filterSchema.prefault({}), sort: sortSchema }),
  'signature.detail': z.strictObject({ id }),
  'signature.reports': z.strictObject({ id, offset, limit }),
  'report.detail': z.strictObject({ id }),
  /** Shows its original in the system's file browser, by its own name. Only for hosts with `paths`. */
  'report.reveal': z.strictObject({ id }),
  'report.text': z.strictObject({ id, format: z.enum(['raw', 'text', 'markdown', 'json']) }),
  'unread.list': z.strictObject({}),
  'unread.text': z.strictObject({ id }),
  /** Tries unread files again, with the readers of today: all of them, or those that are named. */
  'unread.retry': z.strictObject({ ids: unreadIds.nullable().default(null) }),
  /** Deletes them with their bytes. */
  'unread.delete': z.strictObject({ ids: unreadIds }),
  /** Shows it in the system's file browser, by its own name. Only for hosts with `paths`. */
  'unread.reveal': z.strictObject({ id }),
  /** Paths of reports, dSYMs, archives and folders of these. Only for hosts with `paths`. */
  'import.paths': z.strictObject({ job: id, paths: z.array(path).min(1).max(10_000) }),
  /** Pasted text. */
  'import.text': z.strictObject({ job: id, text: z.string().max(64 * 1024 * 1024) }),
  'import.cancel': z.strictObject({ job: id }),
  'symbols.places': z.strictObject({}),
  /** An absolute path of a folder on the host. */
  'symbols.addPlace': z.strictObject({ path }),
  'symbols.removePlace': z.strictObject({ path }),
  /** Looks everywhere once more for builds, whatever was answered before. */
  'symbols.search': z.strictObject({ uuids: z.array(uuid).min(1).max(64) }),
  /** Shows an indexed file in the system's file browser. Only for hosts with `paths`. */
  'symbols.reveal': z.strictObject({ path }),
  'samples.add': z.strictObject({ job: id }),
  'samples.remove': z.strictObject({}),
  ...libraryInputs,
  ...sourcesInputs,
  ...findInputs,
  ...triageInputs,
  ...seeInputs,
  ...accountInputs,
  ...feedbackInputs,
  ...exportInputs,
  ...settingsInputs,
} as const satisfies Record<string, z.ZodType>;

/** What each call answers. */
export interface Outputs
  extends
    AccountOutputs,
    FeedbackOutputs,
    FindOutputs,
    TriageOutputs,
    SeeOutputs,
    ExportOutputs,
    SettingsOutputs,
    SourcesOutputs,
    LibraryOutputs {
  'host.abilities': HostAbilities;
  'library.summary': LibrarySummary;
  'inbox.page': InboxPage;
  /** Null when it is not in the view. */
  'inbox.position': { readonly position: number | null };
  /** A signature that was merged away answers with the one that took its reports. */
  'signature.detail': SignatureDetail;
  'signature.reports': { readonly total: number; readonly rows: readonly ReportRow[] };
  'report.detail': ReportDetail;
  'report.reveal': null;
  'report.text': { readonly fileName: string; readonly text: string };
  'unread.list': readonly UnreadFile[];
  'unread.text': { readonly fileName: string; readonly text: string };
  'unread.retry': ImportSummary;
  /** How many there were of those that were named. */
  'unread.delete': { readonly deleted: number };
  'unread.reveal': null;
  'import.paths': ImportSummary;
  'import.text': ImportSummary;
  'import.cancel': null;
  'symbols.places': readonly SymbolPlace[];
  /** The places as they are now; the look itself goes on, and events tell what it finds. */
  'symbols.addPlace': readonly SymbolPlace[];
  'symbols.removePlace': readonly SymbolPlace[];
  'symbols.search': SymbolSearch;
  'symbols.reveal': null;
  'samples.add': ImportSummary;
  'samples.remove': { readonly removed: number };
}

export type CallName = keyof typeof inputs;
/** What a caller may pass; defaults may be left out. */
export type Input<Name extends CallName> = z.input<(typeof inputs)[Name]>;
/** What a handler gets, checked and with its defaults. */
export type CheckedInput<Name extends CallName> = z.output<(typeof inputs)[Name]>;
export type Reply<Name extends CallName> = Result<Outputs[Name]>;

/** What hosts push. */
export interface Events extends AccountEvents, FeedbackEvents, SeeEvents, ExportEvents, SettingsEvents, LibraryEvents {
  /** Something of the library is no longer as it was: ask again for what you show. */
  'library.changed': {
    /** Signatures whose rows changed; `null` when it is simplest to ask for all. */
    readonly signatures: readonly string[] | null;
    /** Groups that became part of another: old id, new id. A selection follows. */
    readonly moved: readonly (readonly [from: string, to: string])[];
  };
  'import.progress': {
    readonly job: string;
    readonly phase: 'reading' | 'symbols';
    readonly done: number;
    /** Null while files are still being counted. */
    readonly total: number | null;
  };
  /** Files from Finder, the Dock or a command line came in, which no page asked for. */
  'import.finished': ImportSummary;
  /** Late dSYMs: crashes that got symbols. */
  'symbols.arrived': { readonly crashes: number };
  /** Something the host wants opened: a deep link, a file from Finder, a menu's command. */
  'window.open': { readonly signature: string; readonly report: string | null };
  'window.command': { readonly command: string };
  /** The system's accent colour as `#rrggbb`. */
  'window.accent': { readonly colour: string };
}

export type EventName = keyof Events;

/** Every call as a function: what `api.ts` builds, what a host exposes and what `bridge.ts` offers. */
export type Api = { readonly [Name in CallName]: (input: Input<Name>) => Promise<Reply<Name>> };
