/** Late symbols, with the sample app's reports and its real dSYMs. */
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indexSymbols } from '../../../../electron/inbox/symbols.ts';
import type { SignatureRow } from '../../../../shared/contract.ts';
import { makeFolder, openLibrary, SAMPLES } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { valueOf } from '../../../fixtures/results.ts';

const REPORTS = join(SAMPLES, 'reports');
const DSYMS = join(SAMPLES, 'dSYMs');

async function rows({ api }: OpenLibrary): Promise<readonly SignatureRow[]> {
  return valueOf(await api['inbox.page']({ filter: { status: 'all' }, limit: 500 })).rows;
}

async function add({ api }: OpenLibrary, ...paths: string[]) {
  return valueOf(await api['import.paths']({ job: 'import', paths }));
}

/** What a group is, without when it was looked at. */
function essence({ id, title, count, devices, symbols, versions }: SignatureRow) {
  return { id, title, count, devices, symbols, versions };
}

function byId(list: readonly SignatureRow[]) {
  return list.map(essence).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

describe('symbols that come after the reports', () => {
  it('lead to the same groups as symbols that were there before', async () => {
    const [late, early] = [await openLibrary(), await openLibrary()];
    await add(early, DSYMS, REPORTS);
    await add(late, REPORTS);
    expect(byId(await rows(late))).not.toEqual(byId(await rows(early)));
    const { dsyms, symbolicated } = await add(late, DSYMS);
    expect(dsyms).toBeGreaterThan(0);
    expect(symbolicated).toBeGreaterThan(0);
    expect(byId(await rows(late))).toEqual(byId(await rows(early)));
    expect(late.pushed['symbols.arrived']).toEqual([{ crashes: symbolicated }]);
  });

  it('move groups, and what the user decided moves with them', async () => {
    const library = await openLibrary();
    await add(library, REPORTS);
    const before = (await rows(library)).filter(({ symbols }) => symbols === 'waiting');
    for (const { id, title } of before) {
      const target = { kind: 'signatures' as const, ids: [id] };
      valueOf(await library.api['triage.act']({ target, act: { kind: 'resolve' } }));
      valueOf(await library.api['triage.act']({ target, act: { kind: 'note', note: `was ${title}` } }));
      valueOf(await library.api['triage.seen']({ ids: [id], seen: true }));
    }
    await add(library, DSYMS);
    const moved = new Map(library.pushed['library.changed'].flatMap((change) => change.moved));
    expect(moved.size).toBeGreaterThan(0);
    for (const [from, to] of moved) {
      const detail = valueOf(await library.api['signature.detail']({ id: from }));
      const title = before.find(({ id }) => id === from)?.title;
      expect(detail.row).toMatchObject({ id: to, status: 'resolved', seen: true });
      expect(detail.note.split('\n\n')).toContain(`was ${title}`);
    }
    const left = new Set((await rows(library)).map(({ id }) => id));
    expect(before.filter(({ id }) => !left.has(id) && !moved.has(id))).toEqual([]);
  });

  it('stay in use by reports that were open when they came', async () => {
    const library = await openLibrary();
    const { report } = await add(library, REPORTS);
    const before = valueOf(await library.api['report.detail']({ id: report ?? '' }));
    await add(library, DSYMS);
    const after = valueOf(await library.api['report.detail']({ id: report ?? '' }));
    const files = ({ report }: typeof before) =>
      report.threads.flatMap(({ frames }) => frames.filter(({ file }) => file !== null));
    expect(files(before)).toEqual([]);
    expect(files(after).length).toBeGreaterThan(0);
  });
});

describe('symbols that go', () => {
  it('have said what they had to say: reports stay symbolicated, in groups that stay', async () => {
    const folder = await makeFolder();
    await cp(DSYMS, join(folder, 'dSYMs'), { recursive: true });
    const library = await openLibrary();
    const { report } = await add(library, join(folder, 'dSYMs'), REPORTS);
    const before = valueOf(await library.api['report.detail']({ id: report ?? '' }));
    const groups = byId(await rows(library));
    await library.services.close();
    await rm(join(folder, 'dSYMs'), { recursive: true });

    const again = await openLibrary(library.path);
    await again.services.settled;
    expect(valueOf(await again.api['library.summary']({})).dsyms).toBe(0);
    const after = valueOf(await again.api['report.detail']({ id: report ?? '' }));
    expect(after.report.threads).toEqual(before.report.threads);
    expect(byId(await rows(again))).toEqual(groups);
  });
});

describe('symbols in the temporary folder', () => {
  it('are copied into the library, since they will not stay', async () => {
    const passing = await mkdtemp(join(tmpdir(), 'faultline-passing-'));
    await cp(DSYMS, passing, { recursive: true });
    const library = await openLibrary();
    await add(library, passing);
    await rm(passing, { recursive: true });
    expect((await readdir(join(library.path, 'symbols'))).length).toBeGreaterThan(0);
    await add(library, REPORTS);
    expect((await rows(library)).filter(({ symbols }) => symbols === 'complete').length).toBeGreaterThan(3);
  });
});

it('are found in a file that nobody said was symbols', async () => {
  const folder = await makeFolder();
  const [build = ''] = await readdir(DSYMS);
  const [bundle = ''] = await readdir(join(DSYMS, build));
  const inner = join(DSYMS, build, bundle, 'Contents', 'Resources', 'DWARF');
  const [name = ''] = await readdir(inner);
  await cp(join(inner, name), join(folder, 'unnamed'));
  const library = await openLibrary();
  expect(await add(library, join(folder, 'unnamed'))).toMatchObject({ dsyms: 1, notReports: 0, unread: 0 });
});

it('finishes after a restart what was under way when symbols came', async () => {
  const library = await openLibrary();
  await add(library, REPORTS);
  const { services } = library;
  // The host ends between the two halves: symbols are indexed, reports still wait.
  await indexSymbols(services.library, [DSYMS], { sample: false, signal: new AbortController().signal });
  await services.close();

  const again = await openLibrary(library.path);
  await again.services.settled;
  const early = await openLibrary();
  await add(early, DSYMS, REPORTS);
  expect(byId(await rows(again))).toEqual(byId(await rows(early)));
});
