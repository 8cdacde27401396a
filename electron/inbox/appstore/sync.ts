/**
 * Synchronisation as a whole: one run at a time for this library, started by hand or by the clock, with a state that windows
 * may look at. All accounts of a run take their turns.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Diagnosis } from '../../../shared/appstore/diagnose.ts';
import { ENDPOINT_WORDS } from '../../../shared/appstore/diagnosis/endpoint.ts';
import type { AccountSync, MissingRole, SyncPhase, SyncState } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { dropLease, listAccounts, noteSyncEnd, takeLease } from '../../store/accounts.ts';
import type { StoredAccount } from '../../store/accounts.ts';
import { faultOf } from '../../store/faults.ts';
import type { Library } from '../library.ts';
import { resolveWaiting } from '../symbols.ts';
import { endOf, syncAccount } from './account-sync.ts';
import type { AccountEnd, Progress } from './account-sync.ts';
import { News } from './news.ts';
import { explainFailure, identityOf, openAccount } from './source.ts';
import type { AppStoreSource } from './source.ts';

const MINUTE = 60_000;
/** Milliseconds between two synchronisations, give or take a tenth. */
const EVERY = 15 * MINUTE;
/** After a failure that somebody has to mend first. */
const EVERY_AFTER_REFUSAL = 60 * MINUTE;
/** From the start of a host to its first synchronisation. */
const SETTLING = 5000;
const LEASE = 2 * MINUTE;
/** Milliseconds between two events of progress. */
const EVENT_INTERVAL = 250;

export interface SyncOptions {
  readonly source: AppStoreSource;
  /** Resolves after that many milliseconds; rejects when the signal aborts. Default: the clock on the wall. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** 0…1, so that not everybody asks Apple at the same moment. */
  readonly random?: () => number;
}

/** What a synchronisation asks for; of everything else it does not know whether the role opens it. */
const ASKED: ReadonlySet<string> = new Set(
  (['apps', 'builds', 'crash-submissions', 'crash-log', 'screenshot-submissions'] as const).map(
    (endpoint) => ENDPOINT_WORDS[endpoint],
  ),
);

function mergeRoles(before: readonly MissingRole[], now: readonly MissingRole[]): readonly MissingRole[] {
  return [...before.filter(({ data }) => !ASKED.has(data)), ...now];
}

interface Standing {
  phase: SyncPhase;
  app: string | null;
  done: number;
  total: number | null;
  rateLimit: AccountSync['rateLimit'];
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    // Someone else's process is alive, too.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

export class Sync {
  readonly #library: Library;
  readonly #options: SyncOptions;
  readonly #stop = new AbortController();
  readonly #standings = new Map<string, Standing>();
  readonly #next = new Map<string, number>();
  #run: { readonly cancel: AbortController; readonly accounts: ReadonlySet<string> } | null = null;
  #running: Promise<void> = Promise.resolve();
  #scheduled: Promise<void> = Promise.resolve();
  #told = 0;

  constructor(library: Library, options: SyncOptions) {
    this.#library = library;
    this.#options = options;
  }

