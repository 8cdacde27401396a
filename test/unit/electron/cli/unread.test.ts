/** Files that could not be read, from the command line. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../../electron/cli/program.ts';
import { UsageError } from '../../../../electron/cli/usage.ts';
import { keepOriginal } from '../../../../electron/store/originals.ts';
import { keepUnread } from '../../../../electron/store/unread.ts';
import { openLibrary } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { createScreen } from './screen.ts';

async function keep({ path, services }: OpenLibrary, fileName: string, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  const id = createHash('sha256').update(bytes).digest('hex');
  await keepOriginal(path, id, bytes);
  const fault = { kind: 'not-a-report', message: 'This is not a crash report.' } as const;
  const beginning = text.slice(0, 200);
  const file = { id, fileName, bytes: bytes.length, importedAt: 0, fault, beginning, sample: false };
  keepUnread(services.library.database, file);
  return id;
}

async function run({ path }: OpenLibrary, ...words: string[]) {
  const screen = createScreen();
  const code = await runProgram(['unread', ...words, '--library', path], screen);
  return { code, output: screen.output(), errors: screen.errors() };
}

describe('unread files', () => {
  it('are listed and shown, by the beginning of their ids', async () => {
    const library = await openLibrary();
    expect((await run(library)).output).toBe('There are no unread files.\n');
    const id = await keep(library, 'shopping.txt', 'eggs\nmilk\n');
    const { output } = await run(library, 'list');
    expect(output).toContain(id.slice(0, 12));
    expect(output).toContain('shopping.txt');
    const [line] = (await run(library, '--format', 'json')).output.split('\n');
    expect(JSON.parse(line ?? '')).toMatchObject({ id, guess: 'No report' });
    expect((await run(library, 'show', id.slice(0, 6))).output).toContain('This is not a crash report.\n  No report.');
    expect((await run(library, 'show', id, '--raw')).output).toBe('eggs\nmilk\n');
    await expect(run(library, 'show', 'ffffffffffff')).rejects.toThrow(UsageError);
  });

  it('that can be read now move to the inbox', async () => {
    const library = await openLibrary();
    const id = await keep(library, 'late.ips', buildIps());
    await keep(library, 'shopping.txt', 'eggs');
    expect(await run(library, 'retry', id.slice(0, 8))).toMatchObject({ code: 0, output: '1 added\n' });
    expect(await run(library, 'retry')).toMatchObject({ code: 1, output: '0 added, 1 not a crash report\n' });
    expect(valueOf(await library.api['inbox.page']({ sort: 'title' })).total).toBe(1);
  });

  it('are deleted by name, or all of them when that is said', async () => {
    const library = await openLibrary();
    const id = await keep(library, 'one.txt', 'one');
    for (const text of ['two', 'three']) await keep(library, `${text}.txt`, text);
    await expect(run(library, 'delete')).rejects.toThrow(UsageError);
    await expect(run(library, 'delete', id, '--all')).rejects.toThrow(UsageError);
    expect((await run(library, 'delete', id, id)).output).toBe('Deleted 1 file\n');
    expect((await run(library, 'delete', '--all')).output).toBe('Deleted 2 files\n');
    expect(valueOf(await library.api['unread.list']({}))).toEqual([]);
  });
});
