import { describe, expect, it } from 'vitest';
import { describeSymbols } from '../../../../shared/report/symbol-words.ts';
import type { DescribedImage } from '../../../../shared/report/symbol-words.ts';
import { parseUuid } from '../../../../shared/report/uuid.ts';
import type { Uuid } from '../../../../shared/report/uuid.ts';
import type { ImageSymbols } from '../../../../shared/report/report.ts';

function uuid(digit: string): Uuid {
  const parsed = parseUuid(digit.repeat(32));
  if (parsed === null) throw new Error('not a UUID');
  return parsed;
}

const NEEDED = uuid('a');
const FOUND = uuid('b');
const FILE = '/Archives/Harbor.dSYM/Contents/Resources/DWARF/Harbor';

function describeWith(symbols: ImageSymbols, more: Partial<DescribedImage> = {}) {
  return describeSymbols({ uuid: NEEDED, arch: 'arm64', inApp: true, symbols, ...more });
}

describe('the words for an image', () => {
  it('say where its dSYM is', () => {
    expect(describeWith({ kind: 'found', path: FILE })).toEqual({
      short: 'dSYM found',
      particulars: null,
      text: 'dSYM found: /Archives/Harbor.dSYM',
      acts: ['reveal'],
    });
  });

  it('say which build is needed where there is none, and what helps', () => {
    expect(describeWith({ kind: 'missing' })).toEqual({
      short: 'No dSYM',
      particulars: null,
      text: `No dSYM found; needed ${NEEDED} arm64`,
      acts: ['choose-dsym', 'add-folder', 'search-spotlight'],
    });
  });

  it('say needed and found with architecture, place and day where the UUIDs differ', () => {
    const built = Date.UTC(2026, 10, 2, 23, 59);
    const mismatch = { kind: 'mismatch', path: FILE, foundUuid: FOUND, foundArch: 'arm64e', built } as const;
    expect(describeWith(mismatch).text).toBe(
      `UUID mismatch: needed ${NEEDED} arm64, found ${FOUND} arm64e in /Archives/Harbor.dSYM, built on 2026-11-02`,
    );
    expect(describeWith({ ...mismatch, foundArch: null, built: null }).text).toBe(
      `UUID mismatch: needed ${NEEDED} arm64, found ${FOUND} in /Archives/Harbor.dSYM`,
    );
    expect(describeWith(mismatch).particulars).toBe(`found ${FOUND} arm64e, built on 2026-11-02`);
    expect(describeWith(mismatch).acts).toContain('choose-dsym');
  });

  it('tell a file without debug information from one that cannot be read', () => {
    expect(describeWith({ kind: 'no-debug-info', path: '/Harbor' }).text).toBe(
      `Symbol table only, names without file and line: /Harbor; the dSYM of ${NEEDED} arm64 is missing`,
    );
    expect(describeWith({ kind: 'unreadable', path: FILE, reason: 'atos says: no.' }).text).toBe(
      `dSYM unreadable: /Archives/Harbor.dSYM: atos says: no; needed ${NEEDED} arm64`,
    );
  });

  it('promise no mend where none is: no UUID, no dSYM', () => {
    expect(describeWith({ kind: 'missing' }, { uuid: null })).toMatchObject({ short: 'No UUID', acts: [] });
  });

  it('name device support for the system, and what it gave', () => {
    expect(describeWith({ kind: 'system' }, { inApp: false }).text).toContain('without device support files');
    expect(describeWith({ kind: 'found', path: '/Symbols/UIKitCore' }, { inApp: false }).short).toBe('Symbols found');
  });

  it.each<ImageSymbols>([
    { kind: 'unsearched' },
    { kind: 'missing' },
    { kind: 'system' },
    { kind: 'found', path: FILE },
    { kind: 'no-debug-info', path: FILE },
    { kind: 'unreadable', path: FILE, reason: 'It is cut off.' },
    { kind: 'mismatch', path: FILE, foundUuid: FOUND, foundArch: null, built: null },
  ])('are one sentence without a full stop, and offer to reveal only what is there: $kind', (symbols) => {
    for (const inApp of [true, false]) {
      const { short, text, acts } = describeWith(symbols, { inApp });
      expect(text).toMatch(/^[^\n]+[^.\n]$/);
      expect(short.length).toBeLessThan(24);
      expect(acts.includes('reveal')).toBe('path' in symbols);
    }
  });
});
