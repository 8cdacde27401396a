import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { imagePath } from '../../../../electron/store/images.ts';
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

it('adds feedback with screenshots, some of it with a sample crash or near one', async () => {
  const { api, path, warnings } = await openLibrary();
  valueOf(await api['samples.add']({ job: 'samples' }));
  valueOf(await api['samples.add']({ job: 'again' }));
  expect(warnings).toEqual([]);
  const { rows } = valueOf(await api['feedback.page']({}));
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  const named = rows.filter(({ sample, app, version, build }) => sample && [app, version, build].every(Boolean));
  expect(named).toHaveLength(rows.length);
  const shown = rows.filter(({ kind }) => kind === 'screenshot');
  expect(shown.length).toBeGreaterThanOrEqual(3);
  for (const { screenshots, missingScreenshots } of shown) {
    expect(missingScreenshots).toBe(0);
    for (const { id, type, bytes } of screenshots) {
      const file = await readFile(imagePath(path, { id, type }));
      expect(createHash('sha256').update(file).digest('hex')).toBe(id);
      expect(file).toHaveLength(bytes);
    }
  }
  const crashes = rows.filter(({ kind }) => kind === 'crash');
  expect(crashes.length).toBeGreaterThanOrEqual(2);
  for (const { id, report, signature, build } of crashes) {
    const detail = valueOf(await api['report.detail']({ id: report ?? '' }));
    expect(detail).toMatchObject({ signature, feedback: { row: { id } } });
    const { rows } = valueOf(await api['signature.reports']({ id: signature ?? '' }));
    expect(rows.find((row) => row.id === report)?.build).toBe(build);
  }
  const details = await Promise.all(shown.map(async ({ id }) => valueOf(await api['feedback.detail']({ id }))));
  expect(details.some(({ nearby }) => nearby.length > 0)).toBe(true);
});

it('removes them without a trace, and nothing else', async () => {
  const { api, path } = await openLibrary();
  valueOf(await api['import.text']({ job: 'mine', text: buildIps() }));
  const note = async (): Promise<void> => {
    const ids = valueOf(await api['inbox.page']({})).rows.map(({ id }) => id);
    const target = { kind: 'signatures' as const, ids };
    valueOf(await api['triage.act']({ target, act: { kind: 'note', note: 'looked at' } }));
  };
  await note();
  const before = valueOf(await api['library.summary']({}));
  const { added } = valueOf(await api['samples.add']({ job: 'samples' }));
  await note();
  expect(valueOf(await api['samples.remove']({}))).toEqual({ removed: added });
  expect(valueOf(await api['library.summary']({}))).toEqual(before);
  const { rows } = valueOf(await api['inbox.page']({}));
  expect(rows).toHaveLength(1);
  const originals = await readdir(join(path, 'reports'), { recursive: true });
  expect(originals.filter((name) => name.length > 60)).toHaveLength(1);
  const pictures = await readdir(join(path, 'screenshots'), { recursive: true });
  expect(pictures.filter((name) => name.endsWith('.png'))).toEqual([]);
  expect(valueOf(await api['feedback.page']({ filter: { status: 'all' } })).total).toBe(0);

  // Decisions about samples went with them: they come back as new.
  valueOf(await api['samples.add']({ job: 'samples' }));
  for (const { id, sample } of valueOf(await api['inbox.page']({})).rows) {
    expect(valueOf(await api['signature.detail']({ id })).note).toBe(sample ? '' : 'looked at');
  }
});
