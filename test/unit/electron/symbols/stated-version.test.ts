/** What a dSYM states about its build, and what is made of it when its UUID is not the one that a report needs. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { SymbolIndex } from '../../../../electron/symbols/index.ts';
import { statedVersion } from '../../../../electron/symbols/stated-version.ts';
import { symbolicate } from '../../../../electron/symbols/symbolicate.ts';
import { readReport } from '../../../../shared/formats/index.ts';
import { toSvma } from '../../../../shared/report/address.ts';
import { parseUuid } from '../../../../shared/report/uuid.ts';
import { ok } from '../../../../shared/result.ts';
import { buildIps, uuidFor } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stated-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const KEYS = { version: 'CFBundleShortVersionString', build: 'CFBundleVersion' } as const;

function plist(values: Readonly<Record<string, string>>): string {
  const items = Object.entries(values).map(([key, value]) => `\t\t<key>${key}</key>\n\t\t<string>${value}</string>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">\n\t<dict>\n${items.join('')}\t</dict>\n</plist>\n`;
}

/** A dSYM's DWARF file, empty; the `Info.plist` beside it is left out where it is `null`. */
function dsym(info: string | null, name = 'Pier'): string {
  const contents = join(folder, `${name}.app.dSYM`, 'Contents');
  mkdirSync(join(contents, 'Resources', 'DWARF'), { recursive: true });
  if (info !== null) writeFileSync(join(contents, 'Info.plist'), info);
  const path = join(contents, 'Resources', 'DWARF', 'Pier');
  writeFileSync(path, '');
  return path;
}

function versioned(version: string, build: string): string {
  return dsym(plist({ CFBundleIdentifier: 'com.apple.xcode.dsym.Pier', [KEYS.version]: version, [KEYS.build]: build }));
}

describe('the version that a dSYM states', () => {
  it('is that of its Info.plist', () => {
    expect(statedVersion(versioned('2.1.0', '412'))).toEqual({ version: '2.1.0', build: '412' });
  });

  it.each([
    ['there is no Info.plist', null],
    ['that says nothing of versions', plist({ CFBundleIdentifier: 'com.apple.xcode.dsym.Pier' })],
    ['that has only one of the two', plist({ [KEYS.version]: '2.1.0' })],
    ['that is no text', '\0\u0001bplist00'],
    [
      'the versions lie behind everything that is read',
      `${' '.repeat(70_000)}${plist({ [KEYS.version]: '2', [KEYS.build]: '3' })}`,
    ],
  ])('is unknown where %s', (_, info) => {
    expect(statedVersion(dsym(info))).toBeNull();
  });

  it('is unknown where dsymutil made it up: 1.0 (1) stands for a binary that has no Info.plist', () => {
    expect(statedVersion(versioned('1.0', '1'))).toBeNull();
  });

  it('is unknown for a binary that lies in no dSYM', () => {
    expect(statedVersion(join(folder, 'Pier.app', 'Pier'))).toBeNull();
  });

  it('is read once: the file may go afterwards', () => {
    const path = versioned('2.1.0', '412');
    const first = statedVersion(path);
    rmSync(join(folder, 'Pier.app.dSYM'), { recursive: true });
    expect(statedVersion(path)).toBe(first);
  });
});

describe('a dSYM of the right name with another UUID', () => {
  /** How the app's image stands in a report of Pier 3.0 (300), with that one file at hand. */
  async function standing(path: string, isNamed?: (path: string) => boolean): Promise<string> {
    const uuid = parseUuid(uuidFor('another build'));
    if (uuid === null) throw new Error('not a UUID');
    const entry = { uuid, arch: 'arm64', path, name: 'Pier', hasDebug: true, modified: 1 } as const;
    const report = valueOf(readReport(buildIps({ version: '3.0', build: '300', frames: [{ offset: 0x4000 }] })));
    const done = await symbolicate(report, {
      index: new SymbolIndex([{ ...entry, textVmaddr: toSvma(0x1_0000_0000n) }]),
      engine: { name: 'builtin', lookup: async () => ok([]), close: async () => {} },
      demangle: (name) => name,
      ...(isNamed === undefined ? {} : { isNamed }),
    });
    return done.images[0]?.symbols.kind ?? 'none';
  }

  it('is a mismatch where it states the very version and build of the report: it should have been the one', async () => {
    expect(await standing(versioned('3.0', '300'))).toBe('mismatch');
  });

  it('is a mismatch where it states nothing: it may have been meant', async () => {
    expect(await standing(dsym(null))).toBe('mismatch');
    expect(await standing(join(folder, 'Pier.app', 'Pier'))).toBe('mismatch');
  });

  it.each([
    ['2.9', '300'],
    ['3.0', '299'],
  ])('is one of another release where it states %s (%s), and the right one is missing', async (version, build) => {
    expect(await standing(versioned(version, build))).toBe('missing');
  });

  it('is a mismatch whatever it states where the user named it for this report', async () => {
    const path = versioned('2.9', '299');
    expect(await standing(path, (named) => named === path)).toBe('mismatch');
    expect(await standing(path, () => false)).toBe('missing');
  });
});
