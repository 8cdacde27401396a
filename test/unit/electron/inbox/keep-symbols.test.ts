import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPassing } from '../../../../electron/inbox/keep-symbols.ts';
import { SymbolIndex } from '../../../../electron/symbols/index.ts';
import { statedVersion } from '../../../../electron/symbols/stated-version.ts';

const DSYM = resolve(import.meta.dirname, '../../../../resources/samples/dSYMs/Harbor 2.1.0 (412)/Harbor.dSYM');

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'faultline-keep-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('symbols that will pass away', () => {
  it('are copied into the library as a bundle, with the version that they state', async () => {
    const upload = join(folder, 'upload', 'Harbor.dSYM');
    const library = join(folder, 'library');
    mkdirSync(library);
    cpSync(DSYM, upload, { recursive: true });
    const index = new SymbolIndex();
    await index.scan([upload]);

    const { entries, problems } = await keepPassing(library, index.entries());
    rmSync(upload, { recursive: true });

    expect(problems).toEqual([]);
    const [entry] = entries;
    expect(entry?.path.startsWith(join(library, 'symbols'))).toBe(true);
    expect(statedVersion(entry?.path ?? '')).toEqual({ version: '2.1.0', build: '412' });
    const kept = new SymbolIndex();
    await kept.scan([join(library, 'symbols')]);
    expect(kept.entries().map(({ uuid }) => uuid)).toEqual([entry?.uuid]);
  });
});
