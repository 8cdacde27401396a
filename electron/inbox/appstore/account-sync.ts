/** The synchronisation of one account: its apps, one after the other. What the key's role does not open is noted, not fatal. */
import type { Diagnosis } from '../../../shared/appstore/diagnose.ts';
import type { AppStoreFailure } from '../../../shared/appstore/failure.ts';
import type { StoreApp } from '../../../shared/appstore/submissions.ts';
import type { LastSync, MissingRole, SyncPhase } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { listApps } from '../../appstore/builds.ts';
import { keepStoreApps } from '../../store/store-facts.ts';
import type { Library } from '../library.ts';
import { missingRoleOf } from './accounts.ts';
import { PARTS } from './app-sync.ts';
import type { AppSync } from './app-sync.ts';
import type { News } from './news.ts';
import { explainFailure } from './source.ts';
import type { OpenAccount } from './source.ts';

/** What an account's synchronisation tells while it runs. */
export interface Progress {
  begin(phase: SyncPhase, app: string | null): void;
  advance(by: number, total?: number | null): void;
}

export interface AccountSyncOptions {
  readonly library: Library;
  readonly open: OpenAccount;
  readonly signal: AbortSignal;
  readonly news: News;
  readonly progress: Progress;
  /** A bundle id or Apple's number; null for all apps. */
  readonly app: string | null;
}

/** How an account's synchronisation ended. */
export interface AccountEnd {
  readonly state: LastSync['state'];
  readonly diagnosis: Diagnosis | null;
  readonly missingRoles: readonly MissingRole[] | null;
}

/** What says that this computer, not Apple, is out of reach. */
const UNREACHED: ReadonlySet<string> = new Set(['offline', 'dns', 'refused', 'reset', 'timeout', 'other']);

/** How a failure ends a synchronisation: being offline is a state, not an error. */
export function endOf(failure: AppStoreFailure): LastSync['state'] {
  if (failure.kind !== 'network') return 'failed';
  if (failure.reason === 'cancelled') return 'cancelled';
  return UNREACHED.has(failure.reason) ? 'offline' : 'failed';
}

async function appsOf({
  library,
  open,
  signal,
  progress,
  app,
}: AccountSyncOptions): Promise<Result<readonly StoreApp[], AppStoreFailure>> {
  const apps: StoreApp[] = [];
  progress.begin('apps', null);
  for await (const page of listApps(open.client, { signal })) {
    if (!page.ok) return page;
    library.database.transaction(() => keepStoreApps(library.database, page.value.value));
    apps.push(...page.value.value);
    progress.advance(page.value.value.length, page.value.total);
  }
  if (app === null) return ok(apps);
  const chosen = apps.filter(({ id, bundleId }) => id === app || bundleId === app);
  if (chosen.length > 0) return ok(chosen);
  const detail = `The key sees no app named ${app}: name it by its bundle id or by Apple’s number.`;
  return fail({ kind: 'local', reason: 'malformed', detail });
}

/** Failures on the way, by what they mean for the account. */
class Findings {
  readonly roles = new Map<string, MissingRole>();
  readonly #options: AccountSyncOptions;
  problem: Diagnosis | null = null;

  constructor(options: AccountSyncOptions) {
    this.#options = options;
  }

  explain(failure: AppStoreFailure): Diagnosis {
    const { open, library } = this.#options;
    return explainFailure(failure, open.identity, open.client, library.clock());
  }

  /** Notes a failure; answers whether the rest can go on all the same. */
  take(failure: AppStoreFailure): boolean {
    const diagnosis = this.explain(failure);
    const role = missingRoleOf(failure, diagnosis);
    if (role !== null) {
      this.roles.set(role.data, role);
      return true;
    }
    this.problem = diagnosis;
    // One app that is gone, or that this key may no longer see, is not the end of the others.
    return failure.kind === 'response' && failure.status === 404;
  }
}

function appSync(options: AccountSyncOptions, { id, name, bundleId }: StoreApp, findings: Findings): AppSync {
  const { library, open, signal, news, progress } = options;
  const appName = name ?? bundleId ?? id;
  return {
    library,
    client: open.client,
    signal,
    news,
    app: id,
    appName,
    begin: (phase) => progress.begin(phase, appName),
    advance: (by, total) => progress.advance(by, total),
    noteProblem: (failure) => {
      findings.problem = findings.explain(failure);
    },
  };
}

/** Synchronises an account. Rejects with what the library's database or files throw. */
export async function syncAccount(options: AccountSyncOptions): Promise<AccountEnd> {
  const findings = new Findings(options);
  const ended = (failure: AppStoreFailure): AccountEnd => {
    const state = endOf(failure);
    const roles = findings.roles.size === 0 ? null : [...findings.roles.values()];
    return { state, diagnosis: state === 'failed' ? findings.explain(failure) : null, missingRoles: roles };
  };
  const apps = await appsOf(options);
  if (!apps.ok) return ended(apps.fault);
  for (const app of apps.value) {
    const sync = appSync(options, app, findings);
    for (const part of PARTS) {
      const done = await part(sync);
      if (!done.ok && !findings.take(done.fault)) return ended(done.fault);
    }
  }
  return { state: 'done', diagnosis: findings.problem, missingRoles: [...findings.roles.values()] };
}
