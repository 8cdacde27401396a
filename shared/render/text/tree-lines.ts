/** Call trees in spindump's words, so that its reader reads them back: see `formats/text/tree-line.ts`. */
import { toHex } from '../../report/address.ts';
import type { CallNode, CallTree } from '../../report/body.ts';
import { lastPart } from '../../report/image.ts';
import type { BinaryImage, Frame, SourceLocation } from '../../report/report.ts';
import { isKernel } from '../../formats/text/image-pool.ts';
import { columnOf, DEEPEST_COLUMN, placeName, rangeText } from '../../formats/text/tree-line.ts';
import { oneLine } from './layout.ts';

const COUNT_WIDTH = 4;

function fileText({ file, line, column }: SourceLocation): string {
  if (file === null) return '';
  const name = lastPart(file);
  const at = line === null ? '' : `:${line}${column === null ? '' : `,${column}`}`;
  return `${oneLine(name.startsWith('<') ? file : name)}${at} in `;
}

/** What stands in the brackets behind the function: file, image, offset in it. */
function placeText(frame: Frame, image: BinaryImage | undefined, location: SourceLocation | null): string {
  const name = image?.name ?? frame.imageName ?? (image?.uuid ? `<${image.uuid.toUpperCase()}>` : null);
  const offset = frame.imageOffset === null || name === null ? '' : ` + ${frame.imageOffset}`;
  const file = location === null ? '' : fileText(location);
  if (name === null && file === '' && location === null) return '';
  return ` (${file}${placeName(oneLine(name ?? '???'))}${offset})`;
}

function callText(
  frame: Frame,
  image: BinaryImage | undefined,
  location: SourceLocation | null,
  outer: boolean,
): string {
  const symbol = location === null ? '???' : oneLine(location.symbol).trim();
  const nowhere = frame.address === 0n && image === undefined && location !== null;
  if (frame.status === 'malformed' && nowhere) return symbol;
  // What stands for no code at all: `<Kernel mode>`.
  if (nowhere && /^<.*>$/.test(symbol)) return symbol;
  const offset = !outer || location === null || frame.symbolOffset === null ? '' : ` + ${frame.symbolOffset}`;
  const address = frame.address === 0n && location !== null ? '' : ` [${toHex(frame.address)}]`;
  return `${symbol}${offset}${placeText(frame, image, location)}${address}`;
}

function noteText({ note }: CallNode): string {
  const words = note === null ? '' : oneLine(note).replaceAll('[0x', '[ 0x').trim();
  return words === '' ? '' : ` (${words})`;
}

/** The line of a frame at a depth: moved to it, or saying it where it is too deep for that. */
function lineAt(depth: number, count: number | null, words: string, kernel: boolean): string {
  const level = depth > DEEPEST_COLUMN ? `#${depth} ` : '';
  const margin = columnOf(Math.min(depth, DEEPEST_COLUMN));
  const star = kernel ? '*' : '';
  const number = (count === null ? '?' : String(Math.max(0, Math.round(count)))).padEnd(COUNT_WIDTH - 1);
  const space = level === '' && kernel ? ' '.repeat(margin - 1) : ' '.repeat(margin);
  return `${space}${level}${star}${number} ${words}`;
}

/** Words of a frame, and of the calls inlined into it from the outermost on. */
function wordsOf(frame: Frame, images: readonly BinaryImage[]): readonly string[] {
  const image = frame.image === null ? undefined : images[frame.image];
  const own = callText(frame, image, frame.location, true);
  const calls = [...frame.inlined].reverse().map((call) => `${callText(frame, image, call, false)} [inlined]`);
  return [own, ...calls];
}

/** The lines of a tree. Of a path, which calls itself a heaviest stack, all lines stand in one column. */
export function treeLines(tree: CallTree, images: readonly BinaryImage[], path: boolean): readonly string[] {
  const words = tree.frames.map((frame) => wordsOf(frame, images));
  const lines: string[] = [];
  /** How many columns inlined calls have moved what is below them, node by node of the open path. */
  const moved: number[] = [];
  for (const node of tree.nodes) {
    const frame = tree.frames[node.frame];
    const [own = '???', ...calls] = words[node.frame] ?? [];
    const kernel = frame !== undefined && isKernel(frame.address);
    if (path) {
      lines.push(lineAt(0, node.count, own + noteText(node), kernel));
      for (const call of calls) lines.push(lineAt(0, node.count, call, kernel));
      continue;
    }
    moved.length = Math.min(moved.length, node.depth);
    const before = moved.at(-1) ?? 0;
    const depth = node.depth + before;
    const said = own + noteText(node);
    lines.push(lineAt(depth, node.count, said + rangeText(said, node.samples), kernel));
    for (const [position, call] of calls.entries()) {
      lines.push(lineAt(depth + position + 1, node.count, call, kernel));
    }
    while (moved.length < node.depth) moved.push(before);
    moved.push(before + calls.length);
  }
  return lines;
}
