import { describe, expect, it } from 'vitest';
import { guessUnread } from '../../../shared/unread-words.ts';

function guess(fileName: string, beginning: string, kind: 'not-a-report' | 'unreadable-report' = 'not-a-report') {
  return guessUnread({ fileName, bytes: beginning.length, beginning, fault: { kind, message: '' } }).guess;
}

describe('what an unread file might be', () => {
  it('is told by its bytes, its bug type, its fault and its name, in that order', () => {
    expect(guess('Harbor.ips', '')).toBe('An empty file');
    expect(guess('a.txt', '{"bug_type":"288"', 'unreadable-report')).toContain('bug type 288');
    expect(guess('a.txt', 'panic(cpu 0', 'unreadable-report')).toBe('A report that is not read yet, or damaged');
    for (const name of ['a.ips', 'b.crash.txt', 'c.PANIC', 'd.ips.synced', 'e.cpu_resource.diag', 'f.gpuRestart']) {
      expect(guess(name, 'eggs')).toMatch(/^By its name/);
    }
    expect(guess('shopping.txt', 'eggs')).toBe('No report');
  });
});
