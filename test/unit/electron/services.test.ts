import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openServices } from '../../../electron/services.ts';
import type { Spawn } from '../../../electron/symbols/atos.ts';
import { makeFolder, openLibrary, SAMPLES } from '../../fixtures/library.ts';
import { buildIps } from '../../fixtures/reports.ts';
import { faultOf, valueOf } from '../../fixtures/results.ts';

describe('two hosts on one library', () => {
  it('see what the other imports and decides', async () => {
    const mine = await openLibrary();
    const theirs = await openLibrary(mine.path);
    valueOf(await theirs.api['import.text']({ job: 'paste', text: buildIps() }));
    await vi.waitFor(
      () => expect(mine.pushed['library.changed']).toContainEqual({ signatures: null, moved: [] }),
      5000,
    );
    const [row] = valueOf(await mine.api['inbox.page']({})).rows;
    const target = { kind: 'signatures' as const, ids: [row?.id ?? ''] };
    valueOf(await mine.api['triage.act']({ target, act: { kind: 'resolve' } }));
    expect(valueOf(await theirs.api['signature.detail']({ id: row?.id ?? '' })).row.status).toBe('resolved');
  });

  it('may import the same files at the same time', async () => {
    const folder = await makeFolder();
    for (let seed = 0; seed < 200; seed++) await writeFile(join(folder, `${seed}.ips`), buildIps({ seed }));
    const mine = await openLibrary();
    const theirs = await openLibrary(mine.path);
    const summaries = await Promise.all(
      [mine, theirs].map(async ({ api }) => valueOf(await api['import.paths']({ job: 'import', paths: [folder] }))),
    );
    expect(summaries.map(({ added, duplicates }) => added + duplicates)).toEqual([200, 200]);
    expect(summaries[0]?.added).toBe(200 - (summaries[1]?.added ?? 0));
    expect(valueOf(await mine.api['library.summary']({})).crashes).toBe(200);
  });
});

it('keeps a library between two runs', async () => {
  const first = await openLibrary();
  valueOf(await first.api['samples.add']({ job: 'samples' }));
  const before = valueOf(await first.api['inbox.page']({}));
  await first.services.close();
  const second = await openLibrary(first.path);
  expect(valueOf(await second.api['inbox.page']({}))).toEqual(before);
});

it('says why a library cannot be opened', async () => {
  const folder = await makeFolder();
  await writeFile(join(folder, 'file'), '');
  const opened = await openServices({
    libraryPath: join(folder, 'file', 'library'),
    home: folder,
    platform: 'linux',
    abilities: { host: 'web', platform: 'Linux', version: '0.0.0', paths: true, editors: [] },
    clock: Date.now,
    spawn,
    samplesPath: SAMPLES,
  });
  expect(faultOf(opened)).toMatchObject({ kind: 'forbidden' });
});

it('ends in the middle of an import with what was added so far', async () => {
  const folder = await makeFolder();
  for (let seed = 0; seed < 2000; seed++) await writeFile(join(folder, `${seed}.ips`), buildIps({ seed }));
  const library = await openLibrary();
  const closed = new Promise((resolve) => {
    library.services.events.subscribe((name) => {
      const isBegun = library.pushed['import.progress'].some(({ done }) => done > 0);
      if (name === 'import.progress' && isBegun) resolve(library.services.close());
    });
  });
  const importing = library.api['import.paths']({ job: 'import', paths: [folder] });
  await closed;
  const { cancelled, added } = valueOf(await importing);
  expect(cancelled).toBe(true);
  const again = await openLibrary(library.path);
  expect(valueOf(await again.api['library.summary']({})).crashes).toBe(added);
});

it('asks atos for symbols where it is told to, once for an address', async () => {
  const folder = await makeFolder();
  await mkdir(folder, { recursive: true });
  const calls: (readonly string[])[] = [];
  const answer = `process.stdin.on('data', (data) => { for (const _ of String(data).trim().split(/\\s+/)) console.log('sail (in Harbor) (/src/Sail.swift:7)\\n'); })`;
  const atos: Spawn = (_, parameters) => {
    calls.push(parameters);
    return spawn(process.execPath, ['-e', answer]);
  };
  const library = await openLibrary(undefined, { engine: 'atos', spawn: atos });
  const { report } = valueOf(await library.api['samples.add']({ job: 'samples' }));
  expect(calls.length).toBeGreaterThan(0);
  const asked = calls.length;
  const { report: shown } = valueOf(await library.api['report.detail']({ id: report ?? '' }));
  const frames = shown.threads.flatMap(({ frames }) => frames);
  expect(frames.filter(({ file }) => file === '/src/Sail.swift').length).toBeGreaterThan(0);
  expect(calls).toHaveLength(asked);
});
