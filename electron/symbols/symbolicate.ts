/**
 * Gives a report its names: every image learns where its symbols stand, every frame its function, file, line and the
 * calls inlined into it. Three steps: gather the addresses of each image, look each image up in one batch, write.
 *
 * Constraints:
 * - A frame's address on the stack is a return address, one instruction past the call, and is looked up one byte
 *   earlier. Only the first frame of a thread is where the processor stood, and the one that a signal interrupted.
 * - Frames that Apple named keep that name where the symbols say the same function or nothing. They are looked up only
 *   where there is debug information, which may add file and line: a symbol table could only repeat the name.
 */

import { beforeReturn, offsetIn, svmaOf, toHex, type ImageOffset } from '../../shared/report/address.ts';
import type { CallTree } from '../../shared/report/body.ts';
import type {
  BinaryImage,
  CrashReport,
  Frame,
  FrameStatus,
  ImageSymbols,
  SourceLocation,
  Warning,
} from '../../shared/report/report.ts';
import { eachStack, isLeafFrame, mapStacks } from '../../shared/report/stacks.ts';
import type { StackForm } from '../../shared/report/stacks.ts';
import type { Uuid } from '../../shared/report/uuid.ts';
import type { Answer, SourceFrame, SymbolEngine } from './engine.ts';
import type { SymbolEntry, SymbolIndex } from './index.ts';
import { statedVersion, type StatedVersion } from './stated-version.ts';

/** Answers kept from earlier, so that a report keeps its names when the dSYM is gone. Keys are the offsets looked up. */
export interface AnswerMemo {
  recall(uuid: Uuid, offsets: readonly ImageOffset[]): ReadonlyMap<ImageOffset, Answer>;
  /** Whether anything of that build is kept; where nobody says, there may be. */
  remembers?(uuid: Uuid): boolean;
  keep(uuid: Uuid, answers: ReadonlyMap<ImageOffset, Answer>): void;
}

export interface SymbolicateOptions {
  readonly index: SymbolIndex;
  readonly engine: SymbolEngine;
  readonly demangle: (name: string) => string;
  readonly memo?: AnswerMemo;
  readonly signal?: AbortSignal;
  /** Files that the user named for this very report: one of another build is a mismatch, not merely another's dSYM. */
  readonly isNamed?: (path: string) => boolean;
}

/** Images looked up at the same time. */
const CONCURRENCY = 2;

/** The report with its symbols; the report as it was when the signal stopped it. */
export async function symbolicate(report: CrashReport, options: SymbolicateOptions): Promise<CrashReport> {
  const wanted = gather(report, options);
  const resolved = await resolveImages(report, wanted, options);
  if (options.signal?.aborted) return report;
  return write(report, resolved, options.demangle);
}

/** What is known of an image after its lookup. */
interface ResolvedImage {
  readonly symbols: ImageSymbols;
  readonly answers: ReadonlyMap<ImageOffset, Answer>;
}

/** Of which frames of an image somebody may know more. */
type Askable = 'all' | 'nameless' | 'none';

/** Offsets to look up, by index of the image. */
function gather(
  report: CrashReport,
  { index, memo }: SymbolicateOptions,
): ReadonlyMap<number, ReadonlySet<ImageOffset>> {
  const wanted = new Map<number, Set<ImageOffset>>();
  const askable = report.images.map(({ uuid }): Askable => {
    const entry = uuid === null ? null : index.find(uuid);
    const isRemembered = uuid !== null && memo !== undefined && memo.remembers?.(uuid) !== false;
    if (entry === null) return isRemembered ? 'all' : 'none';
    return entry.hasDebug ? 'all' : 'nameless';
  });
  // Mostly nothing is known of any image: then there is no frame to look at.
  if (askable.every((frames) => frames === 'none')) return wanted;
  const note = (frame: Frame, isReturn: boolean): void => {
    const frames = frame.image === null ? 'none' : askable[frame.image];
    if (frames === 'none' || (frames === 'nameless' && frame.location !== null)) return;
    const offset = lookupOffset(report, frame, isReturn);
    if (frame.image === null || offset === null) return;
    const offsets = wanted.get(frame.image);
    if (offsets === undefined) wanted.set(frame.image, new Set([offset]));
    else offsets.add(offset);
  };
  eachStack(report, (frames, form, tree) => {
    const isReturn = returnsOf(frames, form, tree);
    for (const [index, frame] of frames.entries()) note(frame, isReturn(index));
  });
  return wanted;
}

/** Which frames of a stack hold return addresses. */
type IsReturn = (index: number) => boolean;

