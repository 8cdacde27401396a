/** Whole commands against the samples, without a process of their own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { runAtos } from '../../../../electron/cli/atos.ts';
import { runProgram } from '../../../../electron/cli/program.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { slicesOf } from '../../../fixtures/symbols/slices.ts';
import { buildZip } from '../../../fixtures/zip.ts';
import { createScreen } from './screen.ts';
import type { Screen } from './screen.ts';

const SAMPLES = resolve(import.meta.dirname, '../../../../resources/samples');
const DSYMS = join(SAMPLES, 'dSYMs');
const DSYM_412 = join(DSYMS, 'Harbor 2.1.0 (412)', 'Harbor.dSYM');
const REPORT = join(SAMPLES, 'reports', 'Harbor-2026-11-18-063011.ips');
const OTHER_BUILD = join(SAMPLES, 'reports', 'Harbor-2026-10-31-175034.ips');

/** Of an image that no dSYM is of. */
const UNKNOWN = 'A0B1C2D3-0000-4000-8000-00000000000F';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-cli-'));
  // What a developer's own library knows must not answer for a test.
  vi.stubEnv('FAULTLINE_LIBRARY', join(folder, 'none'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function run(words: readonly string[], input = ''): Promise<{ code: number; screen: Screen }> {
  const screen = createScreen(input);
  return { code: await runProgram(words, screen), screen };
}

const frame = z.object({
  symbol: z.string().nullable(),
  file: z.string().nullable(),
  line: z.number().nullable(),
  inline: z.boolean(),
  status: z.string(),
  address: z.string().regex(/^0x[0-9a-f]+$/),
});
const report = z.object({
  kind: z.literal('crash'),
  incident: z.string(),
  process: z.string(),
  bundleId: z.string(),
  version: z.string(),
  build: z.string(),
  crashedThread: z.number(),
  threads: z.array(z.object({ index: z.number(), triggered: z.boolean(), frames: z.array(frame) })),
  lastException: z.array(frame).nullable(),
  images: z.array(z.object({ name: z.string().nullable(), uuid: z.string().nullable(), status: z.string() })),
  warnings: z.array(z.unknown()),
});

function crashedFrames(line: string): readonly z.infer<typeof frame>[] {
  const { threads, crashedThread } = report.parse(JSON.parse(line));
  return threads[crashedThread]?.frames ?? [];
}

describe('faultline symbols', () => {
  const rows = (screen: Screen): readonly string[] => screen.output().trimEnd().split('\n').slice(1);

  it('prints each image of the app with its needed UUID, its status and its path; 0 when all are found', async () => {
    const { code, screen } = await run(['symbols', REPORT, '--search', DSYMS]);
    // One framework of the sample is of another build, on purpose.
    expect(code).toBe(1);
    const [heading, ...images] = rows(screen);
    expect(heading).toMatch(/^IMAGE\s+ARCH\s+NEEDED UUID\s+STATUS\s+PATH$/);
    expect(images.find((row) => row.startsWith('Harbor '))).toMatch(
      /^Harbor\s+arm64\s+[0-9a-f-]{36}\s+dSYM found\s+\/.*\/Harbor\.dSYM$/,
    );
    const complete = join(folder, 'complete.ips');
    const [slice] = slicesOf(join(DSYM_412, 'Contents', 'Resources', 'DWARF', 'Harbor'));
    writeFileSync(complete, buildIps({ app: 'Harbor', appUuid: slice?.uuid ?? '' }));
    expect((await run(['symbols', complete, '--dsym', DSYM_412])).code).toBe(0);
  });

  it('ends with 1 when an image of the app has none, and says needed and found', async () => {
    const { code, screen } = await run(['symbols', OTHER_BUILD, '--dsym', DSYM_412]);
    expect(code).toBe(1);
    expect(screen.output()).toMatch(
      /^Harbor\s+arm64\s+[0-9a-f-]{36}\s+UUID mismatch: found [0-9a-f-]{36} arm64, built on \d{4}-\d\d-\d\d\s+\//m,
    );
  });

  it('prints JSON with the words and the acts for all images, one line a report', async () => {
    const { code, screen } = await run(['symbols', OTHER_BUILD, REPORT, '--dsym', DSYM_412, '--format', 'json']);
    expect(code).toBe(1);
    const image = z.object({
      name: z.string().nullable(),
      uuid: z.string().nullable(),
      status: z.string(),
      acts: z.array(z.string()),
    });
    const line = z.object({ report: z.string(), complete: z.boolean(), images: z.array(image.loose()) });
    const lines = screen
      .output()
      .trimEnd()
      .split('\n')
      .map((text) => line.parse(JSON.parse(text)));
    expect(lines.map(({ report }) => report)).toEqual([OTHER_BUILD, REPORT]);
    const harbor = lines[0]?.images.find(({ name }) => name === 'Harbor');
    expect(harbor?.status).toBe('mismatch');
    expect(harbor?.acts).toContain('choose-dsym');
  });

  it('knows what a library knows, and takes zips', async () => {
    const library = join(folder, 'symbols-library');
    expect((await run(['import', DSYMS, '--library', library])).code).toBe(0);
    const found = /^Harbor\s.*dSYM found/m;
    expect((await run(['symbols', REPORT, '--library', library])).screen.output()).toMatch(found);
    const byLibrary = await run(['--library', library, 'symbolicate', REPORT, '--format', 'json']);
    expect(crashedFrames(byLibrary.screen.output())[0]).toMatchObject({ symbol: 'User.avatarURL.getter' });
    expect((await run(['symbols', REPORT])).screen.output()).not.toMatch(found);
    vi.stubEnv('FAULTLINE_LIBRARY', library);
    expect((await run(['symbols', REPORT])).screen.output()).toMatch(found);
    vi.stubEnv('FAULTLINE_LIBRARY', join(folder, 'none'));
    const zip = join(folder, 'dSYMs.zip');
    const image = join('Contents', 'Resources', 'DWARF');
    const entries = ['Harbor', 'HarborKit'].map((name) => {
      const bundle = join(DSYMS, 'Harbor 2.1.0 (412)', `${name}.dSYM`);
      return { name: `${name}.dSYM/${image}/${name}`, bytes: readFileSync(join(bundle, image, name)), deflate: true };
    });
    writeFileSync(zip, buildZip(entries));
    const zipped = await run(['symbols', REPORT, '--dsym', zip]);
    expect(zipped.screen.output()).toMatch(found);
    const named = await run(['symbolicate', REPORT, '--dsym', zip, '--format', 'json']);
    expect(crashedFrames(named.screen.output())[0]).toMatchObject({ symbol: 'User.avatarURL.getter' });
  });

  it('says what it cannot read, and refuses a library that is not there', async () => {
    const bad = join(folder, 'no-report.txt');
    writeFileSync(bad, 'nothing');
    const { code, screen } = await run(['symbols', bad]);
    expect([code, screen.errors()]).toEqual([1, expect.stringContaining(bad)]);
    const absent = await run(['symbols', join(folder, 'absent.ips')]);
    expect(absent.screen.errors()).toMatch(/absent\.ips: The file cannot be found\.\n$/);
    await expect(run(['symbols', REPORT, '--library', join(folder, 'none')])).rejects.toThrow('there is no library');
  });
});

describe('faultline symbolicate', () => {
  it('prints one JSON line a report, with functions, files, lines and inlined calls', async () => {
    const { code, screen } = await run(['symbolicate', REPORT, '--dsym', DSYM_412, '--format', 'json']);
    expect(code).toBe(0);
    expect(screen.output().trimEnd().split('\n')).toHaveLength(1);
    const [top] = crashedFrames(screen.output());
    expect(top).toMatchObject({ symbol: 'User.avatarURL.getter', line: 19, inline: true, status: 'symbolicated' });
    expect(top?.file).toMatch(/User\.swift$/);
  });

  it('prints Apple’s layout by default', async () => {
    const { code, screen } = await run(['symbolicate', REPORT, '--search', DSYMS]);
    expect(code).toBe(0);
    expect(screen.output()).toMatch(/^Thread 0 Crashed:$/m);
    expect(screen.output()).toMatch(
      /^1 {3}Harbor\s+0x[0-9a-f]+ UserManager\.currentUser\.getter \+ 28 \(UserManager\.swift:42\)$/m,
    );
    expect(screen.output()).toMatch(/^Binary Images:$/m);
  });

  it('uses the dSYMs that came with the reports, in their zip or folder', async () => {
    const image = join('Contents', 'Resources', 'DWARF', 'Harbor');
    const entries = [
      { name: 'sent/crash.ips', bytes: readFileSync(REPORT), deflate: true },
      { name: `sent/Harbor.dSYM/${image}`, bytes: readFileSync(join(DSYM_412, image)), deflate: true },
    ];
    const zip = join(folder, 'sent.zip');
    writeFileSync(zip, buildZip(entries));
    const sent = join(folder, 'sent');
    mkdirSync(join(sent, 'Harbor.dSYM', image, '..'), { recursive: true });
    for (const { name, bytes } of entries) writeFileSync(join(folder, name), bytes);
    for (const place of [zip, sent]) {
      const { code, screen } = await run(['symbolicate', place, '--format', 'json']);
      expect([code, crashedFrames(screen.output())[0]?.symbol]).toEqual([0, 'User.avatarURL.getter']);
    }
  });

  it('ends with 1, too, when no frame of a call tree got a name', async () => {
    const hang = join(folder, 'hang.json');
    const frames = {
      binaryName: 'Harbor',
      binaryUUID: UNKNOWN,
      address: 4_295_000_000,
      offsetIntoBinaryTextSegment: 32_768,
    };
    const tree = { callStackPerThread: true, callStacks: [{ threadAttributed: true, callStackRootFrames: [frames] }] };
    writeFileSync(
      hang,
      JSON.stringify({
        diagnosticMetaData: { hangDuration: '3 sec', bundleIdentifier: 'com.example.harbor', appBuildVersion: '412' },
        callStackTree: tree,
      }),
    );
    const { code, screen } = await run(['symbolicate', hang, '--search', DSYMS]);
    expect([code, screen.errors()]).toEqual([1, expect.stringContaining('no dSYM with a matching UUID')]);
  });

  it('ends with 1 and says why when nothing got a name', async () => {
    const { code, screen } = await run(['symbolicate', OTHER_BUILD, '--dsym', DSYM_412, '--format', 'json']);
    expect(code).toBe(1);
    expect(screen.errors()).toMatch(/no dSYM with a matching UUID/);
    expect(crashedFrames(screen.output())[0]).toMatchObject({ symbol: null, status: 'uuid-mismatch' });
  });

  it('goes on behind an input that it cannot read, and ends with 1', async () => {
    const junk = join(folder, 'junk.ips');
    writeFileSync(junk, 'a shopping list');
    const { code, screen } = await run([
      'symbolicate',
      junk,
      REPORT,
      join(folder, 'absent.ips'),
      '--search',
      DSYMS,
      '--format',
      'json',
    ]);
    expect(code).toBe(1);
    expect(screen.output().trimEnd().split('\n')).toHaveLength(1);
    expect(screen.errors().trimEnd().split('\n')).toHaveLength(2);
  });

  it('reads standard input', async () => {
    const { code, screen } = await run(
      ['symbolicate', '-', '--search', DSYMS, '--format', 'markdown'],
      readFileSync(REPORT, 'utf8'),
    );
    expect(code).toBe(0);
    expect(screen.output()).toContain('User.swift:19');
  });
});

describe('faultline show', () => {
  it('prints the report as it is', async () => {
    const { code, screen } = await run(['show', REPORT, '--format', 'json']);
    expect(code).toBe(0);
    expect(crashedFrames(screen.output())[0]).toMatchObject({ symbol: null });
  });
});

describe('faultline import and inbox', () => {
  it('keeps what it imports, and knows it again', async () => {
    const library = join(folder, 'library');
    const first = await run(['import', DSYMS, join(SAMPLES, 'reports'), '--library', library]);
    expect(first.screen.output()).toMatch(/^33 added, \d+ dSYMs/);
    expect(first.code).toBe(0);
    const second = await run(['--library', library, 'import', join(SAMPLES, 'reports')]);
    expect(second.screen.output()).toMatch(/^0 added, 33 duplicates/);

    const all = await run(['inbox', '--library', library, '--format', 'json']);
    const rows = all.screen
      .output()
      .trimEnd()
      .split('\n')
      .map((line) => z.object({ id: z.string(), count: z.number() }).parse(JSON.parse(line)));
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(33);
    const old = await run(['inbox', '--library', library, '--app-version', '2.0.9', '--format', 'json']);
    expect(old.screen.output().trimEnd().split('\n')).toHaveLength(1);
    const table = await run(['inbox', '--library', library]);
    expect(table.screen.output()).toMatch(/10 signatures, 33 crashes/);
  });

  it('names the option that is wrong', async () => {
    for (const words of [
      ['--sort', 'colour'],
      ['--limit', '0'],
      ['--limit', 'x'],
      ['--status', 'gone'],
      ['--format', 'xml'],
    ]) {
      const { code, screen } = await run(['inbox', '--library', join(folder, 'other'), ...words]);
      expect(code).toBe(2);
      expect(screen.errors()).toMatch(new RegExp(`^error: option '${words[0]} .*\\.\n$`));
    }
  });
});

describe('faultline demangle', () => {
  it('replaces every mangled name of a text', async () => {
    const { screen } = await run(
      ['demangle', '--simplified'],
      'at $s6Harbor12ProfileModelC7refreshyyF + 12\n_ZN3foo3barEv\n',
    );
    expect(screen.output()).toBe('at ProfileModel.refresh() + 12\nfoo::bar()\n');
  });
});

describe('faultline atos', () => {
  it('reads addresses from standard input and ends each block with an empty line', async () => {
    const screen = createScreen('0x401c\n0x4070\n');
    expect(await runAtos(['-o', DSYM_412, '-offset', '-i'], screen)).toBe(0);
    const [first, second, ...others] = screen.output().split('\n\n');
    expect(first).toBe(
      'User.avatarURL.getter (in Harbor) (User.swift:19)\nUserManager.currentUser.getter (in Harbor) (UserManager.swift:42)',
    );
    expect(second).toMatch(/ \(in Harbor\) \(\w+\.swift:\d+\)$/);
    expect(others).toEqual(['']);
  });

  it('ends with 1 when no address says anything, and prints it as it came', async () => {
    const screen = createScreen();
    expect(await runAtos(['-o', DSYM_412, '0xdead'], screen)).toBe(1);
    expect(screen.output()).toBe('0xdead\n');
  });
});

describe('usage', () => {
  it.each([[['nonsense']], [['symbolicate']], [['symbolicate', REPORT, '--format', 'xml']], [['web', '--port', 'x']]])(
    '%j ends with 2',
    async (words) => {
      expect((await run(words)).code).toBe(2);
    },
  );

  it.each([[['--help']], [['symbolicate', '--help']], [['--version']]])('%j ends with 0', async (words) => {
    const { code, screen } = await run(words);
    expect(code).toBe(0);
    expect(screen.output()).not.toBe('');
  });

  it('gives examples in its help', async () => {
    expect((await run(['symbolicate', '--help'])).screen.output()).toContain('faultline symbolicate Crash.ips --dsym');
  });
});
