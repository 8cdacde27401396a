import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../../../shared/signature/normalise.ts';
import { titleOf } from '../../../../shared/signature/title.ts';

const word = fc.stringMatching(/^[a-z]{3,8}$/);
const swift = fc.tuple(word, word, word).map(([owner, name, label]) => `T${owner}.${name}(${label}:)`);
const cxx = fc.tuple(word, word).map(([space, name]) => `${space}::${name}(int) const`);

const prefixes = fc.array(
  fc.constantFrom(
    'partial apply for ',
    'specialized ',
    'merged ',
    '@objc ',
    '(1) suspend resume partial function for ',
  ),
  { maxLength: 5 },
);
const suffixes = fc.array(fc.constantFrom(' [inlined]', ' (.cold.1)', ' (.llvm.1234)', ' (.resume.0)', '.cold.12'), {
  maxLength: 5,
});

/** Generic arguments of any depth, brackets and arrows in them balanced. */
const { generics } = fc.letrec<{ generics: string; argument: string }>((tie) => ({
  generics: fc.array(tie('argument'), { minLength: 1, maxLength: 3 }).map((list) => `<${list.join(', ')}>`),
  argument: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc.tuple(word, tie('generics')).map(([name, inner]) => `${name}${inner}`),
    word.map((name) => `(${name}) -> ${name}`),
  ),
}));

describe('normalise', () => {
  it('takes off whatever compilers put around a name, in any number', () => {
    fc.assert(
      fc.property(prefixes, swift, suffixes, (before, name, after) => {
        expect(normalise(`${before.join('')}${name}${after.join('')}`)).toBe(name);
      }),
    );
  });

  it('takes generic arguments out of any place of a name', () => {
    fc.assert(
      fc.property(word, generics, word, generics, (owner, one, name, other) => {
        expect(normalise(`${owner}${one}::${name}${other}(int)`)).toBe(`${owner}::${name}(int)`);
        expect(normalise(`T${owner}${one}.${name}${other}(by:)`)).toBe(`T${owner}.${name}(by:)`);
      }),
    );
  });

  it('leaves names alone in which nothing changes', () => {
    fc.assert(
      fc.property(fc.oneof(swift, cxx), (name) => {
        expect(normalise(name)).toBe(name);
      }),
    );
  });

  it('is bounded in length, and so is a title, whatever the name', () => {
    const part = fc.constantFrom(
      '<',
      '>',
      '(',
      ')',
      '::',
      '.',
      ' in ',
      'closure #1 in ',
      'operator<',
      '->',
      'a',
      '-[',
      ']',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), fc.integer({ min: 1, max: 400 }), (parts, times) => {
        const name = parts.join('').repeat(times);
        expect(normalise(name).length).toBeLessThanOrEqual(4096 + 16);
        expect(titleOf(name, 'Harbor').length).toBeLessThanOrEqual(100);
      }),
      { numRuns: 50 },
    );
  });
});
