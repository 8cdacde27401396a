/**
 * Reads one thing: bytes, text, report, symbols, signature, in this order. Runs in a worker. Whatever the bytes are, the
 * answer is an outcome; only a failing disk throws.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
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
import type { Outcome, Question, QuestionAnswers, StudyItem, StudySource, WorkerSettings } from './protocol.ts';

/** What a worker works with. */
export interface Bench {
  readonly settings: WorkerSettings;
  readonly index: () => SymbolIndex;
  readonly engine: SymbolEngine;
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

async function readFileBounded(path: string, limit: number): Promise<Result<Uint8Array>> {
  try {
    const file = await open(path, 'r');
    try {
      const found = await file.stat();
      if (!found.isFile()) return fail({ kind: 'unreadable-file', message: 'This is not a file.' });
      if (found.size > limit) return fail(tooLarge(limit));
      return ok(await file.readFile());
    } finally {
      await file.close();
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
  const memo = await recallReport(report, index, (wanted) => bench.ask({ kind: 'recall', wanted }));
  const { engine } = bench;
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

async function studyBytes(item: StudyItem, bytes: Uint8Array, bench: Bench, signal: AbortSignal): Promise<Outcome> {
  const { source, fileName } = item;
  if (source.kind === 'file' && looksLikeMacho(bytes.subarray(0, 8))) return { kind: 'symbols', path: source.path };
  const id = createHash('sha256').update(bytes).digest('hex');
  if (await isKnown(id, source, bench)) return { kind: 'known', id };
  const text = decodeText(bytes);
  const read = readReport(text);
  if (!read.ok && item.incidental && read.fault.kind === 'not-a-report') return { kind: 'passed-over' };
  if (source.kind !== 'original') keepOriginal(bench.settings.libraryPath, id, bytes);
  if (!read.ok) {
    const { fault } = read;
    return { kind: 'unread', id, fileName, bytes: bytes.length, fault, beginning: beginningOf(text) };
  }
  const { report, resolved } = await symbolicateWith(read.value, bench, signal);
  if (signal.aborted) return { kind: 'cancelled' };
  return { kind: 'report', facts: factsOf(report, id, fileName), grouping: groupingOf(report), resolved };
}

async function studyOne(item: StudyItem, bench: Bench, signal: AbortSignal): Promise<Outcome> {
  if (signal.aborted) return { kind: 'cancelled' };
  const file = item.source.kind === 'file' ? item.source.path : item.fileName;
  try {
    const bytes = await readSource(item.source, bench);
    if (!bytes.ok) return { kind: 'refused', file, fault: bytes.fault };
    return await studyBytes(item, bytes.value, bench, signal);
  } catch (thrown) {
    return { kind: 'refused', file, fault: faultOf(thrown) };
  }
}

/** Studies one thing after the other; `alive` is called after each. */
export async function study(
  items: readonly StudyItem[],
  bench: Bench,
  signal: AbortSignal,
  alive: () => void,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const item of items) {
    outcomes.push(await studyOne(item, bench, signal));
    alive();
    // Lets cancellation and a report that somebody wants to see in between.
    await setImmediate();
  }
  return outcomes;
}
