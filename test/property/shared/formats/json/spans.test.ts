import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { skipSpace, spansOf, valueEnd } from '../../../../../shared/formats/json/spans.ts';

const key = fc.stringMatching(/^[\w {}[\],:é]{0,12}$/);
const { value } = fc.letrec<{ value: unknown; object: Record<string, unknown>; list: unknown[] }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    tie('object'),
    tie('list'),
  ),
  object: fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  list: fc.array(tie('value'), { maxLength: 5 }),
}));
const indent = fc.constantFrom(0, 1, 4);

describe('spans of JSON', () => {
  it('are the text of each member', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value), indent, (object, spaces) => {
        const text = JSON.stringify(object, null, spaces);
        const members = spansOf(text, 0).map(({ key: name, start, end }): readonly [string, unknown] => [
          name ?? '',
          JSON.parse(text.slice(start, end)),
        ]);
        expect(Object.fromEntries(members)).toEqual(JSON.parse(text));
        expect(valueEnd(text, 0)).toBe(text.length);
      }),
    );
  });

  it('are the text of each item, in order', () => {
    fc.assert(
      fc.property(fc.array(value), indent, (list, spaces) => {
        const text = ` ${JSON.stringify(list, null, spaces)} {}`;
        const items: unknown[] = spansOf(text, 1).map(({ start, end }): unknown => JSON.parse(text.slice(start, end)));
        expect(items).toEqual(JSON.parse(JSON.stringify(list)));
        expect(text.slice(skipSpace(text, valueEnd(text, 1)))).toBe('{}');
      }),
    );
  });

  it('end with the text, whatever was done to it', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value), fc.nat(), fc.string(), (object, at, junk) => {
        const whole = JSON.stringify(object);
        const text = `{${whole.slice(1, 1 + (at % whole.length))}${junk}`;
        let last = 0;
        for (const { start, end } of spansOf(text, 0)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });
});
