import { describe, expect, it } from 'vitest';
import { DAY } from '../../../../electron/store/sums.ts';
import { withNews } from '../../../../electron/inbox/news.ts';
import { openLibrary } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { addAll, makeFacts, makeGrouping, NOON } from '../../../fixtures/store.ts';

const open = (): Promise<OpenLibrary> => openLibrary(undefined, { clock: () => NOON });

/** Adds a crash as what comes by itself does. */
async function arrive(
  { services: { library } }: OpenLibrary,
  signature: string,
  crashedAt: number | null,
  arrival: 'import' | 'live',
): Promise<void> {
  await withNews(library, arrival, () => {
    addAll(library.database, [[makeFacts(`${signature} ${crashedAt}`, { crashedAt }), makeGrouping(signature)]]);
    return Promise.resolve([signature]);
  });
}

describe('news', () => {
  it('are signatures that were met for the first time, once', async () => {
    const library = await open();
    await arrive(library, 'moor', NOON - DAY, 'live');
    await arrive(library, 'moor', NOON, 'live');
    expect(library.pushed['inbox.news']).toEqual([{ fresh: ['moor'], regressed: [], quiet: false }]);
  });

  it('are quiet for old files that are imported, and told for crashes of today', async () => {
    const library = await open();
    await arrive(library, 'old', NOON - 30 * DAY, 'import');
    await arrive(library, 'undated', null, 'import');
    await arrive(library, 'today', NOON - 3600_000, 'import');
    expect(library.pushed['inbox.news']).toEqual([
      { fresh: ['old'], regressed: [], quiet: true },
      { fresh: ['undated'], regressed: [], quiet: true },
      { fresh: ['today'], regressed: [], quiet: false },
    ]);
  });

  it('are quiet for the months that a first synchronisation brings', async () => {
    const library = await open();
    await arrive(library, 'recent', NOON - 3 * DAY, 'live');
    await arrive(library, 'old', NOON - 90 * DAY, 'live');
    expect(library.pushed['inbox.news'].map(({ quiet }) => quiet)).toEqual([false, true]);
  });

  it('are also what came back after its fix', async () => {
    const library = await open();
    const { database } = library.services.library;
    await arrive(library, 'moor', NOON - DAY, 'live');
    await withNews(library.services.library, 'live', () => {
      database.run("UPDATE signatures SET regressed = 1, last_seen = ? WHERE id = 'moor'", NOON);
      return Promise.resolve(['moor']);
    });
    expect(library.pushed['inbox.news'].at(-1)).toEqual({ fresh: [], regressed: ['moor'], quiet: false });
  });

  it('come of an import, and have words', async () => {
    const library = await open();
    await library.api['import.text']({
      job: 'paste',
      text: buildIps({ crashedAt: '2026-06-01 10:00:00.0000 +0000' }),
    });
    const [news] = library.pushed['inbox.news'];
    expect(news).toMatchObject({ fresh: [expect.any(String)], quiet: false });
    const words = valueOf(await library.api['news.words']({ fresh: [...(news?.fresh ?? [])], regressed: [] }));
    expect(words).toMatchObject({ title: '1 new crash in Pier', signature: news?.fresh[0] });
    expect(valueOf(await library.api['news.words']({ fresh: ['gone'], regressed: [] }))).toBeNull();
  });
});
