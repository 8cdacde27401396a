/** Where synchronisation stands, in one quiet line. */
import type { AccountSync, SyncPhase, SyncState } from '../../shared/contract/accounts.ts';
import type { Diagnosis } from '../../shared/appstore/diagnosis/diagnosis.ts';
import { ago } from './dates.ts';
import { count } from './numbers.ts';

const PHASES: Readonly<Record<SyncPhase, string>> = {
  idle: 'Syncing',
  apps: 'Syncing apps',
  builds: 'Syncing builds',
  crashes: 'Syncing crashes',
  logs: 'Fetching crash logs',
  feedback: 'Syncing feedback',
  screenshots: 'Fetching screenshots',
};

/** `Fetching screenshots, 12 of 80…` */
export function phaseWords({ phase, done, total }: Pick<AccountSync, 'phase' | 'done' | 'total'>): string {
  const amount = total === null ? (done === 0 ? '' : `, ${count(done)}`) : `, ${count(done)} of ${count(total)}`;
  return `${PHASES[phase]}${amount}…`;
}

/** What the line at the foot of the sources says. */
export interface SyncWords {
  readonly text: string;
  readonly problem: { readonly account: string; readonly diagnosis: Diagnosis } | null;
  readonly running: boolean;
}

/** When all accounts were last complete: that of the one that waits longest; null when one never was. */
function lastSynced(accounts: readonly AccountSync[]): number | null {
  const times = accounts.map((account) => account.lastSynced);
  return times.reduce((oldest, time) => (oldest === null || time === null ? null : Math.min(oldest, time)));
}

/** Null where there is nothing to synchronise. */
export function syncWords(sync: SyncState | null, now: number): SyncWords | null {
  if (!sync || sync.accounts.length === 0) return null;
  const { accounts, running } = sync;
  const faulty = accounts.find(({ problem }) => problem !== null);
  const problem = faulty?.problem ? { account: faulty.id, diagnosis: faulty.problem } : null;
  if (running) {
    const busy = accounts.find(({ phase }) => phase !== 'idle');
    return { text: busy ? phaseWords(busy) : 'Syncing…', problem: null, running };
  }
  const last = lastSynced(accounts);
  const synced = last === null ? 'Not synced yet' : `Synced ${ago(last, now)}`;
  const offline = accounts.some((account) => account.offline);
  if (offline) return { text: last === null ? 'Offline' : `Offline · ${synced.toLowerCase()}`, problem, running };
  return { text: synced, problem, running };
}
