import { describe, expect, it } from 'vitest';
import { importWords, progressWords } from '../../../../renderer/words/imports.ts';
import type { ImportSummary } from '../../../../shared/contract.ts';

function words(part: Partial<ImportSummary>): string {
  return importWords({
    added: 0,
    duplicates: 0,
    unread: 0,
    notReports: 0,
    dsyms: 0,
    symbolicated: 0,
    cancelled: false,
    signature: null,
    report: null,
    faults: [],
    ...part,
  });
}

describe('what became of an import', () => {
  it('counts what came in', () => {
    expect(words({ added: 12, duplicates: 3, notReports: 1 })).toBe('12 added, 3 duplicates, 1 not a crash report');
    expect(words({ added: 1, unread: 2, notReports: 2 })).toBe('1 added, 2 could not be read, 2 not crash reports');
  });

  it('says from which archives it came', () => {
    const [one, two] = [
      { name: 'sysdiagnose_2026.tar.gz', added: 14 },
      { name: 'mail.zip', added: 2 },
    ] as const;
    expect(words({ added: 14, archives: [one] })).toBe('14 added from sysdiagnose_2026.tar.gz');
    expect(words({ added: 16, archives: [one, two] })).toBe('16 added from 2 archives');
    expect(words({ added: 20, archives: [one] })).toBe('20 added, 14 of them from sysdiagnose_2026.tar.gz');
    expect(words({ added: 3, archives: [{ name: 'empty.zip', added: 0 }] })).toBe('3 added');
  });

  it('counts feedback of testers', () => {
    expect(words({ added: 1, feedback: 1 })).toBe('1 added · 1 piece of feedback');
    expect(words({ feedback: 2 })).toBe('2 pieces of feedback');
  });

  it('counts symbols apart from files', () => {
    expect(words({ dsyms: 2, symbolicated: 5 })).toBe('2 dSYMs · 5 reports symbolicated');
    expect(words({ added: 1, dsyms: 1, symbolicated: 1 })).toBe('1 added · 1 dSYM · 1 report symbolicated');
  });

  it('says so when nothing came of it, and when it was cancelled', () => {
    expect(words({})).toBe('Nothing to import was found');
    expect(words({ added: 40, cancelled: true })).toBe('Cancelled: 40 added');
  });
});

describe('progress', () => {
  it('counts against the total once that is known', () => {
    expect(progressWords({ job: 'j', phase: 'reading', done: 0, total: null })).toBe('Reading…');
    expect(progressWords({ job: 'j', phase: 'reading', done: 1200, total: null })).toBe('Reading 1,200…');
    expect(progressWords({ job: 'j', phase: 'symbols', done: 3, total: 12 })).toBe('Symbolicating 3 of 12…');
  });
});
