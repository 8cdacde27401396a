/**
 * Reads a batch of things: bytes, text, report, symbols, signature, in this order. Runs in a worker. Whatever the bytes are,
 * the answer is an outcome; only a host that does not answer throws.
 */
import { setImmediate } from 'node:timers/promises';
import { demangleSimply, mayBeMangled } from '../../shared/demangle/index.ts';
import { readContents, readReport } from '../../shared/formats/index.ts';
import type { Contents } from '../../shared/formats/index.ts';
import { remember } from '../../shared/memo.ts';
import type { CrashReport } from '../../shared/report/report.ts';
import type { Result } from '../../shared/result.ts';
import { faultOf } from '../store/faults.ts';
import type { OriginalReader } from '../store/originals.ts';
import type { PackWriter } from '../store/packs.ts';
import type { Resolved } from '../store/resolved.ts';
import type { SymbolEngine } from '../symbols/engine.ts';
import type { SymbolIndex } from '../symbols/index.ts';
import { symbolicate } from '../symbols/symbolicate.ts';
import { decodeText } from './decode.ts';
import { factsOf, groupingOf } from './facts.ts';
import { Keeping } from './keeping.ts';
import { recallReport } from './memory.ts';
import type { KnownAnswers } from './memory.ts';
import { Opening, isOpened, refuse } from './opening.ts';
import type { Opened, OpenedChunk } from './opening.ts';
import type { Outcome, Question, QuestionAnswers, StudyItem, WorkerSettings } from './protocol.ts';

/** What a worker works with. */
export interface Bench {
  readonly settings: WorkerSettings;
  readonly index: () => SymbolIndex;
  readonly engine: SymbolEngine;
  /** Answers that this worker has met. */
  readonly known: KnownAnswers;
  readonly originals: OriginalReader;
  readonly packs: PackWriter;
  readonly ask: <Kind extends Question['kind']>(
    question: Extract<Question, { kind: Kind }>,
  ) => Promise<QuestionAnswers[Kind]>;
}

const demangleMangled = remember(demangleSimply);

/** Names of functions repeat over all reports of an app. */
function demangleKnown(name: string): string {
  return mayBeMangled(name) ? demangleMangled(name) : name;
}

/** Characters of an unread file that are shown. */
const BEGINNING = 600;
/** Milliseconds of work after which cancellation, and a report that somebody wants to see, get their turn. */
const BREATH = 10;

/** A report with its symbols, and what was learned on the way. */
export interface Symbolicated {
  readonly report: CrashReport;
  readonly resolved: readonly Resolved[];
}

/** Symbolicates with what is remembered and with what is indexed. */
export async function symbolicateWith(report: CrashReport, bench: Bench, signal: AbortSignal): Promise<Symbolicated> {
  const index = bench.index();
  const { engine, known } = bench;
  const memo = await recallReport(report, index, known, bench.ask);
  const symbolicated = await symbolicate(report, { index, engine, demangle: demangleKnown, memo, signal });
  return { report: symbolicated, resolved: memo.learned };
}

/** The first lines, without what a terminal or a window would choke on. */
function beginningOf(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is to be replaced
  return text.slice(0, BEGINNING).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/g, '·');
}

/** Of what the library keeps, each is one report, whatever it holds. */
function readWhole(text: string): Result<Contents> {
  const read = readReport(text);
  return read.ok ? { ok: true, value: { kind: 'report', report: read.value } } : read;
}

async function studyOne({ item, bytes, id }: Opened, bench: Bench, signal: AbortSignal): Promise<Outcome> {
  const { fileName } = item;
  const text = decodeText(bytes);
  const read = item.unpack === true ? readContents(text) : readWhole(text);
  if (!read.ok) {
    const { fault } = read;
    if (item.incidental && fault.kind === 'not-a-report') return { kind: 'passed-over' };
    return { kind: 'unread', id, fileName, bytes: bytes.length, fault, beginning: beginningOf(text), place: null };
  }
  if (read.value.kind === 'parts') return { kind: 'parts', parts: read.value.parts };
  const { report, resolved } = await symbolicateWith(read.value.report, bench, signal);
  if (signal.aborted) return { kind: 'cancelled' };
  return { kind: 'report', facts: factsOf(report, id, fileName), grouping: groupingOf(report), resolved, place: null };
}

/** What becomes of one thing, and of its bytes. */
async function settleOne(
  thing: Opened | Outcome,
  known: ReadonlySet<string>,
  { bench, keeping, signal }: { readonly bench: Bench; readonly keeping: Keeping; readonly signal: AbortSignal },
): Promise<Outcome> {
  if (!isOpened(thing)) return thing;
  if (known.has(thing.id)) return { kind: 'known', id: thing.id, fileName: thing.item.fileName };
  try {
    const outcome = await studyOne(thing, bench, signal);
    const isNew = outcome.kind === 'report' || outcome.kind === 'unread';
    if (isNew && thing.item.source.kind !== 'original') keeping.keep(thing.id, thing.bytes);
    return outcome;
  } catch (thrown) {
    return refuse(thing.item, faultOf(thrown));
  }
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs one piece of work after the other. Two batches that were read in turns would come to their end together, and then
 * both wait for the disk.
 */
function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const mine = last.then(work);
  last = mine.catch(() => null);
  return mine;
}

interface Studying {
  readonly bench: Bench;
  readonly opening: Opening;
  readonly keeping: Keeping;
  readonly signal: AbortSignal;
  readonly alive: () => void;
}

async function studyChunks(first: OpenedChunk | null, studying: Studying): Promise<Outcome[]> {
  const { opening, signal, alive } = studying;
  const outcomes: Outcome[] = [];
  let breath = performance.now();
  let ahead = first;
  while (ahead !== null && !signal.aborted) {
    const chunk = ahead;
    // Opened before the answer is waited for: the host may be in the middle of a transaction.
    ahead = await opening.next();
    const known = await chunk.known;
    for (const thing of chunk.things) {
      if (signal.aborted) break;
      outcomes.push(await settleOne(thing, known, studying));
      alive();
      if (performance.now() - breath < BREATH) continue;
      await setImmediate();
      breath = performance.now();
    }
  }
  return outcomes;
}

/** Studies one thing after the other; `alive` is called after each. Resolves when all that is to be kept is on the disk. */
export async function study(
  items: readonly StudyItem[],
  bench: Bench,
  signal: AbortSignal,
  alive: () => void,
): Promise<readonly Outcome[]> {
  const [opening, keeping] = [new Opening(items, bench), new Keeping(bench, items.length)];
  const first = await opening.next();
  const outcomes = await inTurn(() => studyChunks(first, { bench, opening, keeping, signal, alive }));
  // What was not reached any more.
  while (outcomes.length < items.length) outcomes.push({ kind: 'cancelled' });
  const settled = await keeping.finish(outcomes, (index, fault) => {
    const item = items[index];
    return item === undefined ? { kind: 'cancelled' } : refuse(item, fault);
  });
  opening.close();
  return settled;
}
