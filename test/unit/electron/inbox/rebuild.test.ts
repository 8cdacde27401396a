import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SignatureRow } from '../../../../shared/contract.ts';
import { rebuildDerived } from '../../../../electron/inbox/rebuild.ts';
import { readMark, writeMark } from '../../../../electron/store/marks.ts';
import { openLibrary, SAMPLES } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { valueOf } from '../../../fixtures/results.ts';

async function inbox({ api }: OpenLibrary): Promise<readonly SignatureRow[]> {
  return valueOf(await api['inbox.page']({ filter: { status: 'all' }, sort: 'title', limit: 500 })).rows;
}

/** What the groups are, in an order that does not depend on which report came first. */
async function groups(library: OpenLibrary): Promise<readonly string[]> {
  const rows = await inbox(library);
  return rows.map(({ id, title, subtitle, count }) => [id, title, subtitle, count].join('|')).toSorted();
}

it('builds the same groups again and keeps what was decided', async () => {
  const library = await openLibrary();
  valueOf(
    await library.api['import.paths']({ job: 'import', paths: [join(SAMPLES, 'dSYMs'), join(SAMPLES, 'reports')] }),
  );
  const [first] = await inbox(library);
  const target = { kind: 'signatures' as const, ids: [first?.id ?? ''] };
  valueOf(await library.api['triage.act']({ target, act: { kind: 'resolve' } }));
  valueOf(await library.api['triage.act']({ target, act: { kind: 'note', note: 'mine' } }));
  const before = await inbox(library);
  const read = valueOf(await rebuildDerived(library.services.library, new AbortController().signal));
  expect(read).toBe(before.reduce((sum, { count }) => sum + count, 0));
  expect(await inbox(library)).toEqual(before);
});

it('happens by itself when the groups were made by other rules', async () => {
  const library = await openLibrary();
  await library.services.settled;
  valueOf(await library.api['import.paths']({ job: 'import', paths: [join(SAMPLES, 'reports')] }));
  const before = await inbox(library);
  const groupsBefore = await groups(library);
  const { database } = library.services.library;
  const mark = readMark(database, 'signature-version');
  // As a Faultline of other rules would have left it: other ids, and a decision about one of them.
  database.run("UPDATE signatures SET id = 'old-' || id");
  writeMark(database, 'signature-version', '0');
  const old = `old-${before[0]?.id ?? ''}`;
  const target = { kind: 'signatures' as const, ids: [old.slice(0, 64)] };
  valueOf(await library.api['triage.act']({ target, act: { kind: 'note', note: 'mine' } }));
  await library.services.close();

  const again = await openLibrary(library.path);
  await again.services.settled;
  expect(await groups(again)).toEqual(groupsBefore);
  expect(readMark(again.services.library.database, 'signature-version')).toBe(mark);
  const followed = valueOf(await again.api['signature.detail']({ id: old }));
  expect([followed.row.id, followed.note]).toEqual([before[0]?.id, 'mine']);
});

it('happens by itself when what searches look through was made by other rules', async () => {
  const library = await openLibrary();
  await library.services.settled;
  valueOf(await library.api['import.paths']({ job: 'import', paths: [join(SAMPLES, 'reports')] }));
  const search = async ({ api }: OpenLibrary, words: string): Promise<number> =>
    valueOf(await api['inbox.page']({ filter: { status: 'all', search: words } })).total;
  const found = await search(library, 'uikitcore');
  expect(found).toBeGreaterThan(0);
  const { database } = library.services.library;
  // As a library of before there was a search.
  database.exec('DELETE FROM report_lines; DELETE FROM search_places; DELETE FROM search_lines');
  database.run("UPDATE reports SET platform = NULL, kind = 'none'");
  writeMark(database, 'search-version', null);
  expect(await search(library, 'uikitcore')).toBe(0);
  await library.services.close();

  const again = await openLibrary(library.path);
  await again.services.settled;
  expect(await search(again, 'uikitcore')).toBe(found);
  const facets = valueOf(await again.api['inbox.facets']({ filter: { status: 'all' } }));
  expect(facets.platforms.map(({ value }) => value)).toContain('iOS');
  expect(facets.kinds.map(({ value }) => value)).toEqual(['crash']);
});
