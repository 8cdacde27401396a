/** The calls about finding, as a window makes them, on a library of the sample crashes. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../../shared/no-filter.ts';
import { MOST_VIEWS } from '../../../electron/store/views.ts';
import { openLibrary, SAMPLES } from '../../fixtures/library.ts';
import type { OpenLibrary } from '../../fixtures/library.ts';
import { valueOf } from '../../fixtures/results.ts';

async function withSamples(): Promise<OpenLibrary> {
  const library = await openLibrary();
  valueOf(
    await library.api['import.paths']({ job: 'import', paths: [join(SAMPLES, 'dSYMs'), join(SAMPLES, 'reports')] }),
  );
  return library;
}

describe('facets', () => {
  it('count the crashes that a page then has', async () => {
    const { api } = await withSamples();
    const { systems, devices } = valueOf(await api['inbox.facets']({ filter: { status: 'all' } }));
    expect(systems.length).toBeGreaterThan(0);
    for (const { value, count } of systems) {
      const page = valueOf(await api['inbox.page']({ filter: { status: 'all', systems: [value] } }));
      expect(page.crashes).toBe(count);
    }
    for (const { value, count } of devices) {
      const page = valueOf(await api['inbox.page']({ filter: { status: 'all', devices: [value] } }));
      expect(page.crashes).toBe(count);
    }
  });
});

describe('a search', () => {
  it('finds the names that dSYMs gave, and shows where', async () => {
    const { api } = await withSamples();
    const [row] = valueOf(await api['inbox.page']({ filter: { status: 'all' }, sort: 'count' })).rows;
    const report = valueOf(await api['signature.detail']({ id: row?.id ?? '' })).newestReport;
    const { threads } = valueOf(await api['report.detail']({ id: report })).report;
    const frames = threads.filter(({ triggered }) => triggered).flatMap((thread) => thread.frames);
    const named = frames.map(({ symbol }) => symbol ?? '');
    const symbol = named.find((name) => name.length > 12) ?? '';
    expect(symbol).not.toBe('');
    const part = symbol.slice(2).split(' ')[0]?.slice(0, 8).toUpperCase() ?? '';
    const found = valueOf(await api['inbox.page']({ filter: { status: 'all', search: part } }));
    expect(found.rows.map(({ id }) => id)).toContain(row?.id);
    const { total, matches } = valueOf(await api['signature.matches']({ id: row?.id ?? '', search: part }));
    expect(total).toBeGreaterThan(0);
    for (const { text, ranges } of matches) {
      for (const [from, to] of ranges) expect(text.slice(from, to).toUpperCase()).toBe(part);
    }
  });

  it('says so where the signature is gone', async () => {
    const { api } = await openLibrary();
    const reply = await api['signature.matches']({ id: 'sig1-gone', search: 'x' });
    expect(!reply.ok && reply.fault.kind).toBe('not-found');
  });
});

describe('saved views', () => {
  it('are kept, renamed and deleted', async () => {
    const { api } = await withSamples();
    const filter = { ...NO_FILTER, status: 'all' as const };
    const [view] = valueOf(await api['views.save']({ id: null, name: ' Everything ', filter, sort: 'count' }));
    const total = valueOf(await api['inbox.page']({ filter })).total;
    expect(view).toMatchObject({ name: 'Everything', filter, sort: 'count', count: total });
    const id = view?.id ?? '';
    const renamed = valueOf(await api['views.save']({ id, name: 'All', filter, sort: 'count' }));
    expect(renamed.map(({ id, name }) => [id, name])).toEqual([[id, 'All']]);
    expect(valueOf(await api['views.list']({}))).toEqual(renamed);
    expect(valueOf(await api['views.delete']({ id }))).toEqual([]);
  });

  it('come to an end', async () => {
    const { api } = await openLibrary();
    const save = (id: string | null) => api['views.save']({ id, name: 'One more', filter: NO_FILTER });
    for (let kept = 0; kept < MOST_VIEWS; kept += 1) valueOf(await save(null));
    const reply = await save(null);
    expect(!reply.ok && reply.fault.message).toContain(`${MOST_VIEWS} saved views`);
    const [first] = valueOf(await api['views.list']({}));
    expect((await save(first?.id ?? '')).ok).toBe(true);
  });

  it('keep the id that they are given', async () => {
    const { api } = await openLibrary();
    valueOf(await api['views.save']({ id: 'mine', name: 'Mine', filter: NO_FILTER }));
    expect(valueOf(await api['views.list']({})).map(({ id }) => id)).toEqual(['mine']);
  });
});
