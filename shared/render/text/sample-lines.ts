/**
 * Call graphs in the words of the `sample` tool, so that its reader reads them back: see `formats/text/sample-line.ts`.
 * Branches that go on below are drawn with `+ ! : |`, one mark for each place at which the graph parts.
 */
import { readSampleFrame, readSampleThread } from '../../formats/text/sample-line.ts';
import { DEEPEST_COLUMN } from '../../formats/text/tree-line.ts';
import { toHex } from '../../report/address.ts';
import type { CallNode, CallTree } from '../../report/body.ts';
import { lastPart } from '../../report/image.ts';
import type { BinaryImage, Frame } from '../../report/report.ts';
import { oneLine } from './layout.ts';

const MARGIN = '    ';
const MARKS = '+!:|';
const MAIN_QUEUE = 'com.apple.main-thread';
const ALSO = /^also at (0x[0-9a-f]{1,16}(?:, 0x[0-9a-f]{1,16})*)?(?:, )?(\.\.\.)?$/i;

/** `Thread_12: tiles   DispatchQueue_1: com.apple.main-thread  (serial)`; null for what its reader would not read back. */
export function sampleThread({ threadId, threadName, queue }: CallTree): string | null {
  const id = threadId === null ? '<multiple>' : String(threadId);
  const name = threadName === null ? '' : `: ${oneLine(threadName)}`;
  const number = queue === MAIN_QUEUE ? '1' : '<unknown>';
  const serial = queue === MAIN_QUEUE ? '  (serial)' : '';
  const words = `Thread_${id}${name}${queue === null ? '' : `   DispatchQueue_${number}: ${oneLine(queue)}${serial}`}`;
  const read = readSampleThread(words);
  return read?.id === threadId && read.name === threadName && read.queue === queue ? words : null;
}

function placeText({ location }: Frame): string {
  if (location === null || location.file === null) return '';
  return `  ${oneLine(lastPart(location.file))}${location.line === null ? '' : `:${location.line}`}`;
}

function offsetText(frame: Frame, image: BinaryImage | undefined): string {
  if (frame.location !== null) return frame.symbolOffset === null ? '' : ` + ${frame.symbolOffset}`;
  if (frame.imageOffset === null) return '';
  const base = image?.base ?? BigInt.asUintN(64, frame.address - frame.imageOffset);
  return `  load address ${toHex(base)} + ${toHex(frame.imageOffset)}`;
}

/** A frame in three parts: what the function and its image are, where in them, and the source. */
interface FrameWords {
  readonly name: string;
  readonly offset: string;
  readonly address: bigint;
  readonly symbolOffset: bigint | null;
  readonly place: string;
}

/** The words of a frame; null for what its reader would not read back. */
function frameWords(frame: Frame, images: readonly BinaryImage[]): FrameWords | null {
  if (frame.status === 'malformed' || frame.inlined.length > 0) return null;
  const image = frame.image === null ? undefined : images[frame.image];
  const imageName = image === undefined ? frame.imageName : image.name;
  const { location, symbolOffset, address } = frame;
  const symbol = location === null ? '???' : oneLine(location.symbol).trim();
  const words: FrameWords = {
    name: `${symbol}  (in ${imageName === null ? '<unknown binary>' : oneLine(imageName)})`,
    offset: offsetText(frame, image),
    address,
    symbolOffset: location === null ? null : symbolOffset,
    place: placeText(frame),
  };
  const read = readSampleFrame(frameLine(words, null));
  const file = location === null || location.file === null ? null : lastPart(location.file);
  const same =
    read.symbol === (location?.symbol ?? null) &&
    read.symbolOffset === (location === null ? null : symbolOffset) &&
    read.imageName === imageName &&
    read.address === address &&
    read.file === file &&
    read.line === (location?.line ?? null) &&
    (location !== null || read.imageOffset === frame.imageOffset);
  return same ? words : null;
}

/** Frames of several addresses list them all: `+ 36,52,...  [0x102a53f24,0x102a53f34,...]`. */
function frameLine({ name, offset, address, symbolOffset, place }: FrameWords, note: string | null): string {
  const also = ALSO.exec(note ?? '');
  if (also === null) return `${name}${offset}  [${toHex(address)}]${place}`;
  const others = also[1]?.split(', ') ?? [];
  const more = also[2] === undefined ? [] : ['...'];
  const moved = others.map((other) => (symbolOffset ?? 0n) + BigInt(other) - address);
  const offsets = symbolOffset === null || moved.some((one) => one < 0n) ? [] : [...moved, ...more].map(String);
  return `${name}${[offset, ...offsets].join(',')}  [${[toHex(address), ...others, ...more].join(',')}]${place}`;
}

/** For each node: whether a sibling follows it, and whether it has any at all. */
function siblings(nodes: readonly CallNode[]): { readonly follows: Uint8Array; readonly parts: Uint8Array } {
  const follows = new Uint8Array(nodes.length);
  const parts = new Uint8Array(nodes.length);
  const open: boolean[] = [];
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const depth = nodes[at]?.depth ?? 0;
    open.length = Math.min(open.length, depth + 1);
    if (open[depth] === true) follows[at] = 1;
    open[depth] = true;
  }
  const before: boolean[] = [];
  for (const [at, { depth }] of nodes.entries()) {
    before.length = Math.min(before.length, depth + 1);
    if (follows[at] === 1 || before[depth] === true) parts[at] = 1;
    before[depth] = true;
  }
  return { follows, parts };
}

/** What a graph's lines say of its frames, for the lists below it. */
export interface SampleGraph {
  readonly lines: readonly string[];
  /** The words of each node, without its count. */
  readonly words: readonly string[];
}

/**
 * The lines of a thread's graph; null where its reader would not read all of them back, as calls that were inlined, which
 * the tool knows nothing of.
 *
 * @param parted Whether the report has several threads, of which another one follows.
 */
export function sampleGraph(
  tree: CallTree,
  images: readonly BinaryImage[],
  count: number,
  parted: { readonly several: boolean; readonly follows: boolean },
): SampleGraph | null {
  const thread = sampleThread(tree);
  const frames = tree.frames.map((frame) => frameWords(frame, images));
  if (thread === null) return null;
  const { follows, parts } = siblings(tree.nodes);
  const lines = [`${MARGIN}${count} ${thread}`];
  const words: string[] = [];
  /** The drawing left of each depth, and how many marks were given to what it stands for. */
  const left: string[] = [parted.several && parted.follows ? '+ ' : '  '];
  const given: number[] = [parted.several ? 1 : 0];
  for (const [at, node] of tree.nodes.entries()) {
    const frame = frames[node.frame] ?? null;
    if (frame === null || (node.note !== null && !ALSO.test(node.note))) return null;
    const line = frameLine(frame, node.note);
    const number = node.count === null ? '?' : String(Math.max(0, Math.round(node.count)));
    const { depth } = node;
    const deep = depth > DEEPEST_COLUMN;
    const marks = given[Math.min(depth, DEEPEST_COLUMN)] ?? 0;
    const drawn = left[Math.min(depth, DEEPEST_COLUMN)] ?? '';
    // A depth in words counts the margin's two steps, too.
    lines.push(`${MARGIN}${drawn}${deep ? `#${depth + 2} ` : ''}${number} ${line}`);
    words.push(line);
    if (deep) continue;
    const mark = parts[at] === 1 && follows[at] === 1 ? (MARKS[marks % MARKS.length] ?? ' ') : ' ';
    left[depth + 1] = `${drawn}${mark} `;
    given[depth + 1] = marks + (parts[at] ?? 0);
  }
  return { lines, words };
}
