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
  /** Index into `images`. */
  readonly imageIndex: number | null;
  readonly uuid: string | null;
  readonly address: string;
  readonly imageOffset: string | null;
  readonly symbol: string | null;
  /** Bytes behind the function's start; `null` on inlined calls. */
  readonly symbolOffset: number | null;
  readonly file: string | null;
  readonly line: number | null;
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
  readonly name: string | null;
  readonly queue: string | null;
  readonly triggered: boolean;
  readonly frames: readonly FrameJson[];
  readonly state: { readonly flavor: string | null; readonly registers: readonly RegisterJson[] } | null;
}

function frameToJson(line: FrameLine, images: readonly BinaryImage[]): FrameJson {
  const image = line.image === null ? undefined : images[line.image];
  return {
    index: line.index,
    machineIndex: line.machineIndex,
    image: image?.name ?? line.imageName,
    imageIndex: line.image,
    uuid: image?.uuid ?? null,
    address: toHex(line.address),
    imageOffset: line.imageOffset === null ? null : toHex(line.imageOffset),
    symbol: line.symbol,
    symbolOffset: line.symbolOffset === null ? null : Number(line.symbolOffset),
    file: line.file,
    line: line.line,
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