function returnsOf(frames: readonly Frame[], form: StackForm, tree: CallTree | null): IsReturn {
  if (tree !== null) {
    const leaves = isLeafFrame(tree);
    return (index) => leaves[index] !== true;
  }
  return (index) => (index === 0 ? form === 'return' : frames[index - 1]?.location?.symbol !== '_sigtramp');
}

/** The offset in the frame's image to look up; `null` where the frame has no place in an image. */
function lookupOffset(report: CrashReport, frame: Frame, isReturn: boolean): ImageOffset | null {
  const image = frame.image === null ? undefined : report.images[frame.image];
  if (image === undefined || frame.status === 'malformed') return null;
  const offset = frame.imageOffset ?? offsetIn(image.base, frame.address);
  return isReturn ? beforeReturn(offset) : offset;
}

const NO_ANSWERS: ReadonlyMap<ImageOffset, Answer> = new Map();

async function resolveImages(
  report: CrashReport,
  wanted: ReadonlyMap<number, ReadonlySet<ImageOffset>>,
  options: SymbolicateOptions,
): Promise<readonly ResolvedImage[]> {
  const resolved: ResolvedImage[] = [];
  const waiting: (readonly [number, BinaryImage])[] = [];
  for (const [position, image] of report.images.entries()) {
    const isKnown = wanted.has(position) || (image.uuid !== null && options.index.find(image.uuid) !== null);
    if (isKnown) waiting.push([position, image]);
    else resolved[position] = { symbols: whyNotFound(report, image, options), answers: NO_ANSWERS };
  }
  if (waiting.length === 0) return resolved;
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [position, image] = next;
      resolved[position] = await resolveImage(report, image, Array.from(wanted.get(position) ?? []), options);
      if (options.signal?.aborted) return;
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return resolved;
}

async function resolveImage(
  report: CrashReport,
  image: BinaryImage,
  offsets: readonly ImageOffset[],
  options: SymbolicateOptions,
): Promise<ResolvedImage> {
  const { index, engine, memo, signal } = options;
  const { uuid } = image;
  const entry = uuid === null ? null : index.find(uuid);
  const remembered = uuid === null || offsets.length === 0 ? undefined : memo?.recall(uuid, offsets);
  const answers = new Map(remembered);
  if (entry === null) return { symbols: whyNotFound(report, image, options), answers };
  // Of its libraries, a system gives names only: nothing is missing.
  const isComplete = entry.hasDebug || !image.inApp;
  const symbols: ImageSymbols = { kind: isComplete ? 'found' : 'no-debug-info', path: entry.path };
  const missing = offsets.filter((offset) => !answers.has(offset));
  if (missing.length === 0) return { symbols, answers };
  const looked = await engine.lookup(
    entry,
    missing.map((offset) => svmaOf(offset, entry.textVmaddr)),
    signal,
  );
  if (!looked.ok) return { symbols: { kind: 'unreadable', path: entry.path, reason: looked.fault.message }, answers };
  const fresh = new Map<ImageOffset, Answer>();
  for (const [position, answer] of looked.value.entries()) {
    const offset = missing[position];
    if (offset !== undefined) fresh.set(offset, answer);
  }
  // What a symbol table alone could say is not kept: a dSYM may come.
  if (isComplete) memo?.keep(entry.uuid, fresh);
  return { symbols, answers: new Map([...answers, ...fresh]) };
}

function whyNotFound(report: CrashReport, image: BinaryImage, options: SymbolicateOptions): ImageSymbols {
  if (!image.inApp) return { kind: 'system' };
  if (image.name === null || image.uuid === null) return { kind: 'missing' };
  const { index, isNamed = () => false } = options;
  const expected = expectedVersion(report, image);
  const sameName = index.findByName(image.name);
  const other = nearestBuild(
    image,
    sameName.filter(({ path }) => isNamed(path) || !isOtherBuild(statedVersion(path), expected)),
  );
  if (other === undefined) return { kind: 'missing' };
  return {
    kind: 'mismatch',
    path: other.path,
    foundUuid: other.uuid,
    foundArch: other.arch,
    built: Math.floor(other.modified),
  };
}

/** The version that the report gives for an image; the app's own binary has the app's. */
function expectedVersion({ app, process }: CrashReport, image: BinaryImage): Partial<StatedVersion> {
  const isMain = image.name === process.name;
  const version = (isMain ? app.version : null) ?? image.version;
  return {
    ...(version === null ? {} : { version }),
    ...(isMain && app.build !== null ? { build: app.build } : {}),
  };
}

/** Archives of other releases lie around by the dozen: their dSYMs are no near miss. */
function isOtherBuild(stated: StatedVersion | null, { version, build }: Partial<StatedVersion>): boolean {
  if (stated === null) return false;
  return (version !== undefined && version !== stated.version) || (build !== undefined && build !== stated.build);
}

