import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { extractDsyms, looksLikeZip, ZIP_LIMITS } from '../../../../electron/symbols/zip.ts';
import { makeFolder } from '../../../fixtures/library.ts';
import { faultOf, valueOf } from '../../../fixtures/results.ts';
import { buildZip } from '../../../fixtures/zip.ts';
import type { ZipEntry } from '../../../fixtures/zip.ts';

const IMAGE = Buffer.from('what stands for debug information '.repeat(40));
const DWARF = 'Contents/Resources/DWARF';

let folder: string;
let target: string;

beforeEach(async () => {
  folder = await makeFolder();
  target = join(folder, 'zips');
});

function zip(...entries: readonly ZipEntry[]): string {
  const path = join(folder, 'dSYMs.zip');
  writeFileSync(path, buildZip(entries));
  return path;
}

function image(bundle: string, name: string, more: Partial<ZipEntry> = {}): ZipEntry {
  return { name: `${bundle}/${DWARF}/${name}`, bytes: IMAGE, ...more };
}

/** Files below a folder, as paths within it. */
function filesIn(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name).slice(path.length + 1))
    .sort();
}

describe('a zip of dSYMs', () => {
  it('gives its bundles, stored and packed, and nothing else', async () => {
    const path = zip(
      { name: 'Harbor.xcarchive/', bytes: new Uint8Array() },
      { name: 'Harbor.xcarchive/Products/Applications/Harbor.app/Harbor', bytes: IMAGE },
      { name: 'Harbor.xcarchive/dSYMs/Harbor.app.dSYM/Contents/Info.plist', bytes: Buffer.from('<plist/>') },
      image('Harbor.xcarchive/dSYMs/Harbor.app.dSYM', 'Harbor', { deflate: true }),
      image('Harbor.xcarchive/dSYMs/β.framework.dSYM', 'β'),
      { name: `__MACOSX/Harbor.app.dSYM/${DWARF}/._Harbor`, bytes: IMAGE },
    );
    const unpacked = valueOf(await extractDsyms(path, target)) ?? '';
    expect(filesIn(unpacked)).toEqual([
      '0/Harbor.app.dSYM/Contents/Info.plist',
      `0/Harbor.app.dSYM/${DWARF}/Harbor`,
      `1/β.framework.dSYM/${DWARF}/β`,
    ]);
    expect(readFileSync(join(unpacked, `0/Harbor.app.dSYM/${DWARF}/Harbor`)).equals(IMAGE)).toBe(true);
  });

  it('is unpacked once, whatever it is called', async () => {
    const first = valueOf(await extractDsyms(zip(image('A.dSYM', 'A')), target));
    const copy = join(folder, 'copy.zip');
    writeFileSync(copy, readFileSync(join(folder, 'dSYMs.zip')));
    expect(valueOf(await extractDsyms(copy, target))).toBe(first);
    const other = valueOf(await extractDsyms(zip(image('A.dSYM', 'A', { bytes: Buffer.from('another') })), target));
    expect(other).not.toBe(first);
    expect(readdirSync(target)).toHaveLength(2);
  });

  it('may hold bundles of one name: each keeps its own', async () => {
    const other = Buffer.from('of another build');
    const path = zip(image('one/A.dSYM', 'A'), image('two/A.dSYM', 'A', { bytes: other }));
    const unpacked = valueOf(await extractDsyms(path, target)) ?? '';
    expect(filesIn(unpacked)).toEqual([`0/A.dSYM/${DWARF}/A`, `1/A.dSYM/${DWARF}/A`]);
    expect(readFileSync(join(unpacked, `1/A.dSYM/${DWARF}/A`)).equals(other)).toBe(true);
  });

  it('is null where it holds none', async () => {
    expect(valueOf(await extractDsyms(zip({ name: 'notes.txt', bytes: IMAGE }), target))).toBeNull();
    expect(existsSync(target)).toBe(false);
  });
});

