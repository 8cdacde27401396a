import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../shared/formats/index.ts';
import { toJson } from '../../../../shared/render/json.ts';
import { toMarkdown } from '../../../../shared/render/markdown.ts';
import { toText } from '../../../../shared/render/text.ts';
import { body, header, ips, iosText } from '../../../unit/shared/formats/harbor.ts';

const STACKS = [
  'Last Exception Backtrace:',
  '(0x102784000 0x102784100)',
  'Thread 0 name:  main  Dispatch queue: com.apple.main-thread',
  'Thread 0 Crashed:',
  '0   Harbor   0x0000000102784000 inner() (Map.swift:4) [inlined]',
  '1   Harbor   0x0000000102784000 outer() + 8 (Map.swift:9)',
  '2   dyld   0x00000001c0000010 0x1c0000000 + 16',
  '',
  'Thread 0 crashed with ARM Thread State (64-bit):',
  '    x0: 0x0000000000000001   x1: 0xffffffffffffffff',
];
const TEXT = iosText(['Termination Reason: SIGNAL 6 Abort trap: 6', 'Triggered by Thread:  0'], STACKS);
const SEEDS = [
  ips(),
  TEXT,
  `${JSON.stringify({ ...header, bug_type: '109' })}\n${TEXT}`,
  `${TEXT}\nFull Report\n${ips()}`,
];

/** Reads a text and writes the report in every way; the text of it must be readable again. */
function use(text: string): void {
  const result = readReport(text);
  if (!result.ok) {
    expect(['not-a-report', 'unreadable-report']).toContain(result.fault.kind);
    return;
  }
  JSON.stringify(toJson(result.value));
  toMarkdown(result.value);
  readReport(toText(result.value));
}

/** A real report with some of its text cut out, doubled or replaced. */
const damaged = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(
      fc.tuple(fc.nat(20_000), fc.nat(400), fc.oneof(fc.string(), fc.constantFrom('{', '"', '\n', '0x', '((((', ',,'))),
      {
        maxLength: 6,
      },
    ),
  )
  .map(([seed, cuts]) =>
    cuts.reduce((text, [at, length, put]) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + put + text.slice(from + length);
    }, seed),
  );

describe('hostile text', () => {
  it('of any kind is never thrown at', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json()), use), { numRuns: 500 });
  });

  it('made of damaged reports is never thrown at', () => {
    fc.assert(fc.property(damaged, use), { numRuns: 1500 });
  });

  it('made of reports cut off anywhere is never thrown at', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SEEDS), fc.nat(), (seed, at) => use(seed.slice(0, at % seed.length))),
      { numRuns: 1000 },
    );
  });

  it('with values of any type under every key is never thrown at', () => {
    const key = fc.constantFrom(
      ...Object.keys(body),
      'asi',
      'lastExceptionBacktrace',
      'asiBacktraces',
      'ktriageinfo',
      'threadState',
    );
    const deep = fc.constantFrom(
      'frames',
      'threadState',
      'imageOffset',
      'imageIndex',
      'symbol',
      'base',
      'size',
      'codes',
      'x',
    );
    const few = { maxLength: 3, maxKeys: 3, depthSize: 'small', maxDepth: 4 } as const;
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        few,
        fc.jsonValue({ maxDepth: 1 }),
        fc.array(tie('value'), few),
        fc.dictionary(deep, tie('value'), few),
      ),
    }));
    fc.assert(
      fc.property(
        fc.dictionary(key, value),
        fc.dictionary(fc.constantFrom(...Object.keys(header)), value),
        (some, head) => use(ips(some, { ...head, bug_type: '309' })),
      ),
      { numRuns: 1000 },
    );
  });
});

describe('64-bit integers', () => {
  it('keep every digit, wherever they stand', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), { minLength: 1 }),
        fc.boolean(),
        (codes, wide) => {
          const gap = wide ? ' \n ' : '';
          const text = ips({ exception: { type: 'EXC_CRASH', rawCodes: ['CODES'] } }).replace(
            '"CODES"',
            codes.map((code) => `${gap}${code}${gap}`).join(','),
          );
          const result = readReport(text);
          expect(result.ok && result.value.exception?.rawCodes).toEqual(codes.map((code) => BigInt.asUintN(64, code)));
        },
      ),
    );
  });
});

