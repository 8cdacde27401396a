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
import { OutcomeEncoder } from './outcomes.ts';
import type { EncodedOutcomes } from './outcomes.ts';
import type { Outcome, Question, QuestionAnswers, StudyTask, WorkerSettings } from './protocol.ts';
import type { Reader } from './reading.ts';

/** What a worker works with. */
export interface Bench {
  readonly settings: WorkerSettings;
  readonly index: () => SymbolIndex;
  readonly engine: SymbolEngine;
  /** Answers that this worker has met. */
  readonly known: KnownAnswers;
  readonly originals: OriginalReader;
  readonly packs: PackWriter;
  /** Reads files ahead. */
  readonly reader: Reader;
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
/** Milliseconds of work after which what was compressed, cancellation, and a report that somebody wants to see get their turn. */
const BREATH = 5;

/** A report with its symbols, and what was learned on the way. */
export interface Symbolicated {
  readonly report: CrashReport;
  readonly resolved: readonly Resolved[];
}

/** Symbolicates with what is remembered and with what is indexed. */
export async function symbolicateWith(
  report: CrashReport,
  bench: Bench,
  signal: AbortSignal,
  remembersAny = true,
): Promise<Symbolicated> {
  const index = bench.index();
  const { engine } = bench;
  const memo = await recallReport(report, index, bench, remembersAny);
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

interface Studying {
  readonly run: number;
  readonly bench: Bench;
  readonly opening: Opening;
  readonly keeping: Keeping;
  readonly signal: AbortSignal;
  readonly remembersAny: boolean;
  readonly alive: () => void;
}

async function studyOne({ item, bytes, id }: Opened, { bench, signal, remembersAny }: Studying): Promise<Outcome> {
  const { fileName } = item;
  const text = decodeText(bytes);
  const read = item.unpack === true ? readContents(text) : readWhole(text);
  if (!read.ok) {
    const { fault } = read;
    if (item.incidental && fault.kind === 'not-a-report') return { kind: 'passed-over' };
    return { kind: 'unread', id, fileName, bytes: bytes.length, fault, beginning: beginningOf(text), place: null };
  }
  if (read.value.kind === 'parts') return { kind: 'parts', parts: read.value.parts };
  const { report, resolved } = await symbolicateWith(read.value.report, bench, signal, remembersAny);
  if (signal.aborted) return { kind: 'cancelled' };
  return { kind: 'report', facts: factsOf(report, id, fileName), grouping: groupingOf(report), resolved, place: null };
}

/** What becomes of one thing, and of its bytes. */
async function settleOne(thing: Opened | Outcome, known: ReadonlySet<string>, studying: Studying): Promise<Outcome> {
  if (!isOpened(thing)) return thing;
  if (known.has(thing.id)) return { kind: 'known', id: thing.id, fileName: thing.item.fileName };
  try {
    const outcome = await studyOne(thing, studying);
    const isNew = outcome.kind === 'report' || outcome.kind === 'unread';
    if (isNew && thing.item.source.kind !== 'original') studying.keeping.keep(thing.id, thing.bytes);
    return outcome;
  } catch (thrown) {
    return refuse(thing.item, faultOf(thrown));
  }
}

let last: Promise<unknown> = Promise.resolve();
/** The batch before has its turn: the next may be opened. Of those behind, nothing lies in memory. */
let next: Promise<unknown> = Promise.resolve();

/**
 * Runs one piece of work after the other, each with what `prepare` gives while the one before is under way. Two batches that
 * were read in turns would come to their end together, and then both wait for the disk.
 */
async function inTurn<Ready, Value>(
  prepare: () => Promise<Ready>,
  work: (ready: Ready) => Promise<Value>,
): Promise<Value> {
  const [before, first] = [last, next];
  const begun = Promise.withResolvers<null>();
  next = begun.promise;
  const mine = (async () => {
    try {
      await first;
      const ready = await prepare();
      await before;
      begun.resolve(null);
      return await work(ready);
    } finally {
      begun.resolve(null);
    }
  })();
  last = mine.catch(() => null);
  return mine;
}

/**
 * The import of which all that was read last was new. Then nobody waits to hear whether what comes next is, for the host may
 * be in the middle of a transaction: what was read in vain is recognised when it is committed.
 */
let newRun: number | null = null;
/** Of an import of which all is new, one chunk in so many is asked for: an answer takes longer than what it saves. */
const SAMPLED = 4;
let unasked = 0;

/** Whether the host is asked at once what of the next chunk is known. */
function asksFor(run: number): boolean {
  unasked = newRun === run ? (unasked + 1) % SAMPLED : 0;
  return unasked === 0;
}

/** The id of the content that an outcome refers to, where its bytes are new. */
function contentOf(outcome: Outcome): string | null {
  if (outcome.kind === 'report') return outcome.facts.id;
  return outcome.kind === 'unread' ? outcome.id : null;
}

/** Writes the outcome of each thing; answers the ids of the contents that they refer to. */
async function studyChunks(
  first: OpenedChunk | null,
  written: OutcomeEncoder,
  studying: Studying,
): Promise<(string | null)[]> {
  const { run, opening, signal, alive } = studying;
  const contents: (string | null)[] = [];
  let breath = performance.now();
  let ahead = first;
  while (ahead !== null && !signal.aborted) {
    const chunk = ahead;
    // Opened while this one is read: it comes from another thread, and the host may be in the middle of a transaction.
    const opened = opening.next(asksFor(run));
    // It is waited for later; what it throws until then must not end the worker.
    opened.catch(() => null);
    if (newRun !== run && (await chunk.known()).size === 0) newRun = run;
    for (const thing of chunk.things) {
      if (signal.aborted) break;
      const outcome = await settleOne(thing, chunk.knownSoFar(), studying);
      written.add(outcome);
      contents.push(contentOf(outcome));
      alive();
      if (performance.now() - breath < BREATH) continue;
      await setImmediate();
      breath = performance.now();
    }
    if (chunk.knownSoFar().size > 0) newRun = null;
    ahead = await opened;
  }
  return contents;
}

/** Studies one thing after the other; `alive` is called after each. Resolves when all that is to be kept is on the disk. */
export async function study(
  { items, run, remembersAny }: StudyTask,
  bench: Bench,
  signal: AbortSignal,
  alive: () => void,
): Promise<EncodedOutcomes> {
  const [opening, keeping, written] = [
    new Opening(items, bench),
    new Keeping(bench, items.length),
    new OutcomeEncoder(),
  ];
  const contents = await inTurn(
    () => opening.next(asksFor(run)),
    (first) => studyChunks(first, written, { run, bench, opening, keeping, signal, remembersAny, alive }),
  );
  // What was not reached any more.
  for (let rest = items.length - contents.length; rest > 0; rest -= 1) written.add({ kind: 'cancelled' });
  const kept = await keeping.finish(contents);
  opening.close();
  return written.finish(
    kept.map((one) => (one?.kind === 'kept' ? one.place : null)),
    kept.flatMap((one, index) => {
      const item = items[index];
      return item === undefined || one?.kind !== 'failed' ? [] : [[index, refuse(item, one.fault)] as const];
    }),
  );
}
