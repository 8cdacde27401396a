/** Frames and threads as JSON. */
import { toHex } from '../report/address.ts';
import { flatten } from '../report/frames.ts';
import type { FrameLine } from '../report/frames.ts';
import type { BinaryImage, Frame, FrameStatus, Thread } from '../report/report.ts';

/** One line of a stack. */
export interface FrameJson {
  readonly index: number;
  /** Index of the machine frame: inlined calls share it with the function that holds them. */
  readonly machineIndex: number;
  readonly image: string | null;
  /** The name that the report's own line gives; `image` is the one to show. */
  readonly imageName: string | null;
  /** Index into `images`. */
  readonly imageIndex: number | null;
  readonly uuid: string | null;
  readonly address: string;
  readonly imageOffset: string | null;
  readonly symbol: string | null;
  /** Bytes behind the function's start; `null` on inlined calls of which the report does not say it. */
  readonly symbolOffset: number | null;
  /** The same as `symbolOffset`, where a number cannot hold it exactly. */
  readonly symbolOffsetExact?: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly inline: boolean;
  readonly inApp: boolean;
  readonly status: FrameStatus;
}

export interface RegisterJson {
  readonly name: string;
  readonly value: string;
  readonly note: string | null;
}

export interface ThreadJson {
  readonly index: number;
  readonly id: string | null;
  readonly name: string | null;
  readonly queue: string | null;
  readonly triggered: boolean;
  readonly frames: readonly FrameJson[];
  readonly state: { readonly flavor: string | null; readonly registers: readonly RegisterJson[] } | null;
}

function symbolOffsetToJson(exact: bigint | null): Pick<FrameJson, 'symbolOffset' | 'symbolOffsetExact'> {
  if (exact === null) return { symbolOffset: null };
  const symbolOffset = Number(exact);
  return Number.isSafeInteger(symbolOffset) ? { symbolOffset } : { symbolOffset, symbolOffsetExact: toHex(exact) };
}

function frameToJson(line: FrameLine, images: readonly BinaryImage[]): FrameJson {
  const image = line.image === null ? undefined : images[line.image];
  return {
    index: line.index,
    machineIndex: line.machineIndex,
    image: image?.name ?? line.imageName,
    imageName: line.imageName,
    imageIndex: line.image,
    uuid: image?.uuid ?? null,
    address: toHex(line.address),
    imageOffset: line.imageOffset === null ? null : toHex(line.imageOffset),
    symbol: line.symbol,
    ...symbolOffsetToJson(line.symbolOffset),
    file: line.file,
    line: line.line,
    column: line.column,
    inline: line.inline,
    inApp: image?.inApp ?? false,
    status: line.status,
  };
}

export function framesToJson(frames: readonly Frame[], images: readonly BinaryImage[]): readonly FrameJson[] {
  return flatten(frames).map((line) => frameToJson(line, images));
}

export function threadToJson(thread: Thread, images: readonly BinaryImage[]): ThreadJson {
  const { state } = thread;
  return {
    index: thread.index,
    id: thread.id === null ? null : toHex(thread.id),
    name: thread.name,
    queue: thread.queue,
    triggered: thread.triggered,
    frames: framesToJson(thread.frames, images),
    state: state && {
      flavor: state.flavor,
      registers: state.registers.map(({ name, value, note }) => ({ name, value: toHex(value), note })),
    },
  };
}
