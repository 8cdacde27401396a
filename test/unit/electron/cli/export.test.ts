import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../../../electron/cli/program.ts';
import { makeFolder, openLibrary, SAMPLES } from '../../../fixtures/library.ts';
import { parseCsv } from '../../../fixtures/csv.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { unzip } from '../../../fixtures/unzip.ts';
import { createScreen } from './screen.ts';

async function filled() {
  const folder = await makeFolder();
  const library = await openLibrary(join(folder, 'library'));
  const { added } = valueOf(await library.api['import.paths']({ job: 'import', paths: [join(SAMPLES, 'reports')] }));
  return { ...library, folder, added };
}

async function run(path: string, ...words: readonly string[]) {
  const screen = createScreen();
  const code = await runProgram([...words, '--library', path], screen);
  return { code, output: screen.output(), errors: screen.errors() };
}

describe('faultline export', () => {
  it('prints a table of what the filter leaves', async () => {
    const { path, api } = await filled();
    const { total } = valueOf(await api['inbox.page']({ filter: { version: '2.1.0' } }));
    const { code, output, errors } = await run(path, 'export', '--format', 'csv', '--app-version', '2.1.0');
    expect(code).toBe(0);
    expect(parseCsv(output)).toHaveLength(total + 1);
    expect(errors).toBe(`${total} signatures exported\n`);
  });

  it('prints one signature as Markdown, redacted on request or where the settings say so', async () => {
    const { path, api } = await filled();
    const id = valueOf(await api['inbox.page']({})).rows[0]?.id ?? '';
    expect((await run(path, 'export', id)).output).toMatch(/^# /);
    const json = async (...words: readonly string[]) =>
      (await run(path, 'export', id, '--format', 'json', ...words)).output;
    expect(await json()).toContain('"redacted":false');
    expect(await json('--redact')).toMatch(/"deviceKey":"DEVICE-\w{6}"/);
    await run(path, 'settings', 'redact', 'true');
    expect(await json()).toContain('"redacted":true');
    expect(await json('--no-redact')).toContain('"redacted":false');
  });

  it('writes all original files into a zip', async () => {
    const { path, folder, added } = await filled();
    const file = join(folder, 'all.zip');
    const words = ['export', '--format', 'original', '--all-reports', '--status', 'all', '--output', file];
    expect(await run(path, ...words)).toMatchObject({ code: 0, output: '' });
    expect((await unzip(file)).size).toBe(added);
  });

  it('writes of each signature the reports that the filter leaves, and says how many', async () => {
    const { path, api } = await filled();
    const system = 'iOS 17.2.1';
    const { total, crashes, rows } = valueOf(await api['inbox.page']({ filter: { systems: [system] } }));
    const all = valueOf(await api['export.count']({ target: { kind: 'signatures', ids: rows.map(({ id }) => id) } }));
    // These signatures were seen on other systems, too.
    expect(all.reports).toBeGreaterThan(crashes);
    const words = ['export', '--format', 'csv', '--all-reports', '--os', system];
    const { code, output, errors } = await run(path, ...words);
    const [head = [], ...lines] = parseCsv(output);
    expect({ code, errors }).toEqual({ code: 0, errors: `${total} signatures, ${crashes} reports exported\n` });
    expect(lines).toHaveLength(crashes);
    expect(new Set(lines.map((line) => line[head.indexOf('os')]))).toEqual(new Set([system]));
  });

  it('writes text to a file, too', async () => {
    const { path, folder } = await filled();
    const file = join(folder, 'crashes.json');
    await run(path, 'export', '--format', 'json', '--output', file);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ export: 'faultline' });
  });

  it('says what stands in the way', async () => {
    const { path } = await filled();
    await expect(run(path, 'export', '--format', 'original')).rejects.toThrow('--output');
    await expect(run(path, 'export', 'sig1', '--report', 'x')).rejects.toThrow('not both');
    expect(await run(path, 'export', '--app', 'Nobody')).toMatchObject({
      code: 1,
      errors: 'faultline: nothing matches.\n',
    });
    const refused = await run(path, 'export', '--format', 'original', '--redact', '--output', '/tmp/x.zip');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.errors).toContain('cannot be redacted');
  });
});

describe('faultline settings', () => {
  it('prints them, and sets one', async () => {
    const { path } = await filled();
    expect((await run(path, 'settings')).output).toContain('appearance = "auto"\n');
    expect((await run(path, 'settings', 'appearance', 'dark')).output).toBe('appearance = "dark"\n');
    const mapping = '[{"from":"/build","to":"/src"}]';
    expect((await run(path, 'settings', 'pathMappings', mapping)).output).toBe(`pathMappings = ${mapping}\n`);
    expect((await run(path, 'settings', 'editorCommand', 'subl {file}')).output).toBe(
      'editorCommand = "subl {file}"\n',
    );
  });

  it('refuses what is no setting, and no value of one', async () => {
    const { path } = await filled();
    await expect(run(path, 'settings', 'volume')).rejects.toThrow('there is no setting volume');
    await expect(run(path, 'settings', 'appearance', 'neon')).rejects.toThrow('appearance');
  });
});