describe('a hostile zip', () => {
  /** It is refused, and nothing of it stays. */
  async function refused(path: string, limits = ZIP_LIMITS): Promise<string> {
    const { kind } = faultOf(await extractDsyms(path, target, { limits }));
    expect(existsSync(target) ? readdirSync(target) : []).toEqual([]);
    return kind;
  }

  it.each([
    ['upwards', `../../evil.dSYM/${DWARF}/evil`],
    ['to the root', `/tmp/evil.dSYM/${DWARF}/evil`],
    ['to a drive', `C:\\evil.dSYM/${DWARF}/evil`],
  ])('with a path %s is refused', async (_, name) => {
    expect(await refused(zip({ name, bytes: IMAGE }))).toBe('unreadable-file');
  });

  it('with names that mean something to a file system gets harmless ones', async () => {
    const path = zip(image('my:app.dSYM', 'My:App'), image('x\u0001.dSYM', 'n'.repeat(300)));
    const unpacked = valueOf(await extractDsyms(path, target)) ?? '';
    const files = filesIn(unpacked);
    expect(files[0]).toBe(`0/my_app.dSYM/${DWARF}/My_App`);
    expect(files[1]).toMatch(/^1\/x_\.dSYM\/.*\/[0-9a-f]{64}$/);
  });

  it('leaves links out', async () => {
    const path = zip(image('A.dSYM', 'A', { mode: 0o120777, bytes: Buffer.from('/etc/passwd') }), image('B.dSYM', 'B'));
    const unpacked = valueOf(await extractDsyms(path, target)) ?? '';
    expect(filesIn(unpacked)).toEqual([`0/B.dSYM/${DWARF}/B`]);
  });

  it('that would grow a thousandfold is refused before anything is written', async () => {
    const zeros = new Uint8Array(80 << 20);
    expect(await refused(zip(image('A.dSYM', 'A', { bytes: zeros, deflate: true })))).toBe('too-large');
  });

  it('that says less than it holds is stopped when it says more', async () => {
    const path = zip(image('A.dSYM', 'A', { bytes: new Uint8Array(1 << 20), deflate: true, claims: { size: 100 } }));
    expect(await refused(path)).toBe('unreadable-file');
  });

  it('with more files or bytes than are allowed is refused', async () => {
    const path = zip(image('A.dSYM', 'A'), image('B.dSYM', 'B'));
    expect(await refused(path, { ...ZIP_LIMITS, files: 1 })).toBe('too-large');
    expect(await refused(path, { ...ZIP_LIMITS, entries: 1 })).toBe('too-large');
    expect(await refused(path, { ...ZIP_LIMITS, bytes: IMAGE.length })).toBe('too-large');
  });

  it('with a wrong checksum, or encrypted, is refused', async () => {
    expect(await refused(zip(image('A.dSYM', 'A', { claims: { crc32: 1 } })))).toBe('unreadable-file');
    expect(await refused(zip(image('A.dSYM', 'A', { flags: 1 })))).toBe('unreadable-file');
  });

  it('that ends too early, anywhere, is refused', async () => {
    const whole = buildZip([image('A.dSYM', 'A', { deflate: true })]);
    for (let length = 4; length < whole.length; length += 7) {
      const path = join(folder, 'cut.zip');
      writeFileSync(path, whole.subarray(0, length));
      expect(await refused(path)).toBe('unreadable-file');
    }
  });
});

it('stops when it is told to', async () => {
  const path = zip(image('A.dSYM', 'A', { bytes: new Uint8Array(8 << 20), deflate: true }));
  const result = await extractDsyms(path, target, { signal: AbortSignal.abort() });
  expect(faultOf(result).kind).toBe('cancelled');
  expect(readdirSync(target)).toEqual([]);
});

it('is known by its first bytes', () => {
  expect(looksLikeZip(buildZip([{ name: 'a', bytes: IMAGE }]))).toBe(true);
  expect(looksLikeZip(new Uint8Array())).toBe(false);
  expect(looksLikeZip(Buffer.from('PK\u0005\u0006'))).toBe(false);
});
