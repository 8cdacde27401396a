/**
 * Which frames of a stack are shown and which are folded away: the app's own always show, runs of system frames shrink to
 * one line. Pure: frames in, rows out; the view only draws them.
 */
import type { FrameJson } from '../../shared/render/json.ts';
import { counted } from '../words/numbers.ts';

/** One frame. */
export interface FrameRow {
  readonly kind: 'frame';
  readonly frame: FrameJson;
}

/** A run of system frames. */
export interface FoldRow {
  readonly kind: 'fold';
  /** Machine index of its first frame: keeps its identity while frames get names and inlined calls. */
  readonly id: number;
  readonly frames: readonly FrameJson[];
  readonly open: boolean;
}

export type StackRow = FrameRow | FoldRow;

/** What the reader asked for. */
export interface Folding {
  /** Hides every system frame, not only the long runs. */
  readonly hideSystem: boolean;
  /** Ids of folds whose state was changed by hand from what `hideSystem` makes of them. */
  readonly toggled: ReadonlySet<number>;
  /** Frames that must be seen, by index: their folds are open. */
  readonly wanted?: Pick<ReadonlySet<number>, 'has'>;
}

/** Of a long run, the first frames stay: they say what the app had called. */
const LEAD = 2;
/** Shorter runs are not worth a fold. */
const SHORTEST = 3;

interface Run {
  readonly system: boolean;
  readonly rows: readonly FrameRow[];
}

/** A nameless frame of no known image is kept with the app's: it must be seen. */
export function isSystem(frame: FrameJson): boolean {
  return !frame.inApp && frame.status !== 'unknown-image' && frame.status !== 'malformed';
}

/** Of stacks that were on screen: they are folded anew with every key of a search. */
const known = new WeakMap<readonly FrameJson[], readonly Run[]>();

function runsOf(frames: readonly FrameJson[]): readonly Run[] {
  const before = known.get(frames);
  if (before) return before;
  const runs: { readonly system: boolean; readonly rows: FrameRow[] }[] = [];
  for (const frame of frames) {
    const system = isSystem(frame);
    const last = runs.at(-1);
    const row: FrameRow = { kind: 'frame', frame };
    if (last && last.system === system) last.rows.push(row);
    else runs.push({ system, rows: [row] });
  }
  known.set(frames, runs);
  return runs;
}

function foldOf(rows: readonly FrameRow[], { toggled, wanted }: Folding): FoldRow {
  const id = rows[0]?.frame.machineIndex ?? 0;
  const open = toggled.has(id) || (wanted !== undefined && rows.some(({ frame }) => wanted.has(frame.index)));
  return { kind: 'fold', id, frames: rows.map(({ frame }) => frame), open };
}

/**
 * The rows of a stack.
 *
 * A stack with no frame of the app folds nothing by itself: there would be nothing left to read.
 */
export function stackRows(frames: readonly FrameJson[], folding: Folding): readonly StackRow[] {
  const { hideSystem } = folding;
  const runs = runsOf(frames);
  const systemOnly = runs.every(({ system }) => system);
  // Joined at the end, not handed over one by one: a run may be longer than a call can have arguments.
  const parts: (readonly StackRow[])[] = [];
  for (const { system, rows } of runs) {
    const short = systemOnly || rows.length < LEAD + SHORTEST;
    const lead = system && hideSystem ? 0 : system && !short ? LEAD : rows.length;
    parts.push(rows.slice(0, lead));
    if (lead === rows.length) continue;
    const folded = rows.slice(lead);
    const fold = foldOf(folded, folding);
    parts.push([fold], fold.open ? folded : []);
  }
  return parts.flat();
}

const MOST_NAMES = 3;

/** `11 frames of UIKitCore, CoreFoundation` */
export function foldWords(frames: readonly FrameJson[]): string {
  const names = [...new Set(frames.map(({ image }) => image ?? 'unknown images'))];
  const shown = names.slice(0, MOST_NAMES).join(', ');
  const others = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return `${counted(frames.length, 'frame')} of ${shown}${others}`;
}

/**
 * What a row is called while its stack is on screen. A machine frame keeps its name when symbols bring inlined calls to
 * it, so that focus and scroll stay where they are.
 */
export function rowKey(row: StackRow): string {
  if (row.kind === 'fold') return `fold-${row.id}`;
  const { machineIndex, inline, index } = row.frame;
  return inline ? `${machineIndex}-inlined-${index}` : String(machineIndex);
}
