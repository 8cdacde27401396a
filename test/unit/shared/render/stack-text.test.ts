import { describe, expect, it } from 'vitest';
import { toJson } from '../../../../shared/render/json.ts';
import { frameToText, stackToText } from '../../../../shared/render/stack-text.ts';
import { ips, read } from '../formats/harbor.ts';

const at = { imageIndex: 0, imageOffset: 64 };
const frames = [
  { ...at, symbol: 'inner()', sourceFile: '/src/Map.swift', sourceLine: 7, inline: true },
  { ...at, symbol: 'outer()', symbolLocation: 12, sourceFile: 'Map.swift', sourceLine: 40 },
  { imageIndex: 0, imageOffset: 16_384 },
  { imageIndex: 9, imageOffset: 5 },
  ...Array.from({ length: 7 }, (_, line) => ({ imageIndex: 1, imageOffset: line, symbol: 'start' })),
];

describe('a stack as plain text', () => {
  const json = toJson(read(ips({ threads: [{ frames }] }))).threads[0]?.frames ?? [];

  it('is aligned and names functions, or places without one', () => {
    expect(stackToText(json).split('\n').slice(0, 5)).toEqual([
      '0   Harbor  inner() (Map.swift:7) [inlined]',
      '1   Harbor  outer() + 12 (Map.swift:40)',
      '2   Harbor  0x102784000 (Harbor + 0x4000)',
      '3   ???     0x5',
      '4   dyld    start',
    ]);
  });

  it('has one line for each frame', () => {
    expect(stackToText(json).split('\n')).toHaveLength(frames.length);
    expect(stackToText([])).toBe('');
  });

  it('of one frame is that frame’s line without columns', () => {
    expect(json.slice(1, 3).map(frameToText)).toEqual([
      '1  Harbor  outer() + 12 (Map.swift:40)',
      '2  Harbor  0x102784000 (Harbor + 0x4000)',
    ]);
  });
});
