import { describe, expect, it } from 'vitest';
import {
  countedGroups,
  countedReports,
  reportsLabel,
  reportsTitle,
  reportsWord,
} from '../../../../renderer/words/kinds.ts';
import { KIND_WORDS, commonKind, isReportKind } from '../../../../shared/report/kind-words.ts';

const KINDS = Object.keys(KIND_WORDS).filter(isReportKind);

describe('what is counted', () => {
  it('has the noun of its kind', () => {
    expect(countedReports(1204, 'crash')).toBe('1,204 crashes');
    expect(countedReports(1, 'panic')).toBe('1 panic');
    expect(countedReports(10, 'hang', 'more ')).toBe('10 more hangs');
    expect(countedGroups(3, 'jetsam')).toBe('3 memory reports');
    expect(countedGroups(1, 'crash', 'open ')).toBe('1 open crash');
  });

  it('is reports, and groups of them signatures, where kinds differ or are not known', () => {
    expect(countedReports(2, null)).toBe('2 reports');
    expect(countedGroups(2, null)).toBe('2 signatures');
    expect(countedGroups(2, 'other')).toBe('2 signatures');
    expect(countedReports(1, null, 'more ')).toBe('1 more report');
  });

  it('begins a label with one capital, and has them throughout in a title', () => {
    expect([reportsLabel('crash'), reportsTitle('crash')]).toEqual(['Crashes', 'Crashes']);
    expect([reportsLabel(null), reportsTitle(null), reportsWord(null)]).toEqual(['Reports', 'Reports', 'reports']);
    expect([reportsLabel('disk-writes'), reportsTitle('disk-writes')]).toEqual([
      'Disk writes reports',
      'Disk Writes Reports',
    ]);
    expect(reportsTitle('os-fault')).toBe('OS Faults');
  });

  it('never calls crashes what is none', () => {
    for (const kind of KINDS.filter((kind) => kind !== 'crash')) {
      const all = [countedReports(2, kind), countedGroups(2, kind), reportsLabel(kind), reportsTitle(kind)];
      expect(all.join(' ')).not.toMatch(/crash/i);
    }
  });
});

describe('a common kind', () => {
  it('is there where all are of it', () => {
    expect(commonKind(['hang', 'hang'])).toBe('hang');
    expect(commonKind(['hang', 'crash'])).toBeNull();
    expect(commonKind([])).toBeNull();
  });
});