  /** How all accounts stand. */
  state(): SyncState {
    const accounts = listAccounts(this.#library.database).map((account) => this.#stateOf(account));
    return { running: this.#run !== null, accounts };
  }

  #stateOf({ id, lastSync, syncedAt }: StoredAccount): AccountSync {
    const standing = this.#standings.get(id);
    return {
      id,
      phase: this.#run?.accounts.has(id) === true ? (standing?.phase ?? 'idle') : 'idle',
      app: standing?.app ?? null,
      done: standing?.done ?? 0,
      total: standing?.total ?? null,
      lastSynced: syncedAt,
      nextAt: this.#next.get(id) ?? null,
      offline: lastSync?.state === 'offline',
      problem: lastSync?.diagnosis ?? null,
      rateLimit: standing?.rateLimit ?? null,
    };
  }

  /**
   * Starts a synchronisation; answers at once. One that is under way is joined. Faults: there is no such account, or another
   * host synchronises this library (`library-busy`).
   */
  start(what: { readonly account: string | null; readonly app: string | null }): Result<SyncState> {
    if (this.#run !== null || this.#stop.signal.aborted) return ok(this.state());
    const accounts = listAccounts(this.#library.database).filter(
      ({ id }) => what.account === null || id === what.account,
    );
    if (what.account !== null && accounts.length === 0) {
      return fail({ kind: 'not-found', message: 'This account is no longer in the library.' });
    }
    if (accounts.length === 0) return ok(this.state());
    if (!this.#renewLease()) {
      const message = 'Another Faultline synchronises this library right now.';
      return fail({ kind: 'library-busy', message, remedy: { kind: 'retry' } });
    }
    const cancel = new AbortController();
    this.#run = { cancel, accounts: new Set(accounts.map(({ id }) => id)) };
    const signal = AbortSignal.any([cancel.signal, this.#stop.signal]);
    this.#running = this.#runAll(accounts, what.app, signal);
    this.#tell();
    return ok(this.state());
  }

  /** Cancels what is under way; the next one goes on from there. */
  cancel(): SyncState {
    this.#run?.cancel.abort();
    return this.state();
  }

  /** Resolves when nothing is under way. */
  finished(): Promise<void> {
    return this.#running;
  }

  /** Cancels the run that an account is part of, and waits for its end. */
  async leave(account: string): Promise<void> {
    if (this.#run?.accounts.has(account) !== true) return;
    this.cancel();
    await this.finished();
  }

  /** Synchronises by the clock from now on. For hosts; a command that ends does without. */
  schedule(): void {
    this.#scheduled = this.#tick();
  }

  /** Cancels everything and waits for its end. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#scheduled;
  }

  async #tick(): Promise<void> {
    const { signal } = this.#stop;
    const wait =
      this.#options.wait ?? ((milliseconds, signal) => sleep(milliseconds, undefined, { signal, ref: false }));
    let pause = SETTLING;
    try {
      for (;;) {
        await wait(pause, signal);
        await this.#startDue();
        pause = MINUTE;
      }
    } catch (thrown) {
      if (!signal.aborted) this.#library.complain(faultOf(thrown));
    }
  }

  /** Synchronises the accounts whose time has come. What goes wrong is said, and the clock goes on. */
  async #startDue(): Promise<void> {
    const { database, clock, complain } = this.#library;
    try {
      const now = clock();
      const due = listAccounts(database).filter(({ id }) => (this.#next.get(id) ?? 0) <= now);
      for (const { id } of due) {
        await this.finished();
        const started = this.start({ account: id, app: null });
        // Another host does it: this one looks again later.
        if (!started.ok) this.#next.set(id, now + EVERY);
        await this.finished();
      }
    } catch (thrown) {
      complain(faultOf(thrown));
    }
  }

  #renewLease(): boolean {
    const { database, clock } = this.#library;
    return takeLease(database, process.pid, clock(), clock() + LEASE, isAlive);
  }

  #tell(): void {
    this.#told = performance.now();
    this.#library.events.emit('sync.changed', { accounts: [...(this.#run?.accounts ?? this.#standings.keys())] });
  }

  #progressOf(id: string, rateLimit: () => AccountSync['rateLimit']): Progress {
    const standing: Standing = { phase: 'apps', app: null, done: 0, total: null, rateLimit: null };
    this.#standings.set(id, standing);
    const moved = (): void => {
      standing.rateLimit = rateLimit();
      if (performance.now() - this.#told < EVENT_INTERVAL) return;
      this.#renewLease();
      this.#tell();
    };
    return {
      begin: (phase, app) => {
        Object.assign(standing, { phase, app, done: 0, total: null });
        moved();
      },
      advance: (by, total) => {
        standing.done += by;
        if (total !== undefined) standing.total = total;
        moved();
      },
    };
  }

  async #runAll(accounts: readonly StoredAccount[], app: string | null, signal: AbortSignal): Promise<void> {
    const library = this.#library;
    try {
      for (const account of accounts) await this.#runOne(account, app, signal);
      await resolveWaiting(library, signal, () => {});
    } catch (thrown) {
      library.complain(faultOf(thrown));
    } finally {
      this.#run = null;
      this.#end(() => dropLease(library.database, process.pid));
      this.#tell();
    }
  }

  #end(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      this.#library.complain(faultOf(thrown));
    }
  }

  async #runOne(account: StoredAccount, app: string | null, signal: AbortSignal): Promise<void> {
    const { database, clock, events } = this.#library;
    const news = new News(events);
    const end = await this.#attempt(account, app, signal, news);
    news.flush();
    this.#next.set(account.id, clock() + this.#pauseAfter(end.diagnosis));
    const missingRoles = end.missingRoles && mergeRoles(account.missingRoles, end.missingRoles);
    const whole = end.state === 'done' && app === null;
    noteSyncEnd(database, account.id, { ...end, missingRoles, at: clock(), whole });
  }

  async #attempt(account: StoredAccount, app: string | null, signal: AbortSignal, news: News): Promise<AccountEnd> {
    const { source } = this.#options;
    const library = this.#library;
    if (signal.aborted) return { state: 'cancelled', diagnosis: null, missingRoles: null };
    try {
      const open = await openAccount(source, account);
      if (!open.ok) {
        const diagnosis = explainFailure(open.fault, identityOf(account), null, library.clock());
        return { state: endOf(open.fault), diagnosis, missingRoles: null };
      }
      const progress = this.#progressOf(account.id, () => open.value.client.rateLimit());
      return await syncAccount({ library, open: open.value, signal, news, progress, app });
    } catch (thrown) {
      // What the library's database or disk says is no affair of Apple's.
      library.complain(faultOf(thrown));
      return { state: signal.aborted ? 'cancelled' : 'failed', diagnosis: null, missingRoles: null };
    }
  }

  #pauseAfter(diagnosis: Diagnosis | null): number {
    const needsSomebody = diagnosis?.severity === 'error' && diagnosis.heals !== 'by-itself';
    const usual = needsSomebody ? EVERY_AFTER_REFUSAL : EVERY;
    const jitter = 0.9 + 0.2 * (this.#options.random ?? Math.random)();
    return Math.max(usual * jitter, (diagnosis?.retryAfterSeconds ?? 0) * 1000);
  }
}
