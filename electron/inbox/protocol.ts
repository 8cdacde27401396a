/**
 * What passes between the host's main thread and its workers. Both ends are this program and of one build; values are
 * structured-clone safe. The main thread alone has the database and starts other programs, so workers ask it for both.
 */
import type { ReportPart } from '../../shared/formats/parts.ts';
import type { ReportJson } from '../../shared/render/json.ts';
import type { Svma } from '../../shared/report/address.ts';
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Fault, Result } from '../../shared/result.ts';
import type { Meaning } from '../../shared/signature/meaning.ts';
import type { Grouping } from '../store/groups.ts';
import type { PackPlace } from '../store/packs.ts';
import type { ReportFacts } from '../store/reports.ts';
import type { Resolved } from '../store/resolved.ts';
import type { Answer, SliceRef } from '../symbols/engine.ts';
import type { SymbolEntry } from '../symbols/index.ts';
import type { Scan } from '../symbols/scan.ts';
import type { EncodedOutcomes } from './outcomes.ts';

/** One thing to read. */
export type StudySource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Bytes that the library keeps already, by their hash: read again, to be grouped anew. */
  | { readonly kind: 'original'; readonly id: string };

/** What may be a container. */
export type PackedSource = Exclude<StudySource, { readonly kind: 'bytes' }>;

export interface StudyItem {
  readonly source: StudySource;
  /** Shown to people; never a path to anything. */
  readonly fileName: string;
  /** It merely lay in a folder and its name promises no report: kept only when it is one. */
  readonly incidental: boolean;
  /** It may be taken apart: what packs other files, or a file of several reports. */
  readonly unpack?: true;
}

/** What became of one thing. `id` is the SHA-256 of its bytes. */
export type Outcome =
  | {
      readonly kind: 'report';
      readonly facts: Omit<ReportFacts, 'importedAt' | 'sample'>;
      readonly grouping: Grouping;
      readonly resolved: readonly Resolved[];
      /** Where its bytes were written just now, where that is in a pack. */
      readonly place: PackPlace | null;
    }
  /** Its bytes are kept; nothing could be read from them. */
  | {
      readonly kind: 'unread';
      readonly id: string;
      readonly fileName: string;
      readonly bytes: number;
      readonly fault: Fault;
      readonly beginning: string;
      readonly place: PackPlace | null;
    }
  /** These very bytes are in the library. */
  | { readonly kind: 'known'; readonly id: string; readonly fileName: string }
  /** Not a report, and nobody said it was. */
  | { readonly kind: 'passed-over' }
  /** It packs other files. Nothing was kept. */
  | { readonly kind: 'container'; readonly source: PackedSource; readonly fileName: string }
  /** It holds several reports, each to be read by itself. Nothing was kept. */
  | { readonly kind: 'parts'; readonly parts: readonly ReportPart[] }
  /** A Mach-O file: symbols, not a report. */
  | { readonly kind: 'symbols'; readonly path: string }
  /** It could not be opened or is too large; nothing was kept. */
  | { readonly kind: 'refused'; readonly file: string; readonly fault: Fault }
  | { readonly kind: 'cancelled' };

export type TextFormat = 'raw' | 'text' | 'markdown' | 'json';

/** A report as text for others. */
export interface ExportTask {
  readonly kind: 'export';
  readonly id: string;
  readonly format: Exclude<TextFormat, 'raw'>;
  /** Markdown's heading; null for that of the signature, with its explanation. */
  readonly title: string | null;
  /** Redacts under this salt; null leaves all as it is. */
  readonly salt: string | null;
}

/** A report as it is shown. */
export interface Shown {
  readonly report: ReportJson;
  readonly meaning: Meaning;
  readonly deviceName: string | null;
  readonly resolved: readonly Resolved[];
}

/** Things to read. */
export interface StudyTask {
  readonly kind: 'study';
  readonly items: readonly StudyItem[];
  /** Equal for all batches of one import. */
  readonly run: number;
  /** Whether the library remembers the address of any build: mostly none, and then nobody has to ask of which. */
  readonly remembersAny: boolean;
}

