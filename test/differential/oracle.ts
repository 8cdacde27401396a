/** llvm-symbolizer 19 as the reference, and what of a Mach-O file the reference is asked about. */

import { execFileSync } from 'node:child_process';

/** One source frame, in llvm-symbolizer's wording: empty texts and 0 where nothing is known. */
export interface OracleFrame {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface OracleAnswer {
  readonly frames: readonly OracleFrame[];
  /** Where the outermost function starts; `null` where unknown. */
  readonly start: bigint | null;
}

/** Answers for every address, innermost frame first. `slice` is `path`, or `path:arch` for universal files. */
export function askOracle(
  slice: string,
  addresses: readonly bigint[],
  { demangle = false } = {},
): readonly OracleAnswer[] {
  const options = [`--obj=${slice}`, '--inlines', demangle ? '--demangle' : '--no-demangle', '--output-style=JSON'];
  const input = addresses.map((address) => `0x${address.toString(16)}\n`).join('');
  const output = execFileSync('llvm-symbolizer-19', options, { input, encoding: 'utf8', maxBuffer: 256 << 20 });
  return output.trim().split('\n').map(readAnswer);
}

function readAnswer(line: string): OracleAnswer {
  const parsed: unknown = JSON.parse(line);
  const symbols = field(parsed, 'Symbol');
  if (!Array.isArray(symbols)) throw new Error(`llvm-symbolizer says: ${line}`);
  const frames = symbols.map((symbol: unknown) => ({
    name: text(symbol, 'FunctionName'),
    file: text(symbol, 'FileName'),
    line: Number(field(symbol, 'Line')),
    column: Number(field(symbol, 'Column')),
  }));
  const start = text(symbols.at(-1), 'StartAddress');
  return { frames, start: start === '' ? null : BigInt(start) };
}

/** A symbol in the text section of a slice. */
export interface CodeSymbol {
  readonly name: string;
  readonly address: bigint;
}

/** Functions by ascending address, from the symbol table of an unstripped file. */
export function codeSymbols(path: string, arch: string): readonly CodeSymbol[] {
  const output = execFileSync('llvm-nm-19', ['--numeric-sort', `--arch=${arch}`, path], { encoding: 'utf8' });
  return output.split('\n').flatMap((line) => {
    const match = /^([0-9a-f]+) [tT] (.+)$/.exec(line);
    return match?.[1] === undefined || match[2] === undefined || match[2] === '__mh_execute_header'
      ? []
      : [{ name: match[2].replace(/^_/, ''), address: BigInt(`0x${match[1]}`) }];
  });
}

/** The same numbers on every run: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** `count` addresses between two others. */
export function randomAddresses(from: bigint, to: bigint, count: number, seed: number): readonly bigint[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => from + BigInt(Math.floor(random() * Number(to - from))));
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) throw new Error('llvm-symbolizer gave no object');
  return new Map<string, unknown>(Object.entries(value)).get(name);
}

function text(value: unknown, name: string): string {
  const found = field(value, name);
  return typeof found === 'string' ? found : '';
}
