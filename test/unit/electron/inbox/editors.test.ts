import { spawn } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Launch } from '../../../../electron/inbox/editors.ts';
import { chosenEditor, openInEditor } from '../../../../electron/inbox/editors.ts';
import { changeSettings } from '../../../../electron/store/settings.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/default-settings.ts';
import { makeFolder, openLibrary } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';

/** A report that Apple symbolicated: its first frame is line 7 of a file that another computer had. */
const SYMBOLICATED = buildIps().replace(
  '"symbol": "Dock.moor()"',
  '"symbol": "Dock.moor()", "sourceFile": "/build/pier/Dock.swift", "sourceLine": 7',
);
const FILE = '/build/pier/Dock.swift';

interface Opening extends OpenLibrary {
  readonly report: string;
  readonly folder: string;
  /** What was started, word by word. */
  readonly started: string[][];
  readonly launch: Launch;
}

/** Programs end as `codes` say, in turn; then they end well. */
async function opening(...codes: readonly number[]): Promise<Opening> {
  const library = await openLibrary();
  const { report } = valueOf(await library.api['import.text']({ job: 'paste', text: SYMBOLICATED }));
  const folder = await makeFolder();
  await mkdir(join(folder, 'pier'));
  await writeFile(join(folder, 'pier', 'Dock.swift'), '');
  changeSettings(library.services.library.database, { pathMappings: [{ from: '/build', to: folder }] });
  const started: string[][] = [];
  const left = [...codes];
  const launch: Launch = (program, parameters) => {
    started.push([program, ...parameters]);
    return spawn(process.execPath, ['-e', `process.exit(${left.shift() ?? 0})`], { stdio: 'ignore' });
  };
  return { ...library, report: report ?? '', folder, started, launch };
}

function open({ services, report, launch }: Opening, line: number | null = 7, platform: NodeJS.Platform = 'darwin') {
  const available = platform === 'darwin' ? (['xcode', 'vscode', 'custom'] as const) : (['vscode', 'custom'] as const);
  return openInEditor(services.library, { launch, platform, available }, { report, file: FILE, line });
}

describe('opening a frame', () => {
  it('starts the editor with the file of this computer', async () => {
    const it = await opening();
    const path = join(it.folder, 'pier', 'Dock.swift');
    expect(valueOf(await open(it))).toEqual({ editor: 'xcode', path });
    expect(it.started).toEqual([['/usr/bin/xed', '--line', '7', path]]);
  });

  it('falls back to a plain open where xed fails', async () => {
    const it = await opening(1);
    valueOf(await open(it));
    expect(it.started.map(([program]) => program)).toEqual(['/usr/bin/xed', '/usr/bin/open']);
  });

  it('says so where no way works', async () => {
    const fault = faultOf(await open(await opening(1, 64)));
    expect(fault).toMatchObject({ kind: 'engine-failed', remedy: { kind: 'open-settings' } });
    expect(fault.detail).toContain('64');
  });

  it('says so where the program is not there', async () => {
    const it = { ...(await opening()), launch: () => spawn('/no/such/program', [], { stdio: 'ignore' }) };
    expect(faultOf(await open(it, 7, 'linux')).kind).toBe('engine-failed');
  });

  it('leaves an editor running that does not end by itself', async () => {
    const it = await opening();
    const editors = {
      launch: () => spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1500)'], { stdio: 'ignore' }),
      platform: 'linux',
      available: ['vscode'],
      patience: 50,
    } as const;
    valueOf(await openInEditor(it.services.library, editors, { report: it.report, file: FILE, line: 7 }));
  });

  it('offers a path mapping where the file is not here', async () => {
    const it = await opening();
    changeSettings(it.services.library.database, { pathMappings: [] });
    const fault = faultOf(await open(it));
    expect(fault).toMatchObject({ kind: 'not-found', remedy: { kind: 'open-settings' } });
    expect(fault.message).toContain(FILE);
    expect(it.started).toEqual([]);
  });

  it('opens no folder', async () => {
    const it = await opening();
    changeSettings(it.services.library.database, { pathMappings: [{ from: FILE, to: it.folder }] });
    expect(faultOf(await open(it)).kind).toBe('not-found');
  });

  it('is refused for a place that no frame of the report has', async () => {
    const it = await opening();
    expect(faultOf(await open(it, 8)).kind).toBe('forbidden');
    expect(it.started).toEqual([]);
  });

  it('is refused where the host starts no editor', async () => {
    const { services, report, launch } = await opening();
    const editors = { launch, platform: 'linux', available: [] } as const;
    expect(faultOf(await openInEditor(services.library, editors, { report, file: FILE, line: 7 })).kind).toBe(
      'forbidden',
    );
  });

  it('runs the custom command without a shell', async () => {
    const it = await opening();
    const { database } = it.services.library;
    const [program, notes] = [join(it.folder, 'edit'), join(it.folder, 'notes')];
    await writeFile(program, `#!/bin/sh\nprintf '%s|' "$@" > '${notes}'\n`);
    await chmod(program, 0o755);
    changeSettings(database, { editor: 'custom', editorCommand: `${program} "$(id)" {file}:{line}` });
    const launch: Launch = (name, parameters) => spawn(name, parameters, { stdio: 'ignore' });
    valueOf(await open({ ...it, launch }));
    expect(await readFile(notes, 'utf8')).toBe(`$(id)|${join(it.folder, 'pier', 'Dock.swift')}:7|`);
  });
});

describe('the chosen editor', () => {
  it('is the first that the host can start, until one is chosen that it can', () => {
    expect(chosenEditor(DEFAULT_SETTINGS, ['vscode', 'custom'])).toBe('vscode');
    expect(chosenEditor({ ...DEFAULT_SETTINGS, editor: 'custom' }, ['vscode', 'custom'])).toBe('custom');
    expect(chosenEditor({ ...DEFAULT_SETTINGS, editor: 'xcode' }, ['vscode', 'custom'])).toBe('vscode');
    expect(chosenEditor({ ...DEFAULT_SETTINGS, editor: 'xcode' }, [])).toBeNull();
  });
});
