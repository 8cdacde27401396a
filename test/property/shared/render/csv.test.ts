/** CSV is read back as it was written by a parser after RFC 4180, and no cell begins like a formula. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, neutralised } from '../../../../shared/render/csv.ts';
import { parseCsv } from '../../../fixtures/csv.ts';

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '=', '+', '-', '@', "'", 'a', ' ') }),
);

describe('CSV', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (rows) => {
        const text = rows.map(csvLine).join('');
        expect(parseCsv(text)).toEqual(rows.map((row) => row.map(neutralised)));
      }),
    );
  });

  it('never gives a spreadsheet a formula', () => {
    fc.assert(
      fc.property(fc.constantFrom('=', '+', '-', '@', '\t=', '＝', ' =', '\r='), cell, (sign, rest) => {
        const [[first = ''] = []] = parseCsv(csvLine([`${sign}${rest}`, '']));
        expect(first.startsWith("'")).toBe(true);
        expect(first.slice(1)).toBe(`${sign}${rest}`);
      }),
    );
  });

  it('writes numbers as numbers, and nothing for null', () => {
    expect(csvLine([-1, null, 0.5, ''])).toBe('-1,,0.5,\r\n');
  });
});
