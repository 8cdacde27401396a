/** Backtraces that reports carry as text: Application Specific Backtraces, also inside JSON, and bare lists of addresses. */
import type { BinaryImage, Frame } from '../../report/report.ts';
import { readFrameLine } from './frame-line.ts';
import type { FrameText } from './frame-line.ts';
import { frameReader } from './frames.ts';

/** Reads the numbered lines of a backtrace that stands alone in a text. */
export function readBacktraceText(text: string, images: readonly BinaryImage[]): readonly Frame[] {
  return frameReader(images)(text.split('\n').flatMap((line) => readFrameLine(line) ?? []));
}

const ADDRESS = /0x[0-9a-f]{1,16}(?![0-9a-z])/gi;

/** Reads `(0x1879e0 0x1a2b3c …)`: how an unsymbolicated Last Exception Backtrace looks. */
export function readAddressList(text: string, first: number): readonly FrameText[] {
  return Array.from(text.matchAll(ADDRESS), ([address], position) => ({
    index: first + position,
    imageName: null,
    address: BigInt(address),
    base: null,
    symbol: null,
    symbolOffset: null,
    file: null,
    line: null,
    column: null,
    inlined: false,
    malformed: false,
  }));
}

/** Reads `at Harbor.Map.Tile () [0x00012] in /src/Map.cs:40`, a frame of a managed runtime, which has no address. */
export function readManagedLine(text: string, index: number): FrameText | null {
  const match = /^\s*(?:\d+\s+)?at (.{1,2000}?)(?: in (.{1,1000}):(?:line )?(\d{1,9})\s*)?$/.exec(text);
  if (match === null) return null;
  const [, symbol, file, line] = match;
  return {
    index,
    imageName: null,
    address: 0n,
    base: null,
    symbol: symbol ?? null,
    symbolOffset: null,
    file: file ?? null,
    line: line === undefined ? null : Number(line),
    column: null,
    inlined: false,
    malformed: false,
  };
}
