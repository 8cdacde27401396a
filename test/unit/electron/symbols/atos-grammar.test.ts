import { describe, expect, it } from 'vitest';

import { answerOf, formatAtosLine, parseAtosLine, splitBlocks } from '../../../../electron/symbols/atos-grammar.ts';

const NOTHING = { symbol: null, image: null, file: null, line: null, offset: null };

describe('a line of atos', () => {
  it.each([
    ['main (in Harbor) (main.c:17)', { symbol: 'main', image: 'Harbor', file: 'main.c', line: 17 }],
    [
      'main (in Harbor) (/build/my app (old)/main.c:17)',
      { symbol: 'main', image: 'Harbor', file: '/build/my app (old)/main.c', line: 17 },
    ],
    ['main (in Harbor) + 15', { symbol: 'main', image: 'Harbor', offset: 15n }],
    ['main (in Harbor) + 0x1fe', { symbol: 'main', image: 'Harbor', offset: 0x1fen }],
    ['main (in Harbor)', { symbol: 'main', image: 'Harbor' }],
    [
      '-[Lantern burn:withWick:] (in Harbor) (Lantern.m:24)',
      { symbol: '-[Lantern burn:withWick:]', image: 'Harbor', file: 'Lantern.m', line: 24 },
    ],
    [
      '(anonymous namespace)::f(int (*)(int)) (in Harbor) (f.cpp:3)',
      { symbol: '(anonymous namespace)::f(int (*)(int))', image: 'Harbor', file: 'f.cpp', line: 3 },
    ],
    [
      'closure #1 in View.body.getter (in Harbor Beta (2)) (View.swift:9)',
      { symbol: 'closure #1 in View.body.getter', image: 'Harbor Beta (2)', file: 'View.swift', line: 9 },
    ],
    ['find (in haystack) (in Harbor) + 4', { symbol: 'find (in haystack)', image: 'Harbor', offset: 4n }],
    ['thunk (in Harbor) (<compiler-generated>:0)', { symbol: 'thunk', image: 'Harbor', file: '<compiler-generated>' }],
    ['0xdead (in Harbor) + 15', { image: 'Harbor', offset: 15n }],
    ['0xdead (in Harbor)', { image: 'Harbor' }],
    ['0xdead', {}],
  ])('is read: %s', (text, expected) => {
    expect(parseAtosLine(text)).toEqual({ ...NOTHING, ...expected });
  });

  it.each(['main (in Harbor) (main.c:17)', 'main (in Harbor) + 15', '0xdead (in Harbor)', '0xdead'])(
    'is written as it was read: %s',
    (text) => {
      expect(formatAtosLine(parseAtosLine(text), '0xdead')).toBe(text);
    },
  );
});

describe('the answer to one address', () => {
  const output = 'inner (in H) (a.h:1)\nouter (in H) (a.c:2)\n\n0xdead\n\nstart (in H) + 8\n\n';

  it('is a block that ends in an empty line', () => {
    expect(splitBlocks(output)).toEqual([
      ['inner (in H) (a.h:1)', 'outer (in H) (a.c:2)'],
      ['0xdead'],
      ['start (in H) + 8'],
    ]);
    expect(splitBlocks(output.replaceAll('\n', '\r\n'))).toHaveLength(3);
    expect(splitBlocks('')).toEqual([]);
  });

  it('has a frame for each line, or is none', () => {
    expect(splitBlocks(output).map(answerOf)).toEqual([
      {
        kind: 'found',
        frames: [
          { name: 'inner', file: 'a.h', line: 1, column: null },
          { name: 'outer', file: 'a.c', line: 2, column: null },
        ],
        symbolOffset: null,
      },
      { kind: 'none' },
      { kind: 'found', frames: [{ name: 'start', file: null, line: null, column: null }], symbolOffset: 8n },
    ]);
  });
});
