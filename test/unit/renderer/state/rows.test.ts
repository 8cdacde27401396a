import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE, missingPages, positionOf, withRow } from '../../../../renderer/state/listing.ts';
import { fromPages, withPage, without } from '../../../../renderer/state/rows.ts';
import { row } from '../host.ts';

const all = Array.from({ length: 1234 }, (_, at) => row({ id: `s${at}`, count: 2 }));

function pageAt(offset: number): Parameters<typeof withPage>[1] {
  return { total: all.length, crashes: all.length * 2, kind: 'crash', offset, rows: all.slice(offset, offset + PAGE) };
}

describe('a window on a long list', () => {
  it('asks for exactly the pages that a range lacks', () => {
    const rows = fromPages([pageAt(0), pageAt(300)]);
    expect(missingPages(rows, { first: 0, last: 99 })).toEqual([]);
    expect(missingPages(rows, { first: 95, last: 310 })).toEqual([100, 200]);
    expect(missingPages(rows, { first: 1150, last: 5000 })).toEqual([1100, 1200]);
  });

  it('has every row of a range once its missing pages came, wherever one scrolls', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: all.length - 1 }), { minLength: 1, maxLength: 30 }), (visited) => {
        let rows = fromPages([pageAt(0)]);
        for (const first of visited) {
          const range = { first, last: Math.min(first + 20, all.length - 1) };
          for (const offset of missingPages(rows, range)) rows = withPage(rows, pageAt(offset), null);
          for (let at = range.first; at <= range.last; at += 1) expect(rows.at.get(at)?.id).toBe(`s${at}`);
        }
      }),
    );
  });

  it('forgets what is far away, but never the selected row', () => {
    const big = { ...pageAt(0), total: 100_000 };
    const far = { ...big, offset: 50_000 };
    const rows = withPage(fromPages([big]), far, 7);
    expect(rows.at.get(7)?.id).toBe('s7');
    expect(rows.at.has(8)).toBe(false);
    expect(rows.at.has(50_099)).toBe(true);
  });

  it('closes the gap when a row leaves', () => {
    const before = fromPages([pageAt(0)]);
    const after = without(before, new Set(['s3']));
    expect(after.total).toBe(before.total - 1);
    expect(after.crashes).toBe(before.crashes - 2);
    expect([2, 3, 4].map((at) => after.at.get(at)?.id)).toEqual(['s2', 's4', 's5']);
    expect(positionOf(after, 's3')).toBeNull();
  });

  it('stays as it is when an unknown row leaves or changes', () => {
    const rows = fromPages([pageAt(0)]);
    expect(without(rows, new Set(['nobody']))).toEqual(rows);
    expect(withRow(rows, row({ id: 'nobody' }))).toBe(rows);
  });

  it('changes a row where it stands', () => {
    const rows = withRow(fromPages([pageAt(0)]), row({ id: 's5', title: 'Named now' }));
    expect(rows.at.get(5)?.title).toBe('Named now');
  });
});
