/**
 * Which stack and which frames are to blame.
 *
 * The stack: the main thread where the system ended the app from outside (watchdog and its kin), else the backtrace of the
 * last exception, else the crashed thread, else (when the report names none) the first thread with frames.
 * The frames: the machinery of dying is passed over; then the first frames of the app decide, else the first frames that
 * mean anything. Inlined calls count like frames, innermost first. A recursion counts once.
 */
import { flatten, type FrameLine } from '../report/frames.ts';
import type { CrashReport, Frame } from '../report/report.ts';
import { rememberPair } from '../memo.ts';
import { endsMainThread, isCrash } from './end.ts';
import { isDyingImage, isRuntimeImage, roleOf, type Role } from './machinery.ts';
import { topFunctions } from './meanings/words.ts';
import { normalise } from './normalise.ts';
import { functionName } from './title.ts';

/** Which stack of a report. */
export type BlamedStack =
  | { readonly kind: 'last-exception' }
  /** Index into `CrashReport.backtraces`. */
  | { readonly kind: 'backtrace'; readonly index: number }
  /** Index into `CrashReport.threads`. */
  | { readonly kind: 'thread'; readonly index: number };

/** A line of the stack with what was made of it. */
export interface BlamedLine {
  readonly line: FrameLine;
  readonly image: string | null;
  readonly inApp: boolean;
  /** Null while it is only an address. */
  readonly normalised: string | null;
}

/** What kind of frames decide. */
export type Scope =
  /** The first frames of the app. */
  | 'app'
  /** Functions that call one another until the stack is full. */
  | 'recursion'
  /** No frame of the app has a say: the first frames that mean anything. */
  | 'system'
  /** No usable frame at all. */
  | 'none';

export interface Blame {
  readonly stack: BlamedStack | null;
  readonly scope: Scope;
  /** The frames that decide, the blamed one first. */
  readonly deciding: readonly BlamedLine[];
  /** Frames of the machinery of dying above the blamed one, as shown. */
  readonly skipped: readonly string[];
}

