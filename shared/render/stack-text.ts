/**
 * A stack as aligned plain text, for the clipboard and for Markdown. It works on frames as JSON, which is what the renderer
 * has, and leaves addresses out where a function is known: people read names.
 */
import type { FrameJson } from './json.ts';

/** A name longer than this does not push the others away. */
const WIDEST = 32;

/** What is known of a frame: `Map.tile(at:) + 64 (Map.swift:40)`, or where it is: `0x104c2c1c8 (Harbor + 0x4a1c8)`. */
export function placeOf(frame: FrameJson): string {
  const { symbol, symbolOffset, file, line, image, imageOffset, address, inline } = frame;
  if (symbol === null) {
    return image === null || imageOffset === null ? address : `${address} (${image} + ${imageOffset})`;
  }
  const offset = symbolOffset === null ? '' : ` + ${symbolOffset}`;
  const source = file === null ? '' : ` (${file.slice(file.lastIndexOf('/') + 1)}${line === null ? '' : `:${line}`})`;
  return `${symbol}${offset}${source}${inline ? ' [inlined]' : ''}`;
}

/** One frame on one line: `2  Harbor  Map.tile(at:) + 64 (Map.swift:40)`. */
export function frameToText(frame: FrameJson): string {
  return `${frame.index}  ${frame.image ?? '???'}  ${placeOf(frame)}`;
}

/** A stack, one frame a line, in columns. No line break at its end. */
export function stackToText(frames: readonly FrameJson[]): string {
  const names = frames.map(({ image }) => image ?? '???');
  const width = names.reduce((widest, { length }) => Math.min(WIDEST, Math.max(widest, length)), 0);
  const digits = String(frames.at(-1)?.index ?? 0).length;
  return frames
    .map((frame, at) => `${String(frame.index).padEnd(digits)}  ${(names[at] ?? '').padEnd(width)}  ${placeOf(frame)}`)
    .join('\n');
}
