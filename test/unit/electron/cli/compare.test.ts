import { describe, expect, it } from 'vitest';
import { printComparison, readRelease } from '../../../../electron/cli/compare.ts';
import { openLibrary } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { addAll, makeFacts, makeGrouping } from '../../../fixtures/store.ts';
import { createScreen } from './screen.ts';

async function harbour(): Promise<OpenLibrary> {
  const library = await openLibrary();
  addAll(library.services.library.database, [
    [makeFacts('1', { version: '1.0', build: '10' }), makeGrouping('moor')],
    [makeFacts('2', { version: '1.1', build: '11' }), makeGrouping('anchor', { subtitle: 'a | b\nc' })],
  ]);
  return library;
}

const ASKED = { app: 'Pier', before: '1.0', after: '1.1 (11)' };

describe('faultline compare', () => {
  it('prints what is new and gone, with counts of both sides', async () => {
    const { api } = await harbour();
    const screen = createScreen();
    expect(await printComparison(api, ASKED, 'text', screen)).toBe(0);
    expect(screen.output()).toContain('Pier: 1.0, 1 crash → 1.1 (11), 1 crash');
    expect(screen.output()).toMatch(/New: 1\n.*\n\s+– {2,}1 \(100 %\) {2}function anchor/);
    expect(screen.output()).toMatch(/Gone: 1\n.*\n1 \(100 %\) {2,}– {2}function moor/);
  });

  it('prints Markdown whose tables nothing breaks', async () => {
    const { api } = await harbour();
    const screen = createScreen();
    await printComparison(api, ASKED, 'markdown', screen);
    const rows = screen
      .output()
      .split('\n')
      .filter((line) => line.includes('function'));
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  it('prints JSON that is the contract’s', async () => {
    const { api } = await harbour();
    const screen = createScreen();
    await printComparison(api, ASKED, 'json', screen);
    expect(JSON.parse(screen.output())).toMatchObject({ app: 'com.example.Pier', after: { build: '11', crashes: 1 } });
  });

  it('says which version has no crash', async () => {
    const { api } = await harbour();
    const screen = createScreen();
    expect(await printComparison(api, { ...ASKED, before: '7' }, 'text', screen)).toBe(1);
    expect(screen.errors()).toContain('no report of Pier 7');
  });

  it.each([
    ['2.1.0', { version: '2.1.0', build: null }],
    ['2.1.0 (412)', { version: '2.1.0', build: '412' }],
    [' 2.1 ( 4 ) ', { version: '2.1', build: '4' }],
  ])('reads %j', (text, release) => {
    expect(readRelease(text)).toEqual(release);
  });
});
