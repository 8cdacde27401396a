import { describe, expect, it } from 'vitest';
import { createLoopGuard, nextOf, totalOf } from '../../../../electron/appstore/paging.ts';

const BASE = 'https://api.appstoreconnect.apple.com';

describe('the guard against lists that go round', () => {
  it('knows an address again in another order, relative, or with other escapes', () => {
    const guard = createLoopGuard(BASE);
    expect(guard.isNew(`${BASE}/v1/apps?limit=2&filter%5Bid%5D=1,2`)).toBe(true);
    expect(guard.isNew(`${BASE}/v1/apps?filter[id]=1%2C2&limit=2`)).toBe(false);
    expect(guard.isNew('/v1/apps?filter[id]=1,2&limit=2')).toBe(false);
    expect(guard.isNew('/v1/apps?filter[id]=1,2&limit=2&cursor=a')).toBe(true);
  });

  it('lets a list that is always new have ten thousand pages', () => {
    const guard = createLoopGuard(BASE);
    let pages = 0;
    while (guard.isNew(`/v1/apps?cursor=${pages}`)) pages += 1;
    expect(pages).toBe(10_000);
  });
});

describe('links and counts of a page', () => {
  it.each([
    [{ links: { next: 'https://a.example/?cursor=1' } }, 'https://a.example/?cursor=1'],
    [{ links: { next: '' } }, null],
    [{ links: { next: 7 } }, null],
    [{ links: [] }, null],
    [null, null],
  ])('next of %j is %s', (document, next) => {
    expect(nextOf(document)).toBe(next);
  });

  it.each([
    [{ meta: { paging: { total: 430, limit: 200 } } }, 430],
    [{ meta: { paging: { limit: 200 } } }, null],
    [{ meta: { paging: { total: -1 } } }, null],
    [{ meta: { paging: { total: '430' } } }, null],
    [[], null],
  ])('total of %j is %s', (document, total) => {
    expect(totalOf(document)).toBe(total);
  });
});
