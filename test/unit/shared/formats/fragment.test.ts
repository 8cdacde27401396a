import { describe, expect, it } from 'vitest';
import { flatten } from '../../../../shared/report/frames.ts';
import { toText } from '../../../../shared/render/text.ts';
import { containing, IOS_IMAGES, read, refuse } from './harbor.ts';

const FRAMES = [
  '0   libsystem_kernel.dylib        	0x00000001c0010414 __pthread_kill + 8',
  '1   Harbor                        	0x0000000102784000 0x102780000 + 16384',
  '2   Harbor                        	0x0000000102784100 Map.draw(_:) + 64 (Map.swift:40)',
];

function names(text: string, thread = 0): readonly (string | null)[] {
  return flatten(read(text).threads[thread]?.frames ?? []).map(({ symbol }) => symbol);
}

describe('a pasted stack', () => {
  it('is a crash of one thread, of which no more is known', () => {
    const report = read(FRAMES.join('\n'));
    expect(report).toMatchObject({ kind: 'crash', format: 'fragment', crashedThread: 0, images: [], body: null });
    expect(names(FRAMES.join('\n'))).toEqual(['__pthread_kill', null, 'Map.draw(_:)']);
    expect(report.warnings).toContainEqual({ message: containing('Only a part of a report'), line: null });
  });

  it('puts its frames into the images that were pasted with it, with or without a heading', () => {
    for (const images of [
      ['', ...IOS_IMAGES],
      ['', 'Binary Images:', ...IOS_IMAGES],
    ]) {
      const report = read([...FRAMES, ...images].join('\n'));
      expect(report.images).toHaveLength(2);
      expect(report.threads[0]?.frames[1]).toMatchObject({ image: 0, imageOffset: 16_384n, status: 'missing-dsym' });
    }
  });

  it('keeps the number of the thread where the heading was pasted too', () => {
    const report = read(['Thread 7 Crashed:', ...FRAMES.slice(0, 2)].join('\n'));
    expect(report.threads).toMatchObject([{ index: 7, triggered: true }]);
  });

  it('is read out of a quotation and out of a block of code', () => {
    expect(names(['It crashes:', '```', ...FRAMES, '```'].join('\n'))).toHaveLength(3);
    expect(names(FRAMES.map((line) => `> ${line}`).join('\n'))).toHaveLength(3);
  });

  it('begins a new thread where the numbers begin anew', () => {
    const report = read([...FRAMES, '', ...FRAMES.slice(0, 2)].join('\n'));
    expect(report.threads.map(({ index, triggered, frames }) => [index, triggered, frames.length])).toEqual([
      [0, true, 3],
      [1, false, 2],
    ]);
  });

  it('reads what the runtime prints of an exception', () => {
    const report = read(
      [
        "*** Terminating app due to uncaught exception 'NSRangeException', reason: 'index 7 beyond bounds'",
        '*** First throw call stack:',
        '(',
        ...FRAMES,
        ')',
      ].join('\n'),
    );
    expect(report.lastException).toHaveLength(3);
    expect(report.appInformation).toMatchObject([{ messages: [containing('NSRangeException')] }]);
  });

  it('becomes a report’s text, which is read back', () => {
    const text = toText(read([...FRAMES, ...IOS_IMAGES].join('\n')));
    expect(toText(read(text))).toBe(text);
    expect(names(text)).toEqual(['__pthread_kill', null, 'Map.draw(_:)']);
  });

  it.each([
    ['a list', '1  Milk\n2  Bread\n3  Butter'],
    ['one frame in a letter', `I see this line:\n${FRAMES[1]}\nWhat is it?`],
    ['numbers without images', '0  0x00000001c0010414\n1  0x00000001c0010415\n2  0x00000001c0010416'],
    ['a table of registers', '0 a 0x1\n1 b 0x2\n2 c 0x3'],
  ])('is not seen in %s', (_, text) => {
    expect(refuse(text).kind).toBe('not-a-report');
  });
});
