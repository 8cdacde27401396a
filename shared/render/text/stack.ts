/** Stacks in Apple's columns: index, image in 30 characters, address, what is known of it. */
import { loadOf, toHex } from '../../report/address.ts';
import type { LoadAddress } from '../../report/address.ts';
import { flatten } from '../../report/frames.ts';
import type { FrameLine } from '../../report/frames.ts';
import type { BinaryImage, Frame, Thread } from '../../report/report.ts';
import { lastPart } from '../../report/image.ts';
import { oneLine } from './layout.ts';
import type { Layout } from './layout.ts';

const NAME_WIDTH = 30;

/** Apple cuts long names at their front, but for stacks of threads on macOS. */
function nameColumn(name: string, whole: boolean): string {
  return whole || name.length <= NAME_WIDTH ? name.padEnd(NAME_WIDTH) : `...${name.slice(3 - NAME_WIDTH)}`;
}

/** Apple shows the file's name alone, except where the compiler made the code: `/<compiler-generated>`. */
function shownFile(file: string): string {
  const name = lastPart(file);
  return oneLine(name.startsWith('<') ? file : name);
}

/** Where the source is: ` (Map.swift:7)`. */
export function shownSource({ file, line }: FrameLine, { filesAlone }: Layout): string {
  return file === null || (line === null && !filesAlone) ? '' : ` (${shownFile(file)}:${line ?? 0})`;
}

/** Where an image begins that is not in the list. */
function baseOf({ address, imageOffset }: FrameLine): LoadAddress | null {
  return imageOffset === null ? null : loadOf(address, imageOffset);
}

function place(line: FrameLine, image: BinaryImage | undefined, layout: Layout): string {
  if (line.symbol === null) {
    // Apple knows no place that begins at 0, and says nothing of the image's own beginning.
    const offset = line.imageOffset ?? 0n;
    const base = image === undefined ? baseOf(line) : image.base;
    return base !== null && base !== 0n && offset !== 0n ? `${toHex(base)} + ${offset}` : '???';
  }
  const offset = line.symbolOffset === null ? '' : ` + ${line.symbolOffset}`;
  return `${oneLine(line.symbol)}${offset}${shownSource(line, layout)}${line.inline ? ' [inlined]' : ''}`;
}

function lineText(line: FrameLine, images: readonly BinaryImage[], layout: Layout, whole: boolean): string {
  const image = line.image === null ? undefined : images[line.image];
  const index = String(line.index).padEnd(4);
  if (line.status === 'malformed' && line.address === 0n) return `${index}${oneLine(line.symbol ?? '???')}`;
  const name = nameColumn(oneLine(image?.name ?? line.imageName ?? '???'), whole);
  return `${index}${name}\t${toHex(line.address).padStart(18)} ${place(line, image, layout)}`;
}

/** The lines of a stack. `whole`: names of images are not cut. */
export function stackLines(
  frames: readonly Frame[],
  images: readonly BinaryImage[],
  layout: Layout,
  whole = false,
): readonly string[] {
  return flatten(frames).map((line) => lineText(line, images, layout, whole));
}

/**
 * The lines of an Application Specific Backtrace, which the process itself wrote before it ended: in the columns of
 * `backtrace_symbols`, with the image's name in front of an offset where a function is not known.
 */
export function backtraceLines(
  frames: readonly Frame[],
  images: readonly BinaryImage[],
  layout: Layout,
): readonly string[] {
  return flatten(frames).map((line) => {
    const image = line.image === null ? undefined : images[line.image];
    const name = oneLine(image?.name ?? line.imageName ?? '???');
    const unnamed = line.symbol === null && image !== undefined && line.imageOffset !== null;
    const known = unnamed ? `${name} + ${line.imageOffset}` : place(line, image, layout);
    return `${String(line.index).padEnd(4)}${name.padEnd(35)} 0x${line.address.toString(16).padStart(16, '0')} ${known}`;
  });
}

/** The lines above a thread's stack. */
function threadHead(thread: Thread, layout: Layout): readonly string[] {
  const { index, triggered } = thread;
  const name = oneLine(thread.name ?? '');
  const queue = thread.queue === null ? '' : `Dispatch queue: ${oneLine(thread.queue)}`;
  const crashed = triggered ? ' Crashed' : '';
  if (layout.mac) {
    if (name === '' && queue === '') return [`Thread ${index}${crashed}:`];
    const gap = queue === '' ? '' : ' ';
    return [`Thread ${index}${crashed}:: ${name}${gap}${queue}`];
  }
  const gap = queue === '' ? '' : ' ';
  const head = name === '' && queue === '' ? [] : [`Thread ${index} name:  ${name}${gap}${queue}`];
  return [...head, `Thread ${index}${crashed}:`];
}

/** A thread with its stack. */
export function threadLines(thread: Thread, images: readonly BinaryImage[], layout: Layout): readonly string[] {
  return [...threadHead(thread, layout), ...stackLines(thread.frames, images, layout, layout.mac), ''];
}
