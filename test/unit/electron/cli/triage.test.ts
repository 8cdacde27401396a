/** Deciding from the command line, on a library of the samples. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../../electron/cli/program.ts';
import type { SignatureRow } from '../../../../shared/contract.ts';
import { makeFolder, openLibrary, SAMPLES } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { createScreen } from './screen.ts';

async function filled(): Promise<OpenLibrary> {
  const library = await openLibrary(join(await makeFolder(), 'library'));
  valueOf(await library.api['import.paths']({ job: 'import', paths: [join(SAMPLES, 'reports')] }));
  return library;
}

async function rows({ api }: OpenLibrary): Promise<readonly SignatureRow[]> {
  return valueOf(await api['inbox.page']({ filter: { status: 'all' }, sort: 'title', limit: 500 })).rows;
}

async function run({ path }: OpenLibrary, words: readonly string[], input = '') {
  const screen = createScreen(input);
  const code = await runProgram([...words, '--library', path], screen);
  return { code, output: screen.output(), errors: screen.errors() };
}

describe('acts', () => {
  it('print what they did, and are undone and redone', async () => {
    const library = await filled();
    const [first, second] = (await rows(library)).map(({ id }) => id);
    const ids = [first ?? '', second ?? ''];
    expect(await run(library, ['resolve', ...ids, '--in', '413'])).toMatchObject({
      code: 0,
      output: 'Marked 2 crashes as done in 413\n',
    });
    expect((await rows(library)).filter(({ status }) => status === 'resolved').map(({ id }) => id)).toEqual(ids);
    expect((await run(library, ['undo'])).output).toBe('Undone: Mark 2 Crashes as Done\n');
    expect((await rows(library)).every(({ status }) => status === 'open')).toBe(true);
    expect((await run(library, ['redo'])).output).toBe('Redone: Mark 2 Crashes as Done\n');
    expect(await run(library, ['redo'])).toMatchObject({ code: 1, errors: 'faultline: there is nothing to redo.\n' });
  });

  it('take all that the contract has', async () => {
    const library = await filled();
    const [one, other] = await rows(library);
    const id = one?.id ?? '';
    await run(library, ['ignore', id, '--more', '5']);
    await run(library, ['label', id, '--add', 'flaky', '--add', 'UI']);
    await run(library, ['assign', id, '--to', 'Kim']);
    await run(library, ['priority', id, '--level', 'P1']);
    await run(library, ['note', id, '--text', '-'], 'Look at **this**\n');
    const detail = valueOf(await library.api['signature.detail']({ id }));
    expect(detail.note).toBe('Look at **this**');
    expect(detail.row).toMatchObject({
      status: 'ignored',
      triage: { ignoredUntil: { kind: 'more', left: 5 }, labels: ['flaky', 'UI'], assignee: 'Kim' },
    });
    expect(detail.row.triage.priority).toMatchObject({ level: 'P1', chosen: true });
    expect(await run(library, ['merge', id, '--into', other?.id ?? '', '--reason', 'alike'])).toMatchObject({
      code: 0,
    });
    const reports = valueOf(await library.api['signature.reports']({ id: other?.id ?? '' })).rows;
    const split = await run(library, ['split', other?.id ?? '', '--report', reports[0]?.id ?? '']);
    expect(split.output).toMatch(/^Split 1 report off /);
  });

  it('say what stands in the way', async () => {
    const library = await filled();
    expect(await run(library, ['resolve', 'sig1-gone'])).toMatchObject({
      code: 1,
      errors: 'faultline: This signature is no longer in the library.\n',
    });
  });
});

describe('acts on a filter', () => {
  it('reach all that it leaves, when that is as many as was said', async () => {
    const library = await filled();
    const all = (await rows(library)).length;
    const wrong = await run(library, ['resolve', '--filter', 'status=all', '--expect', String(all + 1)]);
    expect(wrong.code).toBe(1);
    expect(wrong.errors).toContain('Nothing was changed.');
    const right = await run(library, ['resolve', '--filter', 'status=all', '--expect', String(all)]);
    expect(right.output).toBe(`Marked ${all} crashes as done\n`);
  });

  it.each([
    [
      'without a number',
      ['resolve', '--filter', 'status=all'],
      /needs --expect and the number of signatures: it leaves \d+ now/,
    ],
    [
      'with a part that is misspelt',
      ['resolve', '--filter', 'staus=all', '--expect', '1'],
      /staus=all is not understood/,
    ],
    [
      'with a value that is none',
      ['resolve', '--filter', 'priority=P9', '--expect', '1'],
      /priority=P9 is not understood/,
    ],
    ['beside ids', ['resolve', 'sig1-a', '--filter', 'status=all', '--expect', '1'], /not both/],
    ['with neither', ['resolve'], /name signatures, or a --filter/],
    ['with two ends of being ignored', ['ignore', 'sig1-a', '--more', '2', '--next-build'], /one of --until, --more/],
  ])('are refused %s', async (_, words, message) => {
    const library = await openLibrary();
    await expect(run(library, words)).rejects.toThrow(message);
  });
});

describe('users', () => {
  it('are set and printed', async () => {
    const library = await filled();
    const { name = '' } = valueOf(await library.api['triage.words']({})).users[0] ?? {};
    expect((await run(library, ['users', name, '12000'])).output).toMatch(/: 12,000$/m);
    expect((await run(library, ['users', name, 'unknown'])).output).toMatch(/: unknown$/m);
    expect(await run(library, ['users', 'Nobody', '5'])).toMatchObject({ code: 1 });
  });
});
