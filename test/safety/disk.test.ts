/**
 * Disks that are full or may not be written to, as real file systems in memory. What cannot be stored is a fault that says
 * so; nothing is lost, what is there can be read, and everything goes on when there is room again.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeFolder, openLibrary } from '../fixtures/library.ts';
import { faultOf, valueOf } from '../fixtures/results.ts';
import { importFolder, writeReports } from './contents.ts';
import { countsOf } from './derived.ts';
import { openDoor } from './door.ts';
import { expectSound, withDatabase } from './fixture.ts';

function run(program: string, ...words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0;
}

/** Whether this process may mount file systems, which takes an administrator. */
function canMount(): boolean {
  const place = '/var/tmp/faultline-mount-probe';
  mkdirSync(place, { recursive: true });
  const can = run('mount', '-t', 'tmpfs', '-o', 'size=64k', 'faultline', place);
  if (can) run('umount', place);
  rmSync(place, { recursive: true, force: true });
  return can;
}

const MOUNTS = canMount();
const named = (title: string): string =>
  MOUNTS ? title : `${title} (skipped: only an administrator can mount a disk)`;

/** An empty disk of that many kilobytes. */
async function makeDisk(kilobytes: number): Promise<string> {
  const place = join(await makeFolder(), 'disk');
  mkdirSync(place);
  expect(run('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'faultline', place)).toBe(true);
  // Lazily: a host may still have its database open when the test fails.
  onTestFinished(() => void run('umount', '--lazy', place));
  return place;
}

/** Fills a disk to the last kilobytes; answers how to make room again. */
function fillDisk(disk: string, leave: number): () => void {
  const ballast = join(disk, 'ballast');
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leave * 1024)));
  return () => rmSync(ballast);
}

it.skipIf(!MOUNTS)(
  named('an import on a full disk says so, loses nothing, and goes on when there is room'),
  async () => {
    const disk = await makeDisk(24 * 1024);
    const given = join(await makeFolder(), 'given');
    writeReports(given, 40);
    const library = await openLibrary(join(disk, 'library'));
    await importFolder(library.api, given);
    const before = countsOf(library.services.library.database);
    const makeRoom = fillDisk(disk, 60);
    writeReports(given, 1200, 40);

    const fault = faultOf(await library.api['import.paths']({ job: 'full', paths: [given] }));
    expect(fault).toMatchObject({ kind: 'disk-full', remedy: { kind: 'retry' } });
    const { rows } = valueOf(await library.api['inbox.page']({ filter: { status: 'all' }, sort: 'count' }));
    expect(rows.length).toBeGreaterThan(0);
    const reports = before[1]?.map(({ id }) => id) ?? [];
    const now = new Set(countsOf(library.services.library.database)[1]?.map(({ id }) => id));
    expect(reports.every((id) => now.has(id))).toBe(true);

    makeRoom();
    await importFolder(library.api, given);
    await library.services.close();
    await expectSound(library.path);
    const whole = await openLibrary();
    await importFolder(whole.api, given);
    expect(await withDatabase(library.path, countsOf)).toEqual(countsOf(whole.services.library.database));
  },
);

it.skipIf(!MOUNTS)(named('an import whose files find no room stops, with what was kept'), async () => {
  const library = await openLibrary();
  await library.services.close();
  expect(run('mount', '-t', 'tmpfs', '-o', 'size=24k', 'faultline', join(library.path, 'reports'))).toBe(true);
  onTestFinished(() => void run('umount', '--lazy', join(library.path, 'reports')));
  const given = join(await makeFolder(), 'given');
  writeReports(given, 600);
  const again = await openLibrary(library.path);
  const fault = faultOf(await again.api['import.paths']({ job: 'full', paths: [given] }));
  expect(fault).toMatchObject({ kind: 'disk-full', remedy: { kind: 'retry' } });
  expect(valueOf(await again.api['library.verify']({ job: 'v' })).findings).toEqual([]);
});

it.skipIf(!MOUNTS)(
  named('a decision that cannot be kept is a fault and no decision; with room it is one'),
  async () => {
    const disk = await makeDisk(24 * 1024);
    const given = join(await makeFolder(), 'given');
    writeReports(given, 40);
    const library = await openLibrary(join(disk, 'library'));
    await importFolder(library.api, given);
    const { rows } = valueOf(await library.api['inbox.page']({ filter: { status: 'all' }, sort: 'count' }));
    const id = rows[0]?.id ?? '';
    const makeRoom = fillDisk(disk, 0);
    const act = {
      target: { kind: 'signatures' as const, ids: [id] },
      act: { kind: 'note' as const, note: 'n'.repeat(20_000) },
    };
    let answer = await library.api['triage.act'](act);
    // The log has some room of its own before it has to grow.
    for (let tries = 0; answer.ok && tries < 400; tries += 1) {
      answer = await library.api['triage.act']({
        ...act,
        act: { kind: 'note', note: `${tries}${'n'.repeat(19_000)}` },
      });
    }
    expect(faultOf(answer)).toMatchObject({ kind: 'disk-full', remedy: { kind: 'retry' } });
    const kept = valueOf(await library.api['signature.detail']({ id })).note;
    makeRoom();
    valueOf(await library.api['triage.act']({ ...act, act: { kind: 'note', note: 'after' } }));
    valueOf(await library.api['triage.undo']({}));
    expect(valueOf(await library.api['signature.detail']({ id })).note).toBe(kept);
    await library.services.close();
    await expectSound(library.path);
  },
);

it.skipIf(!MOUNTS)(
  named('a new library on a full disk, or on one that is read-only, is a state that ends'),
  async () => {
    const disk = await makeDisk(4 * 1024);
    const makeRoom = fillDisk(disk, 8);
    const { door } = await openDoor(join(disk, 'library'));
    expect(await door.call('library.opening', {})).toMatchObject({
      value: { state: 'closed', fault: { kind: 'disk-full', remedy: { kind: 'retry' } } },
    });
    makeRoom();
    expect(await door.call('library.open', { act: 'retry' })).toEqual({ ok: true, value: { state: 'open' } });
    await door.close();

    expect(run('mount', '-o', 'remount,ro', disk)).toBe(true);
    const again = (await openDoor(join(disk, 'library'))).door;
    expect(await again.call('library.opening', {})).toMatchObject({
      value: { state: 'closed', fault: { kind: 'forbidden' } },
    });
    expect(run('mount', '-o', 'remount,rw', disk)).toBe(true);
    expect(await again.call('library.open', { act: 'retry' })).toEqual({ ok: true, value: { state: 'open' } });
  },
);

it.skipIf(!MOUNTS)(
  named('a backup onto a disk that is too small is a fault, and leaves nothing that looks like one'),
  async () => {
    const disk = await makeDisk(512);
    const given = join(await makeFolder(), 'given');
    writeReports(given, 200);
    const library = await openLibrary();
    await importFolder(library.api, given);
    const to = join(disk, 'backup');
    expect(faultOf(await library.api['library.backUp']({ job: 'b', to })).kind).toBe('disk-full');
    expect(faultOf(await library.api['library.backUp']({ job: 'b', to: `${to}.zip` })).kind).toBe('disk-full');
    expect(valueOf(await library.api['library.verify']({ job: 'v' })).clean).toBe(true);
  },
);
