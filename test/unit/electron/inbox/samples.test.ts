import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLibrary } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';

it('adds the samples with their symbols, marked as samples', async () => {
  const { api } = await openLibrary();
  const summary = valueOf(await api['samples.add']({ job: 'samples' }));
  expect(summary.added).toBeGreaterThanOrEqual(12);
  expect(summary).toMatchObject({ duplicates: 0, unread: 0, notReports: 0, faults: [] });
  expect(valueOf(await api['library.summary']({})).samples).toBe(true);
  const { rows } = valueOf(await api['inbox.page']({}));
  expect(rows.every(({ sample }) => sample)).toBe(true);
});

it('removes them without a trace, and nothing else', async () => {
  const { api, path } = await openLibrary();
  valueOf(await api['import.text']({ job: 'mine', text: buildIps() }));
  const before = valueOf(await api['library.summary']({}));
  const { added } = valueOf(await api['samples.add']({ job: 'samples' }));
  for (const { id } of valueOf(await api['inbox.page']({})).rows) {
    valueOf(await api['signature.decide']({ id, note: 'looked at' }));
  }
  expect(valueOf(await api['samples.remove']({}))).toEqual({ removed: added });
  expect(valueOf(await api['library.summary']({}))).toEqual(before);
  const { rows } = valueOf(await api['inbox.page']({}));
  expect(rows).toHaveLength(1);
  const originals = await readdir(join(path, 'reports'), { recursive: true });
  expect(originals.filter((name) => name.length > 60)).toHaveLength(1);

  // Decisions about samples went with them: they come back as new.
  valueOf(await api['samples.add']({ job: 'samples' }));
  for (const { id, sample } of valueOf(await api['inbox.page']({})).rows) {
    expect(valueOf(await api['signature.detail']({ id })).note).toBe(sample ? '' : 'looked at');
  }
});
