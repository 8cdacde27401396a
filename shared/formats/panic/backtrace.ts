/**
 * Backtraces in a panic's text. Four wordings:
 *
 *     lr: 0xfffffe004fb6a4d0  fp: 0xfffffec9905768b0                            Apple silicon, iOS
 *     0xffffff9246a0b630 : 0xffffff8013a6de46 mach_kernel : _panic + 0xd1       Intel
 *     0x34bf3e48 : 0x21b837 (0x5dd7fc 0x34bf3e7c 0x223ce1 0x0)                  Intel, 32 bit
 *     0x000954F8 0x00095A10 0x00026898 0x000A8204                               PowerPC
 */
import { offsetIn, toAddress } from '../../report/address.ts';
import type { Address } from '../../report/address.ts';
import { imageLookup } from '../../report/image-lookup.ts';
import type { BinaryImage, Frame, NamedBacktrace } from '../../report/report.ts';
import { unnamedStatus } from '../frame-status.ts';

const ARM = /^\s*lr:\s*(0x[0-9a-f]{1,16})\s+fp:\s*0x[0-9a-f]{1,16}\s*$/i;
const INTEL = /^\s*0x[0-9a-f]{1,16} : (0x[0-9a-f]{1,16})(?:\s+(\S.*)?)?$/i;
const SYMBOL = /^(\S{1,200}) : (\S.{0,2000}?)(?: \+ (0x[0-9a-f]{1,16}))?$/i;
/** PowerPC: addresses alone, some in a line. */
const BARE = /^\s*(?:Backtrace:)?((?:\s*0x[0-9a-f]{8}\b){1,100})\s*\\?\s*$/i;
const MOST_FRAMES = 10_000;

interface Line {
  readonly address: bigint;
  /** `mach_kernel`, or the extension's name, where the line has it. */
  readonly image: string | null;
  readonly symbol: string | null;
  readonly symbolOffset: bigint | null;
}

function readLine(text: string): Line | null {
  if (text.length > 4000) return null;
  const arm = ARM.exec(text)?.[1];
  if (arm !== undefined) return { address: BigInt(arm), image: null, symbol: null, symbolOffset: null };
  const intel = INTEL.exec(text);
  if (intel?.[1] === undefined) return null;
  const named = SYMBOL.exec((intel[2] ?? '').trimEnd());
  return {
    address: BigInt(intel[1]),
    image: named?.[1] ?? null,
    symbol: named?.[2] ?? null,
    symbolOffset: named?.[3] === undefined ? null : BigInt(named[3]),
  };
}

/** Several frames in a line. */
function readBare(text: string): readonly Line[] {
  const list = text.length > 2000 ? undefined : BARE.exec(text)?.[1];
  const addresses = list?.trim().split(/\s+/) ?? [];
  return addresses.map((address) => ({ address: BigInt(address), image: null, symbol: null, symbolOffset: null }));
}

/** What stands above a backtrace, as its title. */
function titleOf(line: string): string {
  const thread = /^Panicked thread: .*\btid: (\d{1,20})/.exec(line)?.[1];
  if (thread !== undefined) return `Panicked thread ${thread}`;
  const processor = /^Backtrace \(CPU (\d{1,4})\)/.exec(line)?.[1];
  return processor === undefined ? 'Kernel backtrace' : `Backtrace of processor ${processor}`;
}

/** How far behind its beginning the kernel's code may lie, whose size no report tells. */
const REACH = 1n << 25n;

/** Finds the image of an address: the one that holds it, else the kernel where that begins not far below it. */
function finder(images: readonly BinaryImage[]): (address: Address) => number | null {
  const lookup = imageLookup(images);
  const kernels = images.flatMap(({ name, base, size }, index) =>
    name === 'kernel' && size === 0n ? [{ base, index }] : [],
  );
  kernels.sort((a, b) => (a.base < b.base ? 1 : a.base > b.base ? -1 : 0));
  return (address) => {
    const exact = lookup(address);
    if (exact !== null) return exact;
    const nearest = kernels.find(({ base }) => base <= address);
    return nearest !== undefined && offsetIn(nearest.base, address) < REACH ? nearest.index : null;
  };
}

function toFrame(line: Line, images: readonly BinaryImage[], find: (address: Address) => number | null): Frame {
  const address = toAddress(line.address);
  const index = find(address);
  const image = index === null ? undefined : images[index];
  const { symbol } = line;
  return {
    image: index,
    imageName: image === undefined ? line.image : null,
    address,
    imageOffset: image === undefined ? null : offsetIn(image.base, address),
    inlined: [],
    location: symbol === null ? null : { symbol, file: null, line: null, column: null },
    symbolOffset: line.symbolOffset,
    status: symbol === null ? unnamedStatus(image) : 'symbolicated',
  };
}

/** Reads all backtraces of the text into these images. */
export function readPanicBacktraces(text: string, images: readonly BinaryImage[]): readonly NamedBacktrace[] {
  const stacks: { readonly title: string; readonly lines: Line[] }[] = [];
  let open: Line[] | null = null;
  let above = '';
  let count = 0;
  for (const line of text.split('\n')) {
    // Pages on the web put an empty line after each.
    if (line.trim() === '') continue;
    const frame = readLine(line);
    const frames = frame === null ? readBare(line) : [frame];
    if (frames.length === 0 || count >= MOST_FRAMES) {
      open = null;
      above = line.trim();
      continue;
    }
    count += frames.length;
    if (open === null) {
      open = [];
      stacks.push({ title: titleOf(above), lines: open });
    }
    open.push(...frames);
  }
  const find = finder(images);
  return stacks.map(({ title, lines }) => ({ title, frames: lines.map((line) => toFrame(line, images, find)) }));
}