/** Of files of the right name, one of the right architecture tells more than one of another; they come newest first. */
function nearestBuild(image: BinaryImage, others: readonly SymbolEntry[]): SymbolEntry | undefined {
  return others.find(({ arch }) => arch === image.arch) ?? others[0];
}

function write(
  report: CrashReport,
  resolved: readonly ResolvedImage[],
  demangle: (name: string) => string,
): CrashReport {
  // Nothing is made anew that stays as it was: of most reports that is nearly all.
  const named = (frames: readonly Frame[], form: StackForm, tree: CallTree | null): readonly Frame[] => {
    const isReturn = returnsOf(frames, form, tree);
    const after = frames.map((frame, index) => nameFrame(report, frame, isReturn(index), resolved, demangle));
    return after.every((frame, index) => frame === frames[index]) ? frames : after;
  };
  return {
    ...report,
    images: report.images.map((image, index) => withSymbols(image, resolved[index])),
    ...mapStacks(report, named),
    warnings: [...report.warnings, ...damageWarnings(report, resolved)],
  };
}

function withSymbols(image: BinaryImage, resolved: ResolvedImage | undefined): BinaryImage {
  if (resolved === undefined || (resolved.symbols.kind === 'system' && image.symbols.kind === 'system')) return image;
  return { ...image, symbols: resolved.symbols };
}

function nameFrame(
  report: CrashReport,
  frame: Frame,
  isReturn: boolean,
  resolved: readonly ResolvedImage[],
  demangle: (name: string) => string,
): Frame {
  const image = frame.image === null ? undefined : resolved[frame.image];
  if (image === undefined || frame.status === 'malformed') return frame;
  const offset = image.answers.size === 0 ? null : lookupOffset(report, frame, isReturn);
  const answer = offset === null ? undefined : image.answers.get(offset);
  const given = frame.location === null ? null : demangled(frame.location, demangle);
  if (answer === undefined || answer.kind === 'none') {
    const inlined = frame.inlined.length === 0 ? frame.inlined : frame.inlined.map((call) => demangled(call, demangle));
    const status = given === null ? statusWithout(image.symbols) : 'symbolicated';
    // The rule for most frames of most reports: nobody has anything to add.
    if (given === frame.location && status === frame.status && inlined === frame.inlined) return frame;
    return { ...frame, inlined, location: given, status };
  }
  const knowsLines = answer.frames.some(({ file }) => file !== null);
  if (given !== null && !knowsLines) return { ...frame, location: given, status: 'symbolicated' };
  const locations = answer.frames.map((source) => locationOf(source, frame, demangle));
  const location = locations.at(-1) ?? given;
  const fromStart = answer.symbolOffset === null ? null : answer.symbolOffset + (isReturn ? 1n : 0n);
  const symbolOffset = fromStart ?? frame.symbolOffset;
  const isSameFunction = frame.symbolOffset === null || fromStart === null || frame.symbolOffset === fromStart;
  const symbol = isSameFunction ? given?.symbol : undefined;
  return {
    ...frame,
    inlined: locations.slice(0, -1),
    location: location === null || symbol === undefined ? location : { ...location, symbol },
    symbolOffset,
    status: 'symbolicated',
  };
}

/** Apple leaves Swift and C++ names mangled in JSON reports. */
function demangled(location: SourceLocation, demangle: (name: string) => string): SourceLocation {
  const symbol = demangle(location.symbol);
  return symbol === location.symbol ? location : { ...location, symbol };
}

function locationOf(source: SourceFrame, frame: Frame, demangle: (name: string) => string): SourceLocation {
  const { name, file, line, column } = source;
  return { symbol: name === '' ? toHex(frame.address) : demangle(name), file, line, column };
}

/** Why a frame has no name, by where its image's symbols stand. */
function statusWithout(symbols: ImageSymbols): FrameStatus {
  switch (symbols.kind) {
    case 'found':
    case 'no-debug-info':
      return 'no-symbol';
    case 'mismatch':
      return 'uuid-mismatch';
    case 'system':
      return 'system';
    case 'missing':
    case 'unreadable':
    case 'unsearched':
      return 'missing-dsym';
  }
}

/** One warning an image whose debug information is damaged where it was needed. */
function damageWarnings(report: CrashReport, resolved: readonly ResolvedImage[]): readonly Warning[] {
  return resolved.flatMap(({ answers }, index) => {
    const fault = Array.from(answers.values()).find((answer) => answer.fault !== undefined)?.fault;
    if (fault === undefined) return [];
    const name = report.images[index]?.name ?? 'an image';
    return [{ message: `The symbols of ${name} are damaged: ${fault.message}`, line: null }];
  });
}
