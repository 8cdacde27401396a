import { describe, expect, it } from 'vitest';
import { phaseWords, syncWords } from '../../../../renderer/words/sync.ts';
import type { AccountSync } from '../../../../shared/contract/accounts.ts';
import { diagnosis } from './diagnosis.ts';

const NOW = Date.UTC(2026, 0, 12, 9, 41);

function account(part: Partial<AccountSync> = {}): AccountSync {
  return {
    id: 'one',
    phase: 'idle',
    app: null,
    done: 0,
    total: null,
    lastSynced: NOW - 3 * 60_000,
    nextAt: null,
    offline: false,
    problem: null,
    rateLimit: null,
    ...part,
  };
}

function text(running: boolean, ...accounts: AccountSync[]): string | null {
  return syncWords({ running, accounts }, NOW)?.text ?? null;
}

describe('the line about synchronisation', () => {
  it('is not there without an account', () => {
    expect(text(false)).toBeNull();
    expect(syncWords(null, NOW)).toBeNull();
  });

  it('says when all accounts were last complete', () => {
    expect(text(false, account())).toBe('Synced 3 min ago');
    expect(text(false, account(), account({ lastSynced: NOW - 9 * 60_000 }))).toBe('Synced 9 min ago');
    expect(text(false, account(), account({ lastSynced: null }))).toBe('Not synced yet');
  });

  it('says what it is at', () => {
    const busy = account({ phase: 'screenshots', done: 12, total: 1080 });
    expect(text(true, account(), busy)).toBe('Fetching screenshots, 12 of 1,080…');
    expect(text(true, account())).toBe('Syncing…');
    expect(phaseWords({ phase: 'crashes', done: 0, total: null })).toBe('Syncing crashes…');
    expect(phaseWords({ phase: 'crashes', done: 7, total: null })).toBe('Syncing crashes, 7…');
  });

  it('calls being offline a state, with what is there still dated', () => {
    expect(text(false, account({ offline: true }))).toBe('Offline · synced 3 min ago');
    expect(text(false, account({ offline: true, lastSynced: null }))).toBe('Offline');
  });

  it('names the account whose problem it is, but not while it tries again', () => {
    const accounts = [account(), account({ id: 'two', problem: diagnosis() })];
    expect(syncWords({ running: false, accounts }, NOW)?.problem?.account).toBe('two');
    expect(syncWords({ running: true, accounts }, NOW)?.problem).toBeNull();
  });
});
