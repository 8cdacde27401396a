import { describe, expect, it } from 'vitest';
import { actWords, placeStatus, placeWords, possibleActs, searchWords } from '../../../../renderer/words/symbols.ts';
import type { HostAbilities, SymbolPlace, SymbolSearch } from '../../../../shared/contract.ts';
import type { SymbolAct } from '../../../../shared/report/symbol-words.ts';

const ACTS: readonly SymbolAct[] = ['choose-dsym', 'add-folder', 'search-spotlight', 'reveal'];
const MAC: HostAbilities = { host: 'desktop', platform: 'macOS', version: '1', paths: true, editors: [] };

describe('what mends an image', () => {
  it('is offered where the host can do it', () => {
    expect(possibleActs(ACTS, MAC)).toEqual(ACTS);
    expect(possibleActs(ACTS, { ...MAC, paths: false })).toEqual(['choose-dsym', 'add-folder', 'search-spotlight']);
    expect(possibleActs(ACTS, { ...MAC, platform: 'Linux' })).toEqual(['choose-dsym', 'add-folder', 'reveal']);
    expect(possibleActs(ACTS, null)).toEqual(['choose-dsym', 'add-folder']);
  });

  it('has a word of its own for each act', () => {
    expect(new Set(ACTS.map(actWords)).size).toBe(ACTS.length);
  });
});

describe('a place', () => {
  const place: SymbolPlace = { kind: 'added', path: '/dSYMs', exists: true, files: 1, looking: false, fault: null };

  it('says how many files are known there, or why nobody knows', () => {
    expect(placeStatus(place)).toBe('1 file with symbols');
    expect(placeStatus({ ...place, files: 3000 })).toBe('3,000 files with symbols');
    expect(placeStatus({ ...place, looking: true })).toBe('Looking…');
    expect(placeStatus({ ...place, exists: false, looking: true })).toBe('Not there');
    const fault = { kind: 'forbidden', message: 'macOS keeps it.' } as const;
    expect(placeStatus({ ...place, fault })).toBe('macOS keeps it.');
  });

  it('has a name for each kind', () => {
    const kinds = ['archives', 'derived-data', 'downloads', 'device-support', 'added'] as const;
    expect(new Set(kinds.map(placeWords)).size).toBe(kinds.length);
  });
});

describe('a search', () => {
  const nothing: SymbolSearch = { found: 0, missing: 1, spotlight: 'found', reason: null };

  it('says what it found, and why no more', () => {
    expect(searchWords(nothing)).toBe('No dSYM found, by Spotlight neither');
    expect(searchWords({ ...nothing, found: 2, missing: 0 })).toBe('2 dSYMs found');
    expect(searchWords({ ...nothing, missing: 0 })).toBe('The dSYM is there');
    expect(searchWords({ ...nothing, spotlight: 'too-slow' })).toBe('No dSYM found: Spotlight did not answer in time');
    expect(searchWords({ ...nothing, spotlight: 'failed', reason: 'It is off.' })).toBe('No dSYM found: It is off.');
    expect(searchWords({ ...nothing, spotlight: 'unavailable' })).toBe('No dSYM found');
  });
});
