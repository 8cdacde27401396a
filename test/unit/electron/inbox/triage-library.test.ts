/** Merges, splits and decisions in a whole library: over late symbols, rebuilds, other rules, and the end of the samples. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SignatureRow } from '../../../../shared/contract.ts';
import { replaceDatabase } from '../../../../electron/inbox/library-care-replace.ts';
import { ok } from '../../../../shared/result.ts';
import { commitImport, commitRegrouping } from '../../../../electron/inbox/commit.ts';
import { withNews, withRegressions } from '../../../../electron/inbox/news.ts';
import type { Outcome } from '../../../../electron/inbox/protocol.ts';
import { rebuildDerived } from '../../../../electron/inbox/rebuild.ts';
import { ImportTally } from '../../../../electron/inbox/tally.ts';
import { writeMark } from '../../../../electron/store/marks.ts';
import { openLibrary, SAMPLES } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { makeFacts, makeGrouping, NOON } from '../../../fixtures/store.ts';

const REPORTS = join(SAMPLES, 'reports');
const DSYMS = join(SAMPLES, 'dSYMs');

async function rows({ api }: OpenLibrary): Promise<readonly SignatureRow[]> {
  return valueOf(await api['inbox.page']({ filter: { status: 'all' }, sort: 'title', limit: 500 })).rows;
}

/** Where each report is, and what each signature is called. */
async function places(library: OpenLibrary) {
  const list = await rows(library);
  const places: (readonly [report: string, signature: string, title: string])[] = [];
  for (const { id, title } of list) {
    const { rows } = valueOf(await library.api['signature.reports']({ id, limit: 500 }));
    for (const report of rows) places.push([report.id, id, title]);
  }
  return places.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

async function add({ api }: OpenLibrary, ...paths: string[]) {
  return valueOf(await api['import.paths']({ job: 'import', paths }));
}

/** Merges two signatures of one app and splits a report off a third; answers how many reports are where. */
async function regroup(library: OpenLibrary) {
  const list = await rows(library);
  const large = list.find(({ count }) => count > 2);
  const [into, from] = list.filter(({ app, id }) => app === large?.app && id !== large.id);
  if (!large || !into || !from) throw new Error('the samples are too few');
  const merge = { kind: 'merge', into: into.id, reason: 'alike' } as const;
  valueOf(await library.api['triage.act']({ target: { kind: 'signatures', ids: [from.id] }, act: merge }));
  const reports = valueOf(await library.api['signature.reports']({ id: large.id })).rows;
  const split = { kind: 'split' as const, reports: [reports[1]?.id ?? ''], reason: 'another' };
  valueOf(await library.api['triage.act']({ target: { kind: 'signatures', ids: [large.id] }, act: split }));
  return { into: into.id, merged: into.count + from.count };
}

it('merges and splits stay after a rebuild, and come apart after it', async () => {
  const library = await openLibrary();
  await add(library, DSYMS, REPORTS);
  const original = await places(library);
  await regroup(library);
  const before = await rows(library);
  const regrouped = await places(library);
  valueOf(await rebuildDerived(library.services.library, new AbortController().signal));
  expect(await places(library)).toEqual(regrouped);
  expect(await rows(library)).toEqual(before);
  valueOf(await library.api['triage.undo']({}));
  valueOf(await library.api['triage.undo']({}));
  expect(await places(library)).toEqual(original);
});

it('merges and splits stay when symbols come, and come apart after it', async () => {
  const [late, early] = [await openLibrary(), await openLibrary()];
  await add(early, DSYMS, REPORTS);
  await add(late, REPORTS);
  const { into, merged } = await regroup(late);
  await add(late, DSYMS);
  const { row } = valueOf(await late.api['signature.detail']({ id: into }));
  expect(row.count).toBeGreaterThanOrEqual(merged);
  expect((await rows(late)).reduce((sum, { count }) => sum + count, 0)).toBe((await places(early)).length);
  valueOf(await late.api['triage.undo']({}));
  valueOf(await late.api['triage.undo']({}));
  const titles = (list: Awaited<ReturnType<typeof places>>) => list.map(([report, , title]) => [report, title]);
  expect(titles(await places(late))).toEqual(titles(await places(early)));
});

it('merges and splits stay when rules change', async () => {
  const library = await openLibrary();
  await library.services.settled;
  await add(library, REPORTS);
  const { into, merged } = await regroup(library);
  const list = await rows(library);
  const { database } = library.services.library;
  // As a Faultline of other rules would have left it: every fingerprint is another.
  database.exec(`UPDATE signatures SET id = 'old-' || id WHERE id NOT LIKE 'split-%';
    UPDATE reports SET derived = 'old-' || derived; UPDATE faces SET id = 'old-' || id;
    UPDATE routes SET id = 'old-' || id, into_id = 'old-' || into_id; UPDATE splits SET parent = 'old-' || parent`);
  writeMark(database, 'signature-version', '0');
  await library.services.close();

  const again = await openLibrary(library.path);
  await again.services.settled;
  const { row } = valueOf(await again.api['signature.detail']({ id: `old-${into}` }));
  expect(row.count).toBe(merged);
  const sizes = (list: readonly SignatureRow[]) => list.map(({ title, count }) => `${title}: ${count}`).toSorted();
  expect(sizes(await rows(again))).toEqual(sizes(list));
});

it('crashes that were there when a signature was resolved are no regression when symbols come', async () => {
  const library = await openLibrary();
  await add(library, REPORTS);
  const waiting = (await rows(library)).filter(({ symbols }) => symbols === 'waiting').map(({ id }) => id);
  expect(waiting.length).toBeGreaterThan(0);
  const target = { kind: 'signatures', ids: waiting } as const;
  valueOf(await library.api['triage.act']({ target, act: { kind: 'resolve' } }));
  await add(library, DSYMS);
  expect((await rows(library)).filter(({ triage }) => triage.regressed !== null)).toEqual([]);
});

/** A report as a worker hands it over. */
function outcome(name: string, fingerprint: string, build: string): Extract<Outcome, { kind: 'report' }> {
  const { importedAt: _at, sample: _sample, ...facts } = makeFacts(name, { build });
  return { kind: 'report', facts, grouping: makeGrouping(fingerprint), resolved: [], place: null };
}

it('a crash that came after the fix is a regression once symbols show what it is', async () => {
  let now = NOON;
  const library = await openLibrary(undefined, { clock: () => now });
  const { services, api } = library;
  const commit = (one: ReturnType<typeof outcome>) =>
    commitImport(services.library, [one], new ImportTally(), { sample: false, source: 'file' });
  await commit(outcome('first', 'named', '100'));
  valueOf(await api['triage.act']({ target: { kind: 'signatures', ids: ['named'] }, act: { kind: 'resolve' } }));
  now += 1;
  await commit(outcome('second', 'hex', '101'));
  const status = async () => (await rows(library)).find(({ id }) => id === 'named');
  expect((await status())?.status).toBe('resolved');
  withRegressions(services.library, () =>
    commitRegrouping(services.library, [outcome('second', 'named', '101')], new Map()),
  );
  expect(await status()).toMatchObject({ status: 'open', count: 2, triage: { regressed: { build: '101' } } });
  expect(library.pushed['inbox.news']).toEqual([{ fresh: [], regressed: ['named'], quiet: false }]);
});

it('a regression is told once: neither a duplicate nor a rebuild finds it again', async () => {
  const library = await openLibrary(undefined, { clock: () => NOON });
  const { services, api, pushed } = library;
  const add = (one: ReturnType<typeof outcome>) =>
    withNews(services.library, 'import', () =>
      commitImport(services.library, [one], new ImportTally(), { sample: false, source: 'file' }),
    );
  const resolve = async (): Promise<void> =>
    void valueOf(await api['triage.act']({ target: { kind: 'signatures', ids: ['a'] }, act: { kind: 'resolve' } }));
  await add(outcome('first', 'a', '100'));
  await resolve();
  await add(outcome('second', 'a', '101'));
  expect(pushed['inbox.news'].flatMap(({ regressed }) => regressed)).toEqual(['a']);
  await resolve();
  await add(outcome('second', 'a', '101'));
  commitRegrouping(services.library, [outcome('first', 'a', '100'), outcome('second', 'a', '101')], new Map());
  expect((await rows(library))[0]?.status).toBe('resolved');
  expect(pushed['inbox.news'].flatMap(({ regressed }) => regressed)).toEqual(['a']);
});

it('merges of samples go with the samples', async () => {
  const library = await openLibrary();
  valueOf(await library.api['samples.add']({ job: 'samples' }));
  await regroup(library);
  valueOf(await library.api['samples.remove']({}));
  const { database } = library.services.library;
  for (const table of ['routes', 'splits', 'decisions', 'labels']) {
    expect([table, database.all(`SELECT * FROM ${table}`)]).toEqual([table, []]);
  }
  // What was done to them can no longer be undone to any effect, and does no harm.
  valueOf(await library.api['triage.undo']({}));
  expect(await rows(library)).toEqual([]);
  expect(database.all('SELECT * FROM decisions')).toEqual([]);
});

it('is told to the window in one go, with the names of the groups that moved', async () => {
  const library = await openLibrary();
  await add(library, REPORTS);
  const list = await rows(library);
  const [into, from] = list.filter(({ app }) => app === list[0]?.app);
  library.pushed['library.changed'].length = 0;
  const act = { kind: 'merge', into: into?.id ?? '' } as const;
  valueOf(await library.api['triage.act']({ target: { kind: 'signatures', ids: [from?.id ?? ''] }, act }));
  expect(library.pushed['library.changed']).toEqual([{ signatures: [into?.id], moved: [[from?.id, into?.id]] }]);
  const followed = valueOf(await library.api['signature.detail']({ id: from?.id ?? '' }));
  expect(followed.row.id).toBe(into?.id);
  expect(valueOf(await library.api['library.summary']({})).history).toEqual({ undo: 'Merge Crash', redo: null });
});

it('searches find what was decided and merged, and no longer what was taken back', async () => {
  const library = await openLibrary();
  await add(library, DSYMS, REPORTS);
  const found = async (search: string) => {
    const { rows } = valueOf(await library.api['inbox.page']({ filter: { status: 'all', search } }));
    return rows.map(({ id }) => id);
  };
  const list = await rows(library);
  const [into, from] = list.filter(({ app }) => app === list[0]?.app);
  const target = { kind: 'signatures' as const, ids: [from?.id ?? ''] };
  valueOf(await library.api['triage.act']({ target, act: { kind: 'label', add: ['kept'] } }));
  valueOf(await library.api['triage.act']({ target, act: { kind: 'note', note: 'Zanzibar' } }));
  expect(await found('zanzibar')).toEqual([from?.id]);
  valueOf(await library.api['triage.undo']({}));
  expect(await found('zanzibar')).toEqual([]);
  valueOf(await library.api['triage.redo']({}));
  valueOf(await library.api['triage.act']({ target, act: { kind: 'merge', into: into?.id ?? '' } }));
  expect(await found('zanzibar')).toEqual([into?.id]);
  valueOf(await library.api['triage.undo']({}));
  expect(await found('zanzibar')).toEqual([from?.id]);
});

it('merges, splits, decisions and priorities outlive the database itself', async () => {
  const library = await openLibrary();
  await add(library, DSYMS, REPORTS);
  for (const { app } of valueOf(await library.api['triage.words']({})).users) {
    valueOf(await library.api['triage.setUsers']({ app, users: 200 }));
  }
  const original = await places(library);
  await regroup(library);
  const before = await rows(library);
  const regrouped = await places(library);
  const priorities = ({ services }: OpenLibrary) =>
    services.library.database.all('SELECT id, priority FROM signatures ORDER BY id');
  const computed = priorities(library);
  expect(computed.some(({ priority }) => priority !== 4)).toBe(true);
  await library.services.close();
  const openAsleep = (databaseName: string) =>
    openLibrary(library.path, { databaseName }).then(({ services }) => ok(services));
  valueOf(
    await replaceDatabase(library.path, openAsleep, { id: 'job', signal: new AbortController().signal, say: () => {} }),
  );

  const again = await openLibrary(library.path);
  await again.services.settled;
  expect(await places(again)).toEqual(regrouped);
  expect(await rows(again)).toEqual(before);
  expect(priorities(again)).toEqual(computed);
  valueOf(await again.api['triage.undo']({}));
  valueOf(await again.api['triage.undo']({}));
  expect(await places(again)).toEqual(original);
});
