import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { align } from '../../../../../renderer/panes/triage/align.ts';

const stack = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 12 });

function lines(left: string, right: string): readonly string[] {
  const of = (text: string, at: number | null): string => (at === null ? '-' : text.charAt(at));
  return align(left.split(''), right.split('')).map(
    (line) => `${of(left, line.left)}${line.same ? '=' : ' '}${of(right, line.right)}`,
  );
}

/** The longest common subsequence by trying everything: slow, and plainly right. */
function longest(left: readonly string[], right: readonly string[]): number {
  const [a, ...restLeft] = left;
  const [b, ...restRight] = right;
  if (a === undefined || b === undefined) return 0;
  if (a === b) return 1 + longest(restLeft, restRight);
  return Math.max(longest(restLeft, right), longest(left, restRight));
}

describe('two stacks side by side', () => {
  it('put frames that are the same in one line, and what differs between them beside it', () => {
    expect(lines('abcd', 'axcd')).toEqual(['a=a', 'b x', 'c=c', 'd=d']);
    expect(lines('abc', 'c')).toEqual(['a -', 'b -', 'c=c']);
    expect(lines('ab', 'xyz')).toEqual(['a x', 'b y', '- z']);
    expect(lines('', '')).toEqual([]);
  });

  it('show every frame of both once, in its order', () => {
    fc.assert(
      fc.property(stack, stack, (left, right) => {
        const all = align(left, right);
        expect(all.flatMap((line) => line.left ?? [])).toEqual([...left.keys()]);
        expect(all.flatMap((line) => line.right ?? [])).toEqual([...right.keys()]);
      }),
    );
  });

  it('pair only what is the same, and as much of it as can be', () => {
    fc.assert(
      fc.property(stack, stack, (left, right) => {
        const same = align(left, right).filter((line) => line.same);
        for (const line of same) expect(left[line.left ?? -1]).toBe(right[line.right ?? -1]);
        expect(same.length).toBe(longest(left, right));
      }),
      { numRuns: 60 },
    );
  });

  it('are bounded however deep a recursion was', () => {
    const deep = Array.from({ length: 20_000 }, () => 'recurse');
    expect(align(deep, deep).length).toBeLessThanOrEqual(400);
  });
});