/** What a worker can be asked to do. */
export type Task =
  | StudyTask
  | { readonly kind: 'show'; readonly id: string }
  | { readonly kind: 'render'; readonly id: string; readonly format: TextFormat }
  | ExportTask
  | ScanTask;

/** Places to look through for symbols. */
export interface ScanTask {
  readonly kind: 'scan';
  readonly places: readonly string[];
  /** Stamps of last time by folder: what has not changed since is not read. */
  readonly known: ReadonlyMap<string, string>;
  /** Folders below a place that are entered, at most; null for the usual. */
  readonly depth: number | null;
}

/** What it answers, by task. */
export interface TaskAnswers {
  readonly study: EncodedOutcomes;
  readonly show: Result<Shown>;
  readonly render: Result<string>;
  readonly export: Result<string>;
  readonly scan: Scan;
}

export type TaskAnswer = {
  readonly [Kind in Task['kind']]: { readonly kind: Kind; readonly value: TaskAnswers[Kind] };
}[Task['kind']];

/** What a worker asks the main thread for. */
export type Question =
  /** Which of these contents are in the library. */
  | { readonly kind: 'known'; readonly ids: readonly string[] }
  /** In which packs these originals lie; what is not named is a file of its own. */
  | { readonly kind: 'places'; readonly ids: readonly string[] }
  /** Of which of these builds addresses are remembered. */
  | { readonly kind: 'remembered'; readonly uuids: readonly Uuid[] }
  | {
      readonly kind: 'recall';
      readonly wanted: readonly { readonly uuid: Uuid; readonly offsets: readonly string[] }[];
    }
  | { readonly kind: 'lookup'; readonly slice: SliceRef; readonly addresses: readonly Svma[] };

export interface QuestionAnswers {
  readonly known: readonly string[];
  readonly places: ReadonlyMap<string, PackPlace>;
  readonly remembered: readonly Uuid[];
  readonly recall: readonly Resolved[];
  readonly lookup: Result<readonly Answer[]>;
}

export type QuestionAnswer = {
  readonly [Kind in Question['kind']]: { readonly kind: Kind; readonly value: QuestionAnswers[Kind] };
}[Question['kind']];

export type ToWorker =
  | { readonly type: 'task'; readonly number: number; readonly task: Task }
  | { readonly type: 'cancel'; readonly number: number }
  | { readonly type: 'answer'; readonly number: number; readonly answer: QuestionAnswer }
  | { readonly type: 'symbols'; readonly entries: readonly SymbolEntry[] };

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'alive' }
  | { readonly type: 'done'; readonly number: number; readonly answer: TaskAnswer }
  | { readonly type: 'failed'; readonly number: number; readonly message: string }
  | { readonly type: 'question'; readonly number: number; readonly question: Question };

/** What a worker is started with. */
export interface WorkerSettings {
  readonly libraryPath: string;
  /** `main`: every lookup is asked of the main thread, which runs the engine's processes. */
  readonly engine: 'builtin' | 'main';
  /** Bytes; a larger file is refused. */
  readonly largestFile: number;
}

function hasType(value: unknown, types: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return typeof value.type === 'string' && types.includes(value.type);
}

/** A message from the main thread: the other end is our own, its tag is all there is to check. */
export function isToWorker(value: unknown): value is ToWorker {
  return hasType(value, ['task', 'cancel', 'answer', 'symbols']);
}

/** A message from a worker: the other end is our own, its tag is all there is to check. */
export function isFromWorker(value: unknown): value is FromWorker {
  return hasType(value, ['ready', 'alive', 'done', 'failed', 'question']);
}

/** What a worker was started with: our own, as above. */
export function isWorkerSettings(value: unknown): value is WorkerSettings {
  return typeof value === 'object' && value !== null && 'libraryPath' in value && 'engine' in value;
}
