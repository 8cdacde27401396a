/** Crashes without an incident are told apart by what they say. */
import { expect, it } from 'vitest';
import { readReport } from '../../../../shared/formats/index.ts';
import type { CrashReport } from '../../../../shared/report/report.ts';
import { contentOf } from '../../../../electron/inbox/content.ts';
import { makeFolder, openLibrary } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import type { IpsOptions } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A report as hand-cut files have it: without its incident. */
function anonymous(options: IpsOptions = {}): string {
  return buildIps(options).replaceAll(/\s*"incident(?:_id)?"\s*:\s*"[^"]*",?/g, '');
}

function read(options: IpsOptions = {}): CrashReport {
  return valueOf(readReport(anonymous(options)));
}

it('is the same for copies with and without names', () => {
  const named = read({ frames: [{ symbol: 'moor()' }, { symbol: 'main', offset: 0x5000 }] });
  expect(contentOf(named)).not.toBeNull();
  expect(contentOf(read({ frames: [{}, { offset: 0x5000 }] }))).toBe(contentOf(named));
});

it('is another for another moment, process or place', () => {
  const all = [
    read(),
    read({ crashedAt: '2026-06-01 12:00:01.0000 +0000' }),
    read({ app: 'Buoy' }),
    read({ frames: [{ offset: 0x4008 }] }),
  ].map(contentOf);
  expect(new Set(all).size).toBe(all.length);
});

it('is not asked where there is an incident, or no moment', () => {
  expect(contentOf(valueOf(readReport(buildIps())))).toBeNull();
  expect(contentOf({ ...read(), crashedAt: null })).toBeNull();
});

it('makes one report of two files', async () => {
  const folder = await makeFolder();
  await writeFile(join(folder, 'a.ips'), anonymous());
  await writeFile(join(folder, 'b.ips'), `${anonymous()}\n\n`);
  await writeFile(join(folder, 'c.ips'), anonymous({ crashedAt: '2026-06-01 13:00:00.0000 +0000' }));
  const { api } = await openLibrary();
  const summary = valueOf(await api['import.paths']({ job: 'import', paths: [folder] }));
  expect([summary.added, summary.duplicates]).toEqual([2, 1]);
  const [row] = valueOf(await api['inbox.page']({})).rows;
  const { rows } = valueOf(await api['signature.reports']({ id: row?.id ?? '' }));
  const details = await Promise.all(rows.map(async ({ id }) => valueOf(await api['report.detail']({ id })).sources));
  const names = details.map((sources) => sources.map(({ name }) => name).join(' and '));
  expect(new Set(names)).toEqual(new Set(['a.ips and b.ips', 'c.ips']));
});
