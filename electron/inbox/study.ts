/**
 * Reads one thing: bytes, text, report, symbols, signature, in this order. Runs in a worker. Whatever the bytes are, the
 * answer is an outcome; only a failing disk throws.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { demangleSimply } from '../../shared/demangle/index.ts';
import { readReport } from '../../shared/formats/index.ts';
import type { CrashReport } from '../../shared/report/report.ts';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';
import { faultOf } from '../store/faults.ts';
import { keepOriginal, originalPath, readOriginal } from '../store/originals.ts';
import type { Resolved } from '../store/resolved.ts';
import type { SymbolEngine } from '../symbols/engine.ts';
import type { SymbolIndex } from '../symbols/index.ts';
import { looksLikeMacho } from '../symbols/macho/container.ts';
import { symbolicate } from '../symbols/symbolicate.ts';
import { decodeText } from './decode.ts';
import { factsOf, groupingOf } from './facts.ts';
import { recallReport } from './memory.ts';
import type { KnownAnswers } from './memory.ts';
import type { Outcome, Question, QuestionAnswers, StudyItem, StudySource, WorkerSettings } from './protocol.ts';

/** What a worker works with. */
export interface Bench {
  readonly settings: WorkerSettings;
  readonly index: () => SymbolIndex;
  readonly engine: SymbolEngine;
  /** Answers that this worker has met. */
  readonly known: KnownAnswers;
  readonly ask: <Kind extends Question['kind']>(
    question: Extract<Question, { kind: Kind }>,
  ) => Promise<QuestionAnswers[Kind]>;
}

/** Characters of an unread file that are shown. */
const BEGINNING = 600;

function tooLarge(limit: number): Fault {
  const megabytes = Math.floor(limit / (1024 * 1024));
  return { kind: 'too-large', message: `The file is larger than ${megabytes} MB: no crash report is that large.` };
}

/** Synchronous: a worker has nothing better to do, and small files are read four times as fast. */
function readFileBounded(path: string, limit: number): Result<Uint8Array> {
  try {
    const file = openSync(path, 'r');
    try {
      const found = fstatSync(file);
      if (!found.isFile()) return fail({ kind: 'unreadable-file', message: 'This is not a file.' });
      if (found.size > limit) return fail(tooLarge(limit));
      return ok(readFileSync(file));
    } finally {
      closeSync(file);
    }
  } catch (thrown) {
    return fail({ kind: 'unreadable-file', message: 'The file cannot be opened.', detail: messageOf(thrown) });
  }
}

async function readSource(source: StudySource, bench: Bench): Promise<Result<Uint8Array>> {
  switch (source.kind) {
    case 'file':
      return readFileBounded(source.path, bench.settings.largestFile);
    case 'bytes':
      return source.bytes.length > bench.settings.largestFile
        ? fail(tooLarge(bench.settings.largestFile))
        : ok(source.bytes);
    case 'original':
      return ok(await readOriginal(bench.settings.libraryPath, source.id));
  }
}

/** A report with its symbols, and what was learned on the way. */
export interface Symbolicated {
  readonly report: CrashReport;
  readonly resolved: readonly Resolved[];
}

/** Symbolicates with what is remembered and with what is indexed. */
export async function symbolicateWith(report: CrashReport, bench: Bench, signal: AbortSignal): Promise<Symbolicated> {
  const index = bench.index();
  const { engine, known } = bench;
  const memo = await recallReport(report, index, known, (wanted) => bench.ask({ kind: 'recall', wanted }));
  const symbolicated = await symbolicate(report, { index, engine, demangle: demangleSimply, memo, signal });
  return { report: symbolicated, resolved: memo.learned };
}

/** The first lines, without what a terminal or a window would choke on. */
function beginningOf(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is to be replaced
  return text.slice(0, BEGINNING).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/g, '·');
}

function isKept(id: string, bench: Bench): boolean {
  return existsSync(originalPath(bench.settings.libraryPath, id));
}