/** Text of about that many characters, in shapes that make careless patterns slow. */
const SHAPES: readonly (readonly [name: string, make: (size: number) => string])[] = [
  ['one long line in a stack', (size) => iosText([], ['Thread 0:', `0   Harbor   0x102784000 ${'a'.repeat(size)}`])],
  [
    'opening brackets in a name',
    (size) => iosText([], ['Thread 0:', `0   Harbor   0x102784000 ${' (in '.repeat(size / 5)}`]),
  ],
  ['closing brackets in a name', (size) => iosText([], ['Thread 0:', `0   Harbor   0x102784000 ${')'.repeat(size)}`])],
  [
    'libraries in brackets',
    (size) => iosText([], ['Thread 0:', `0   Harbor   0x102784000 f${' (in L)'.repeat(size / 7)}`]),
  ],
  [
    'columns of addresses',
    (size) => iosText([], ['Thread 0:', `0   ${'0x 0x12345678901234567890 '.repeat(size / 26)}`]),
  ],
  [
    'a long list of addresses',
    (size) => iosText([], ['Last Exception Backtrace:', `(${'0x102784000 '.repeat(size / 12)})`]),
  ],
  ['spaces everywhere', (size) => iosText([' '.repeat(size)], ['Thread 0:', `0${' '.repeat(size)}x`])],
  ['colons in the head', (size) => iosText([`A${':'.repeat(size)}`, `${'Ab '.repeat(size / 3)}:`], ['Thread 0:'])],
  ['many labels', (size) => iosText(['Some Label: value\n'.repeat(size / 18)], ['Thread 0:'])],
  ['many threads', (size) => iosText([], [Array.from({ length: size / 12 }, (_, at) => `Thread ${at}:`).join('\n')])],
  [
    'an image with a long name',
    (size) => iosText([], ['Thread 0:'], [`0x1 - 0x2 ${'a ('.repeat(size / 3)} <${'1'.repeat(size)}>`]),
  ],
  [
    'overlapping images',
    (size) => iosText([], ['Thread 0:', '0   X   0x9 f'], ['0x1 - 0xf A <> /A\n'.repeat(size / 18)]),
  ],
  [
    'registers',
    (size) =>
      iosText(
        [],
        ['Thread 0:', 'Thread 0 crashed with X86 Thread State:', 'a'.repeat(size), 'rax: 0x0 '.repeat(size / 9)],
      ),
  ],
  ['JSON nested deeply', (size) => `{"bug_type":"309"}\n{"threads":${'['.repeat(size)}`],
  ['JSON objects nested deeply', (size) => `{"bug_type":"309"}\n${'{"threads":'.repeat(size / 11)}`],
  ['digits', (size) => `{"bug_type":"309"}\n{"pid":${'1'.repeat(size)}}`],
  [
    'digits and spaces',
    (size) => `{"bug_type":"309"}\n{"pid":[${`${' '.repeat(999)}1234567890123456x`.repeat(size / 1016)}]}`,
  ],
  ['comments', (size) => `{"bug_type":"309"}\n{${'/**/'.repeat(size / 4)}"pid":1,"procName":"Harbor"} //`],
  ['a string without an end', (size) => `{"bug_type":"309"}\n{"procName":"${'\\u00'.repeat(size / 4)}`],
  [
    'many keys',
    (size) =>
      ips({
        threads: [
          { threadState: Object.fromEntries(Array.from({ length: size / 20 }, (_, at) => [`r${at}`, { value: at }])) },
        ],
      }),
  ],
  [
    'inlined frames',
    (size) =>
      ips({
        threads: [
          {
            frames: Array.from({ length: size / 60 }, () => ({
              imageIndex: 0,
              imageOffset: 1,
              inline: true,
              symbol: 'f',
            })),
          },
        ],
      }),
  ],
  ['empty lines', (size) => `${TEXT}${'\n'.repeat(size)}`],
  ['line ends of all kinds', (size) => `${TEXT}${'\r\n\r'.repeat(size / 3)}`],
];

describe('time', () => {
  it.each(SHAPES)('grows no faster than the text: %s', (_name, make) => {
    const seconds = (size: number): number => {
      const text = make(size);
      const start = performance.now();
      use(text);
      return (performance.now() - start) / 1000;
    };
    seconds(10_000);
    const small = seconds(100_000);
    // Quadratic time would be 16 times as long, each time; a pause of the machine costs one try.
    const isLinear = (): boolean => seconds(400_000) < 8 * small + 0.5;
    expect(isLinear() || isLinear() || isLinear()).toBe(true);
  });
});
