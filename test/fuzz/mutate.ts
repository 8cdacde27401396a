/**
 * Ways to damage a report, as values: fast-check makes lists of them, applies them to a sound report, and takes them away
 * one by one to find the smallest list that still fails. Places are parts of a million, so that they fit any text.
 */
import * as fc from 'fast-check';

/** One way of damage. */
export type Mutation =
  | { readonly kind: 'truncate'; readonly at: number }
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  /** A block of lines again and again. */
  | { readonly kind: 'repeat'; readonly at: number; readonly lines: number; readonly times: number }
  /** Two blocks of lines change places. */
  | { readonly kind: 'swap'; readonly at: number; readonly to: number; readonly lines: number }
  /** A block of another report. */
  | {
      readonly kind: 'splice';
      readonly at: number;
      readonly from: number;
      readonly lines: number;
      readonly seed: number;
    }
  /** A number becomes another. */
  | { readonly kind: 'number'; readonly at: number; readonly text: string }
  /** A JSON value becomes another. */
  | { readonly kind: 'value'; readonly at: number; readonly text: string }
  | { readonly kind: 'nest'; readonly at: number; readonly open: string; readonly depth: number }
  /** A piece until it is that long. */
  | { readonly kind: 'long'; readonly at: number; readonly piece: string; readonly size: number }
  /** Bytes that are no UTF-8. */
  | { readonly kind: 'bytes'; readonly at: number; readonly bytes: readonly number[] }
  | { readonly kind: 'indent'; readonly at: number; readonly lines: number; readonly by: number };

const MILLION = 1_000_000;

const SNIPPETS =
  '{ } [ ] " \\ \\u00 \n \r\n \n\n \t : , 0x 0xffffffffffffffff ??? - -1 (in [inlined] <> </ \0 \uD800 \uFFFD EOF Thread 0: 0 1e999 null'
    .split(' ')
    .concat(['\nThread 0 Crashed:\n', '\nBinary Images:\n', '\nProcess: x [1]\n', '  1 ', '+ 1 ', '"threads":', '*']);

const NUMBERS =
  '0 -0 -1 1 1e400 -1e400 1e-400 0.1 9007199254740993 18446744073709551616 99999999999999999999999999 0x0 0xffffffffffffffffff 00 1e 4294967296 2147483648 -9223372036854775809 NaN'.split(
    ' ',
  );

const VALUES = [
  'null',
  'true',
  '""',
  '"x"',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '{"":{}}',
  '0',
  '-1',
  '1e308',
  '"0x10"',
  '"1"',
];

/** Pieces on which careless patterns take their time. */
const PIECES = 'a ( ) (( () (in [ ] { } " \' \\ \\u00 : :: .. .a / /Users/ - -- + +! 0 0x 0x1 1 <> ab, * *+ 1_ é'
  .split(' ')
  .concat([
    ' ',
    '\t',
    ' (in ',
    '\n',
    '  ',
    'a:\n',
    '0x1 - 0x2 ',
    'Thread 1:\n',
    '{"a":',
    '[[',
    ', ',
    'process x [1] ',
    '  1 f (in g) [0x1]\n',
    ' '.repeat(40),
  ]);

const place = fc.nat(MILLION);
const lines = fc.oneof({ arbitrary: fc.integer({ min: 1, max: 6 }), weight: 4 }, { arbitrary: fc.nat(60), weight: 1 });

function lengths(most: number): fc.Arbitrary<number> {
  return fc.oneof(
    { arbitrary: fc.nat(200), weight: 8 },
    { arbitrary: fc.integer({ min: 200, max: 20_000 }), weight: 3 },
    { arbitrary: fc.integer({ min: 20_000, max: most }), weight: 1 },
  );
}

/** One way of damage; `longest` is the most that one of them adds. */
export function mutation(longest: number): fc.Arbitrary<Mutation> {
  const size = lengths(longest);
  return fc.oneof(
    fc.record({ kind: fc.constant('truncate'), at: place }),
    fc.record({ kind: fc.constant('cut'), at: place, length: lengths(20_000) }),
    fc.record({ kind: fc.constant('insert'), at: place, text: fc.constantFrom(...SNIPPETS) }),
    fc.record({ kind: fc.constant('repeat'), at: place, lines, times: fc.nat(40) }),
    fc.record({ kind: fc.constant('swap'), at: place, to: place, lines }),
    fc.record({ kind: fc.constant('splice'), at: place, from: place, lines: fc.nat(200), seed: fc.nat(1000) }),
    fc.record({ kind: fc.constant('number'), at: place, text: fc.constantFrom(...NUMBERS) }),
    fc.record({ kind: fc.constant('value'), at: place, text: fc.constantFrom(...VALUES) }),
    fc.record({
      kind: fc.constant('nest'),
      at: place,
      open: fc.constantFrom('[', '{"a":', '{"subFrames":[', '{"threads":[{"frames":['),
      depth: size,
    }),
    fc.record({ kind: fc.constant('long'), at: place, piece: fc.constantFrom(...PIECES), size }),
    fc.record({ kind: fc.constant('bytes'), at: place, bytes: fc.array(fc.nat(255), { minLength: 1, maxLength: 8 }) }),
    fc.record({ kind: fc.constant('indent'), at: place, lines, by: fc.integer({ min: -8, max: 300 }) }),
  );
}

