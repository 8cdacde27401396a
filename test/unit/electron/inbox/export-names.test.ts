import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseName, FileNames, safeName } from '../../../../electron/inbox/export-names.ts';

describe('a name for an exported file', () => {
  it.each([
    ['Harbor-2026-11-02.ips', 'Harbor-2026-11-02.ips'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['.bashrc', 'bashrc'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['con.txt', 'report-con.txt'],
    ['', 'report'],
    ['...', 'report'],
    ['a\u202Egpj.exe', 'a-gpj.exe'],
  ])('of %j is %j', (text, expected) => {
    expect(safeName(text)).toBe(expected);
  });

  it('never climbs, hides, is empty or too long, whatever it is made from', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const name = safeName(text);
        expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}]/u);
        expect(name).not.toMatch(/^\.|[.\s]$/);
        expect(name.isWellFormed()).toBe(true);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThan(150);
      }),
    );
  });

  it('is the last part of a path as any system writes it', () => {
    expect(baseName('C:\\Users\\x\\Crash.ips', false)).toBe('Crash.ips');
    expect(baseName('/tmp/Crash.ips', true)).toBe('Crash');
  });
});

describe('names of one export', () => {
  it('differ for every file system', () => {
    const names = new FileNames();
    const taken = ['a.ips', 'A.ips', 'a.ips', 'a 2.ips', 'b'].map((name) => names.take(name));
    expect(taken[0]).toBe('a.ips');
    expect(new Set(taken.map((name) => name.toLowerCase())).size).toBe(taken.length);
  });
});
