import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeAnswer, encodeAnswer } from '../../../../electron/inbox/answers.ts';
import type { Answer } from '../../../../electron/symbols/engine.ts';

const number = fc.option(fc.nat());
const frame = fc.record({ name: fc.string(), file: fc.option(fc.string()), line: number, column: number });
const found: fc.Arbitrary<Answer> = fc.record({
  kind: fc.constant('found' as const),
  frames: fc.array(frame, { minLength: 1, maxLength: 5 }),
  symbolOffset: fc.oneof(
    fc.constant(null),
    fc.nat().map((low) => (1n << 63n) + BigInt(low)),
  ),
});

it('gives back what was kept', () => {
  fc.assert(
    fc.property(found, (answer) => {
      expect(decodeAnswer(encodeAnswer(answer) ?? '')).toEqual(answer);
    }),
  );
});

it('does not keep what may be different tomorrow', () => {
  const fault = { kind: 'malformed-dwarf', message: 'damaged' } as const;
  expect(encodeAnswer({ kind: 'none' })).toBeNull();
  expect(encodeAnswer({ kind: 'found', frames: [], symbolOffset: null, fault })).toBeNull();
});

it.each(['', 'null', '{}', '[1]', '{"frames":[[1,2,3,4]],"offset":null}', '{"frames":7'])(
  'takes %j for no answer',
  (text) => {
    expect(decodeAnswer(text)).toBeNull();
  },
);