function scaled(at: number, length: number): number {
  return Math.floor((at / MILLION) * length);
}

/** The match of a pattern at or behind a place, else the first one. */
function near(text: string, pattern: RegExp, at: number): RegExpExecArray | null {
  pattern.lastIndex = scaled(at, text.length);
  const match = pattern.exec(text);
  if (match !== null) return match;
  pattern.lastIndex = 0;
  return pattern.exec(text);
}

function replaced(text: string, match: RegExpExecArray | null, by: string): string {
  return match === null ? text : text.slice(0, match.index) + by + text.slice(match.index + match[0].length);
}

/** The text after that damage. `seeds` are what blocks are taken from. */
function apply(text: string, mutation: Mutation, seeds: readonly string[]): string {
  const at = scaled(mutation.at, text.length);
  const insert = (some: string): string => text.slice(0, at) + some + text.slice(at);
  switch (mutation.kind) {
    case 'truncate':
      return text.slice(0, at);
    case 'cut':
      return text.slice(0, at) + text.slice(at + mutation.length);
    case 'insert':
      return insert(mutation.text);
    case 'nest':
      return insert(mutation.open.repeat(Math.ceil(mutation.depth / mutation.open.length)));
    case 'long':
      return insert(mutation.piece.repeat(Math.ceil(mutation.size / mutation.piece.length)));
    case 'bytes':
      return new TextDecoder().decode(
        Buffer.concat([Buffer.from(text.slice(0, at)), Buffer.from(mutation.bytes), Buffer.from(text.slice(at))]),
      );
    case 'number':
      return replaced(text, near(text, /-?\b(?:0x[0-9a-f]+|\d+(?:\.\d+)?)\b/gi, mutation.at), mutation.text);
    case 'value':
      return replaced(
        text,
        near(
          text,
          /(?<=[:[,]\s{0,4})(?:"[^"\n]{0,200}"|-?\d[\d.]{0,20}|true|false|null|\[\s*\]|\{\s*\})/g,
          mutation.at,
        ),
        mutation.text,
      );
    case 'repeat':
    case 'swap':
    case 'splice':
    case 'indent':
      return applyToLines(text.split('\n'), mutation, seeds).join('\n');
  }
}

/** A seed with all of that damage. */
export function damaged(seed: string, mutations: readonly Mutation[], seeds: readonly string[]): string {
  let text = seed;
  for (const one of mutations) text = apply(text, one, seeds);
  return text;
}

function applyToLines(
  all: readonly string[],
  mutation: Extract<Mutation, { readonly lines: number }>,
  seeds: readonly string[],
): readonly string[] {
  const at = scaled(mutation.at, all.length);
  const end = at + mutation.lines;
  const block = all.slice(at, end);
  switch (mutation.kind) {
    case 'repeat':
      return [...all.slice(0, at), ...Array.from({ length: mutation.times }, () => block).flat(), ...all.slice(end)];
    case 'swap': {
      const to = scaled(mutation.to, all.length);
      const [first, second] = at < to ? [at, to] : [to, at];
      const middle = Math.min(first + mutation.lines, second);
      const last = second + mutation.lines;
      return [
        ...all.slice(0, first),
        ...all.slice(second, last),
        ...all.slice(middle, second),
        ...all.slice(first, middle),
        ...all.slice(last),
      ];
    }
    case 'splice': {
      const other = (seeds[mutation.seed % seeds.length] ?? '').split('\n');
      const from = scaled(mutation.from, other.length);
      return [...all.slice(0, at), ...other.slice(from, from + mutation.lines), ...all.slice(at)];
    }
    case 'indent': {
      const { by } = mutation;
      const moved = block.map((line) => (by < 0 ? line.slice(-by) : ' '.repeat(by) + line));
      return [...all.slice(0, at), ...moved, ...all.slice(end)];
    }
  }
}