async function isKnown(id: string, source: StudySource, bench: Bench): Promise<boolean> {
  // Only what is kept can be known; this spares the question for everything new.
  if (source.kind === 'original' || !isKept(id, bench)) return false;
  return bench.ask({ kind: 'is-known', id });
}

/** Keys have a place of their own. Kept as an unread file one would lie open in the library, and in its backups. */
const PRIVATE_KEY: Fault = {
  kind: 'forbidden',
  message:
    'This is a private key, so it was not imported. Add it under Settings › Accounts, or with faultline accounts add.',
};

function holdsPrivateKey(text: string): boolean {
  return /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(text);
}

/** What became of one thing, and when its bytes are safe. */
interface Studied {
  readonly outcome: Outcome;
  /** With what stood in the way of it. */
  readonly kept: Promise<Fault | null>;
}

const NOTHING_KEPT = Promise.resolve(null);

async function studyBytes(item: StudyItem, bytes: Uint8Array, bench: Bench, signal: AbortSignal): Promise<Studied> {
  const { source, fileName } = item;
  const only = (outcome: Outcome): Studied => ({ outcome, kept: NOTHING_KEPT });
  if (source.kind === 'file' && looksLikeMacho(bytes.subarray(0, 8)))
    return only({ kind: 'symbols', path: source.path });
  const head = decodeText(bytes.subarray(0, 4096));
  if (source.kind !== 'original' && holdsPrivateKey(head))
    return only({ kind: 'refused', file: fileName, fault: PRIVATE_KEY });
  const id = createHash('sha256').update(bytes).digest('hex');
  if (await isKnown(id, source, bench)) return only({ kind: 'known', id });
  const text = decodeText(bytes);
  const read = readReport(text);
  if (!read.ok && item.incidental && read.fault.kind === 'not-a-report') return only({ kind: 'passed-over' });
  const kept = source.kind === 'original' ? NOTHING_KEPT : settle(keepOriginal(bench.settings.libraryPath, id, bytes));
  if (!read.ok) {
    const { fault } = read;
    const beginning = beginningOf(text);
    return { outcome: { kind: 'unread', id, fileName, bytes: bytes.length, fault, beginning }, kept };
  }
  const { report, resolved } = await symbolicateWith(read.value, bench, signal);
  if (signal.aborted) return { outcome: { kind: 'cancelled' }, kept };
  const [facts, grouping] = [factsOf(report, id, fileName), groupingOf(report)];
  return { outcome: { kind: 'report', facts, grouping, resolved }, kept };
}

/** The fault of a promise that is looked at later, so that it never counts as unhandled. */
async function settle(work: Promise<void>): Promise<Fault | null> {
  try {
    await work;
    return null;
  } catch (thrown) {
    return faultOf(thrown);
  }
}

function nameOf({ source, fileName }: StudyItem): string {
  return source.kind === 'file' ? source.path : fileName;
}

async function studyOne(item: StudyItem, bench: Bench, signal: AbortSignal): Promise<Studied> {
  const refused = (fault: Fault): Studied => ({
    outcome: { kind: 'refused', file: nameOf(item), fault },
    kept: NOTHING_KEPT,
  });
  if (signal.aborted) return { outcome: { kind: 'cancelled' }, kept: NOTHING_KEPT };
  try {
    const bytes = await readSource(item.source, bench);
    return bytes.ok ? await studyBytes(item, bytes.value, bench, signal) : refused(bytes.fault);
  } catch (thrown) {
    return refused(faultOf(thrown));
  }
}

/** Studies one thing after the other; `alive` is called after each. Resolves when all that is to be kept is on the disk. */
export async function study(
  items: readonly StudyItem[],
  bench: Bench,
  signal: AbortSignal,
  alive: () => void,
): Promise<readonly Outcome[]> {
  const outcomes: Promise<Outcome>[] = [];
  for (const item of items) {
    const { outcome, kept } = await studyOne(item, bench, signal);
    outcomes.push(kept.then((fault) => (fault === null ? outcome : { kind: 'refused', file: nameOf(item), fault })));
    alive();
    // Lets cancellation and a report that somebody wants to see in between.
    await setImmediate();
  }
  return Promise.all(outcomes);
}
