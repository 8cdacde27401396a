/** Machine frames as the lines that people read: inlined calls first, innermost first, as every Apple tool prints them. */
import type { Address, ImageOffset } from './address.ts';
import type { Frame, FrameStatus } from './report.ts';

/** One line of a stack. Lines of one machine frame share the address. */
export interface FrameLine {
  /** Running number in its stack. */
  readonly index: number;
  /** Index of the machine frame in its stack. */
  readonly machineIndex: number;
  readonly image: number | null;
  readonly imageName: string | null;
  readonly address: Address;
  readonly imageOffset: ImageOffset | null;
  readonly symbol: string | null;
  /** Of inlined calls only where the report says how far behind the start of the call's own code it is. */
  readonly symbolOffset: bigint | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** True for every line but the outermost of its machine frame. */
  readonly inline: boolean;
  readonly status: FrameStatus;
}

/** Expands the inlined calls of each frame. */
export function flatten(frames: readonly Frame[]): readonly FrameLine[] {
  const lines: FrameLine[] = [];
  for (const [machineIndex, frame] of frames.entries()) {
    const { image, imageName, address, imageOffset, status } = frame;
    const shared = { machineIndex, image, imageName, address, imageOffset, status };
    for (const { symbol, symbolOffset = null, file, line, column } of frame.inlined) {
      lines.push({ ...shared, index: lines.length, symbol, symbolOffset, file, line, column, inline: true });
    }
    lines.push({
      ...shared,
      index: lines.length,
      symbol: frame.location?.symbol ?? null,
      symbolOffset: frame.symbolOffset,
      file: frame.location?.file ?? null,
      line: frame.location?.line ?? null,
      column: frame.location?.column ?? null,
      inline: false,
    });
  }
  return lines;
}
