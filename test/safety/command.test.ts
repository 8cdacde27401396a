/** `faultline library`: what each verb prints and with which code it ends. */
import { appendFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../electron/cli/program.ts';
import { walkFiles } from '../../electron/inbox/library-care-files.ts';
import { makeFolder, openLibrary, SAMPLES } from '../fixtures/library.ts';
import { valueOf } from '../fixtures/results.ts';
import { createScreen } from '../unit/electron/cli/screen.ts';
import { derivedOf } from './derived.ts';
import { makeFilled, withDatabase } from './fixture.ts';

async function run(
  ...words: readonly string[]
): Promise<{ readonly code: number; readonly said: string; readonly errors: string }> {
  const screen = createScreen('', 80);
  const code = await runProgram(['library', ...words], screen);
  return { code, said: screen.output(), errors: screen.errors() };
}

async function firstOriginal(path: string): Promise<string> {
  for await (const { name } of walkFiles(path, 'reports')) if (/^reports\/[0-9a-f]{2}\//.test(name)) return name;
  throw new Error('there is no original of its own');
}

/** A library with originals of their own: few at a time are no pack. */
async function makeSmall(): Promise<string> {
  const library = await openLibrary();
  const reports = join(SAMPLES, 'reports');
  for (const name of readdirSync(reports).slice(0, 4)) {
    valueOf(await library.api['import.paths']({ job: 'i', paths: [join(reports, name)] }));
  }
  await library.services.close();
  return library.path;
}

it('verify ends with 0 where all is well, else with 1 and what mends it', async () => {
  const path = await makeSmall();
  expect(await run('verify', '--library', path)).toMatchObject({ code: 0 });
  const file = await firstOriginal(path);
  appendFileSync(join(path, file), 'more');
  const damaged = await run('verify', '--library', path);
  expect(damaged.code).toBe(1);
  expect(damaged.said).toContain('The original of one report is no longer what was imported.');
  rmSync(join(path, file));
  const gone = await run('verify', '--library', path, '--format', 'json');
  expect(JSON.parse(gone.said)).toMatchObject({
    clean: false,
    findings: [{ kind: 'original-missing', mend: 'restore' }],
  });
});

it('rebuild finds counts that are wrong and originals that nobody lists', async () => {
  const path = await makeSmall();
  const before = await withDatabase(path, derivedOf);
  await withDatabase(path, (database) => {
    database.run('UPDATE signatures SET crashes = crashes + 1 WHERE key = (SELECT min(key) FROM signatures)');
    database.run('DELETE FROM waits');
  });
  expect((await run('verify', '--library', path)).said).toContain('The counts of one signature');
  expect((await run('rebuild', '--library', path)).code).toBe(0);
  expect((await run('verify', '--library', path)).code).toBe(0);
  expect(await withDatabase(path, derivedOf)).toEqual(before);
});

it('rebuild says what it took over from a database that is damaged, and keeps that', async () => {
  const path = await makeFilled();
  await withDatabase(path, (database) => {
    database.exec('PRAGMA foreign_keys = OFF; DELETE FROM releases');
  });
  const rebuilt = await run('rebuild', '--library', path);
  expect(rebuilt).toMatchObject({ code: 0 });
  expect(rebuilt.said).toMatch(/Taken over: \d+ decisions and notes \(all of them\)/);
  expect(readdirSync(path).some((name) => name.startsWith('faultline.sqlite.damaged-'))).toBe(true);
  expect((await run('verify', '--library', path)).code).toBe(0);
});

it('backup makes a folder or a zip, and says what it holds', async () => {
  const [path, to] = [await makeSmall(), await makeFolder()];
  expect(await run('backup', join(to, 'copy'), '--library', path)).toMatchObject({ code: 0 });
  expect((await run('verify', '--library', join(to, 'copy'))).code).toBe(0);
  // A folder that holds something gets a folder of its own in it, named after the day.
  expect(await run('backup', to, '--library', path)).toMatchObject({ code: 0 });
  expect(await run('backup', join(to, 'copy.zip'), '--library', path)).toMatchObject({ code: 0 });
  const names = readdirSync(to).map((name) => name.replace(/\d{4}-\d\d-\d\d$/, 'of today'));
  expect(names.toSorted()).toEqual(['Faultline Library of today', 'copy', 'copy.zip']);
});

it('move leaves nothing behind but what was not the library’s', async () => {
  const [path, to] = [await makeSmall(), join(await makeFolder(), 'moved')];
  writeFileSync(join(path, 'mine.txt'), 'not of the library');
  const moved = await run('move', to, '--library', path);
  expect(moved.code).toBe(0);
  expect(moved.said).toContain(`--library ${to}`);
  expect(readdirSync(path)).toEqual(['mine.txt']);
  expect((await run('verify', '--library', to)).code).toBe(0);
});

describe('size and empty-caches', () => {
  it('count what is there, and delete caches only', async () => {
    const path = await makeSmall();
    writeFileSync(join(path, 'symbols', 'a.symbols'), Buffer.alloc(1_000_000));
    expect((await run('size', '--library', path)).said).toMatch(/Symbol caches\s+1 MB\s+1 files/);
    expect((await run('verify', '--library', path)).said).toContain('One symbol cache is damaged. Empty the caches');
    expect((await run('empty-caches', '--library', path)).said).toContain('1 symbol caches deleted, 1 MB');
    expect((await run('verify', '--library', path)).code).toBe(0);
  });
});

it('no verb begins a library where none is', async () => {
  const path = join(await makeFolder(), 'none');
  for (const words of [
    ['verify'],
    ['rebuild'],
    ['backup', '/nowhere'],
    ['move', '/nowhere'],
    ['size'],
    ['empty-caches'],
  ]) {
    await expect(run(...words, '--library', path)).rejects.toThrow('there is no library');
  }
  expect(existsSync(path)).toBe(false);
});
