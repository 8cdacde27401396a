/** Where reports come from by themselves, from the command line. */
import { writeFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceLines } from '../../../../electron/cli/sources.ts';
import { runProgram } from '../../../../electron/cli/program.ts';
import { makeFolder, openLibrary } from '../../../fixtures/library.ts';
import { writePoint } from '../../../fixtures/organizer.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { createScreen } from './screen.ts';

async function run(library: string, ...words: readonly string[]) {
  const screen = createScreen('');
  const code = await runProgram([...words, '--library', library], screen);
  return { code, output: screen.output(), errors: screen.errors() };
}

describe('faultline sources', () => {
  it('adds a folder, looks through it once, and forgets it', async () => {
    const [library, folder] = [join(await makeFolder(), 'library'), await makeFolder()];
    await writeFile(join(folder, 'a.ips'), buildIps());
    await utimes(join(folder, 'a.ips'), 1, 1);
    expect((await run(library, 'sources', 'list')).output).toContain('No places');
    expect(await run(library, 'sources', 'add', '--inbox', folder)).toMatchObject({ code: 0 });
    expect(await run(library, 'sources', 'look')).toMatchObject({ code: 0, output: '1 added, 0 already there\n' });
    expect(await run(library, 'sources', 'look')).toMatchObject({ output: '0 added, 0 already there\n' });
    const listed = await run(library, 'sources', 'list', '--format', 'json');
    expect(JSON.parse(listed.output)).toMatchObject([{ kind: 'inbox', path: folder, mode: 'all', taken: 1, left: 0 }]);
    expect(await run(library, 'sources', 'remove', folder)).toMatchObject({ code: 0 });
    expect(await run(library, 'sources', 'remove', folder)).toMatchObject({ code: 1 });
  });

  it('sets what is read', async () => {
    const library = join(await makeFolder(), 'library');
    await run(library, 'sources', 'set', 'mac', 'known');
    await run(library, 'sources', 'set', 'devices', 'all');
    await run(library, 'sources', 'set', 'organizer', 'off');
    expect((await run(library, 'sources', 'apps', 'com.example.*')).output).toBe('com.example.*\n');
    const { api } = await openLibrary(library);
    expect(valueOf(await api['settings.read']({}))).toMatchObject({
      macReports: 'known',
      deviceReports: 'all',
      organizer: false,
      reportApps: ['com.example.*'],
    });
    expect((await run(library, 'sources', 'apps', 'none')).output).toBe('');
    await expect(run(library, 'sources', 'set', 'organizer', 'known')).rejects.toThrow('all or off');
    expect((await run(library, 'sources', 'set', 'mac', 'some')).code).toBe(2);
  });
});

describe('faultline evidence', () => {
  it('prints what Apple counts beside our own count', async () => {
    const products = await makeFolder();
    await writePoint(join(products, 'com.example.Pier', 'Crashes'), 'p', {
      logs: { 'a.crash': buildIps() },
      periods: { P1Y: { families: { iPhone: 40, iPad: 2 }, systems: { 'iOS 18.1': 42 } } },
    });
    const library = await openLibrary(undefined, {
      reportPlaces: [{ kind: 'organizer', path: products }],
      watchReports: false,
      clock: () => Date.now() + 60_000,
    });
    expect(valueOf(await library.api['sources.look']({})).added).toBe(1);
    const [row] = valueOf(await library.api['inbox.page']({})).rows;
    const printed = await run(library.path, 'evidence', row?.id ?? '');
    expect(printed).toMatchObject({ code: 0 });
    expect(printed.output.split('\n')).toEqual([
      'Apple counts at most 42 devices (P1Y, as of 2026-11-01)',
      'Reports here: 1',
      'Systems: iOS 18.1 42',
      'Devices: iPhone 40, iPad 2',
      'Point p (Dock.moor()): 42 devices, 1 of 1 logs are of this signature',
      '',
    ]);
    const json = await run(library.path, 'evidence', row?.id ?? '', '--format', 'json');
    expect(JSON.parse(json.output)).toMatchObject({ reports: 1, evidence: { devices: 42 } });
  });

  it('says that there is none', async () => {
    const library = await openLibrary();
    valueOf(await library.api['import.text']({ job: 'paste', text: buildIps() }));
    const [row] = valueOf(await library.api['inbox.page']({})).rows;
    expect((await run(library.path, 'evidence', row?.id ?? '')).code).toBe(1);
    expect((await run(library.path, 'evidence', 'nothing')).code).toBe(1);
  });

  it('does not count what Apple does not say', () => {
    const nothing = { byVersion: [], byOs: [], byDevice: [], byChannel: [], points: [] };
    const evidence = { devices: null, devicesToday: null, period: null, refreshedAt: null, ...nothing };
    expect(evidenceLines(evidence, 2)).toEqual(['Apple counts no devices', 'Reports here: 2']);
  });
});