const APP_FRAMES = 2;
const SYSTEM_FRAMES = 3;
/** A function that is on the stack so often calls itself. Apple cuts stacks at 512 frames. */
const RECURSION = 50;
/** Twice what Apple keeps of a stack. */
const MOST_FRAMES = 1024;
const PLACEHOLDER = /^(?:0x[0-9a-f]+|<redacted>|___lldb_unnamed_symbol.*|__hidden#\d+_?|\?+)$/i;

type Candidate = BlamedLine & { readonly role: Role | 'nowhere' };

interface Stack {
  readonly stack: BlamedStack;
  readonly frames: readonly Frame[];
}

function threadStack({ threads }: CrashReport, index: number): Stack | null {
  const frames = threads[index]?.frames ?? [];
  return frames.length > 0 ? { stack: { kind: 'thread', index }, frames } : null;
}

/**
 * The stacks to look at, best first. Mostly there is one. Where the system ended the app from outside it is the main
 * thread's, unless the app has no part in it: a file lock is often held by the thread that is marked as triggered.
 */
function chooseStacks(report: CrashReport): readonly Stack[] {
  const { threads, crashedThread } = report;
  if (endsMainThread(report)) {
    const main = threads.findIndex(({ queue, index }) => queue === 'com.apple.main-thread' || index === 0);
    const triggered = crashedThread ?? threads.findIndex((thread) => thread.triggered);
    const stacks = [main, triggered].flatMap((index) => threadStack(report, index) ?? []);
    if (stacks.length > 0) return stacks;
  }
  const stack = chooseStack(report);
  return stack === null ? [] : [stack];
}

function chooseStack(report: CrashReport): Stack | null {
  const { threads, lastException, backtraces, crashedThread } = report;
  const thread = (index: number): Stack | null => threadStack(report, index);
  if (lastException !== null && lastException.length > 0) {
    return { stack: { kind: 'last-exception' }, frames: lastException };
  }
  for (const [index, { title, frames }] of backtraces.entries()) {
    if (frames.length > 0 && title.startsWith('Application Specific Backtrace') && endsByException(report)) {
      return { stack: { kind: 'backtrace', index }, frames };
    }
  }
  const crashed = crashedThread ?? threads.findIndex(({ triggered }) => triggered);
  if (crashed >= 0) return thread(crashed);
  return thread(threads.findIndex(({ frames }) => frames.length > 0));
}

/**
 * Whether an application specific backtrace is where an exception was thrown: after `abort()`, or where AppKit crashes on
 * purpose. Reports also carry such backtraces of exceptions that were caught long before.
 */
function endsByException(report: CrashReport): boolean {
  return isCrash(report) || topFunctions(report).includes('-[NSApplication _crashOnException:]');
}

/** What the tables say of a named line: its lasting name and its role. */
interface Judged {
  readonly normalised: string;
  readonly role: Role;
}

/** Judges the names of one kind of lines. */
function judgeLines(inApp: boolean, generated: boolean): (symbol: string, image: string) => Judged {
  return rememberPair((symbol, image) => {
    const normalised = normalise(symbol, image);
    const role = roleOf({ symbol, normalised, function: functionName(normalised), inApp, generated });
    return { normalised, role };
  });
}

const judges = {
  app: { written: judgeLines(true, false), generated: judgeLines(true, true) },
  other: { written: judgeLines(false, false), generated: judgeLines(false, true) },
} as const;

/** Whether a frame is the program's by its image's name: texts are often shown without the list of images, or addresses. */
function isOwnName({ process, app, images }: CrashReport, { imageName: name, address }: FrameLine): boolean {
  if (name === null || (images.length > 0 && address !== 0n)) return false;
  return name === process.name || name === app.name || name === app.bundleId;
}

function examine(report: CrashReport, line: FrameLine): Candidate {
  const owner = line.image === null ? undefined : report.images[line.image];
  const image = owner?.name ?? line.imageName;
  const inApp = (owner === undefined ? isOwnName(report, line) : owner.inApp) && !isRuntimeImage(image);
  const symbol = line.symbol;
  if (symbol === null || symbol.trim() === '' || PLACEHOLDER.test(symbol)) {
    const known = line.status !== 'malformed' && line.imageOffset !== null && (owner?.uuid ?? image) !== null;
    const role = !known ? 'nowhere' : !inApp && isDyingImage(image) ? 'machinery' : 'code';
    return { line, image, inApp, normalised: null, role };
  }
  const generated = line.inline && (line.file ?? '').endsWith('<compiler-generated>');
  const judge = judges[inApp ? 'app' : 'other'][generated ? 'generated' : 'written'];
  const { normalised, role } = judge(symbol, image ?? '');
  // A caller's return address at the very begin of a function follows a call that never returns: the name is its neighbour's.
  const misnamed = role === 'code' && !inApp && line.symbolOffset === 0n && line.index > 0 && !line.inline;
  return { line, image, inApp, normalised, role: misnamed ? 'glue' : role };
}

/** One text for all calls of the same function. */
function identity({ normalised, image, line }: BlamedLine): string {
  return `${image ?? ''}\n${normalised ?? line.imageOffset ?? ''}`;
}

/** Each function once, where it is met first. */
function distinct<Line extends BlamedLine>(lines: readonly Line[]): readonly Line[] {
  const met = new Set<string>();
  return lines.filter((line) => {
    const key = identity(line);
    return met.has(key) ? false : met.add(key);
  });
}

/**
 * The functions of a recursion, or none. In a fixed order, because the stack overflows now in the one and now in the other.
 */
function recursion<Line extends BlamedLine>(lines: readonly Line[]): readonly Line[] {
  if (lines.length < RECURSION) return [];
  const calls = new Map<string, number>();
  for (const line of lines) calls.set(identity(line), (calls.get(identity(line)) ?? 0) + 1);
  const members = distinct(lines).filter((line) => (calls.get(identity(line)) ?? 0) >= RECURSION);
  return members.toSorted((a, b) => (identity(a) < identity(b) ? -1 : 1)).slice(0, APP_FRAMES);
}

function choose(lines: readonly Candidate[]): Pick<Blame, 'scope' | 'deciding'> {
  const usable = lines.filter(({ role }) => role !== 'machinery' && role !== 'nowhere');
  const code = usable.filter(({ role }) => role === 'code');
  const own = code.filter(({ inApp }) => inApp);
  const loop = recursion(own.length > 0 ? own : code);
  if (loop.length > 0) return { scope: 'recursion', deciding: loop };
  if (own.length > 0) return { scope: 'app', deciding: distinct(own).slice(0, APP_FRAMES) };
  if (usable[0]?.inApp === true) {
    return { scope: 'app', deciding: distinct(usable.filter(({ inApp }) => inApp)).slice(0, APP_FRAMES) };
  }
  const glue = usable.filter(({ role }) => role === 'glue');
  const named = code.filter(({ normalised }) => normalised !== null);
  const telling = [named, code, glue].find(({ length }) => length > 0) ?? [];
  const deciding = distinct(telling).slice(0, SYSTEM_FRAMES);
  return { scope: deciding.length > 0 ? 'system' : 'none', deciding };
}

/** Chooses the stack and the frames that decide about a report's group. */
export function blame(report: CrashReport): Blame {
  const blames = chooseStacks(report).map((stack) => blameStack(report, stack));
  const best = blames.find(({ scope }) => scope === 'app' || scope === 'recursion') ?? blames[0];
  return best ?? { stack: null, scope: 'none', deciding: [], skipped: [] };
}

/** The lines up to those that decide: where nothing can be a recursion, what is further out has no say. */
function examineLines(report: CrashReport, lines: readonly FrameLine[]): readonly Candidate[] {
  if (lines.length >= RECURSION) return lines.map((line) => examine(report, line));
  const examined: Candidate[] = [];
  const own = new Set<string>();
  for (const line of lines) {
    const candidate = examine(report, line);
    examined.push(candidate);
    if (candidate.role === 'code' && candidate.inApp) own.add(identity(candidate));
    if (own.size === APP_FRAMES) break;
  }
  return examined;
}

function blameStack(report: CrashReport, { stack, frames }: Stack): Blame {
  return { stack, ...blameFrames(report, frames) };
}

/** Chooses the frames that decide of one stack, which is given innermost first. */
export function blameFrames(report: CrashReport, frames: readonly Frame[]): Omit<Blame, 'stack'> {
  const lines = examineLines(report, flatten(frames.slice(0, MOST_FRAMES)));
  const { scope, deciding } = choose(lines);
  const first = deciding[0]?.line.index ?? lines.length;
  const skipped = lines
    .filter(({ line, role }) => role === 'machinery' && line.index < first)
    .map(({ line, image }) => line.symbol ?? `${image ?? '???'} ${line.imageOffset ?? ''}`.trim());
  return { scope, deciding, skipped };
}
