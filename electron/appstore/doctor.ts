/**
 * Looks an account over: the key in the keychain, the clock, whether Apple accepts the key, agreements, which data its
 * role opens, and what is left of the hour. Asks one app, about ten requests, one after the other; changes nothing.
 */
import { diagnose } from '../../shared/appstore/diagnose.ts';
import type { Diagnosis, DiagnosisContext, Observation } from '../../shared/appstore/diagnose.ts';
import { ENDPOINT_WORDS, ROLES } from '../../shared/appstore/diagnosis/endpoint.ts';
import type { Endpoint } from '../../shared/appstore/diagnosis/endpoint.ts';
import type { AppStoreFailure } from '../../shared/appstore/failure.ts';
import { readApps } from '../../shared/appstore/read.ts';
import type { StoreApp } from '../../shared/appstore/submissions.ts';
import type { AccountKind, DoctorCheck, MissingRole } from '../../shared/contract/accounts.ts';
import type { Result } from '../../shared/result.ts';
import type { Client } from './client.ts';
import { PROBES } from './doctor/probes.ts';
import type { Probe, ProbeSubject } from './doctor/probes.ts';

/** What the doctor needs of a client. */
export type DoctorClient = Pick<Client, 'get' | 'download' | 'rateLimit' | 'clockSkew'>;

export interface DoctorOptions {
  /** Reads the key from the keychain and makes a client of it; its failure is a finding. */
  readonly open: () => Promise<Result<DoctorClient, AppStoreFailure>>;
  readonly keyKind: AccountKind;
  readonly keyId: string;
  /** Unix milliseconds. */
  readonly clock: () => number;
  /** Apple's number of the app to ask about. Default: the first that the key sees. */
  readonly app?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Seconds. Within the first the clocks agree; within the second Apple's tolerance and ours cover it. */
const CLOCK_AGREES = 5;
const CLOCK_COVERED = 60;

/** With fewer requests left than this share of the hour, a sync may have to wait. */
const FEW_LEFT = 0.1;

/** Rules that stop every request of the key: nothing further is asked. */
const STOPPING: ReadonlySet<Diagnosis['rule']> = new Set([
  'agreement-unsigned',
  'agreement-delay',
  'membership-lapsed',
  'key-kind',
  'key-rejected',
  'key-unreadable',
  'keychain',
  'token-too-long',
  'clock-ahead',
  'clock-behind',
]);

const AGREEMENTS: ReadonlySet<Diagnosis['rule']> = new Set([
  'agreement-unsigned',
  'agreement-delay',
  'membership-lapsed',
]);

interface Subject {
  readonly id: string;
  readonly title: string;
}

const KEY: Subject = { id: 'key', title: 'Key' };
const CLOCK: Subject = { id: 'clock', title: 'Clock' };
const TOKEN: Subject = { id: 'token', title: 'Accepted by Apple' };
const AGREEMENT: Subject = { id: 'agreements', title: 'Agreements' };
const APPS: Subject = { id: 'apps', title: 'Apps' };
const RATE: Subject = { id: 'rate', title: 'Requests left' };

function fine({ id, title }: Subject, sentence: string): DoctorCheck {
  return { id, title, state: 'ok', sentence, diagnosis: null };
}

function skipped({ id, title }: Subject, sentence: string): DoctorCheck {
  return { id, title, state: 'skipped', sentence, diagnosis: null };
}

function found({ id, title }: Subject, diagnosis: Diagnosis, needed = false): DoctorCheck {
  const isError = diagnosis.severity === 'error' || (needed && diagnosis.rule === 'role-missing');
  return { id, title, state: isError ? 'error' : 'warning', sentence: diagnosis.what, diagnosis };
}

function checkClock(client: DoctorClient): DoctorCheck {
  const skew = client.clockSkew();
  if (skew === null) return skipped(CLOCK, 'Apple’s clock is not known: no answer came.');
  const seconds = Math.round(skew / 1000);
  if (Math.abs(seconds) <= CLOCK_AGREES) return fine(CLOCK, 'This computer’s clock agrees with Apple’s.');
  const off: Observation = { kind: 'observed', seen: 'clock-off', seconds };
  const diagnosis = diagnose(off);
  return Math.abs(seconds) <= CLOCK_COVERED
    ? fine(CLOCK, `${diagnosis.what} That does no harm yet.`)
    : found(CLOCK, diagnosis);
}

function checkRate(client: DoctorClient): DoctorCheck {
  const rate = client.rateLimit();
  if (rate === null) return skipped(RATE, 'Apple did not say how many requests are left.');
  const sentence = `${rate.remaining} of ${rate.limit} requests are left in this hour.`;
  if (rate.remaining >= rate.limit * FEW_LEFT) return fine(RATE, sentence);
  return { ...fine(RATE, `${sentence} Syncing goes on more slowly until Apple allows more.`), state: 'warning' };
}

/** Accepted, refused, or not found out: a 401 is the only refusal of the key itself. */
function checkToken(apps: Result<unknown, AppStoreFailure>, diagnosis: Diagnosis | null): DoctorCheck {
  if (apps.ok || diagnosis === null) return fine(TOKEN, 'Apple accepts the key.');
  const failure = apps.fault;
  if (failure.kind === 'response' && failure.status === 401) return found(TOKEN, diagnosis);
  if (failure.kind === 'response' && failure.status === 403 && diagnosis.rule !== 'not-apple') {
    return fine(TOKEN, 'Apple knows the key.');
  }
  return found(TOKEN, diagnosis);
}

function checkAgreements(apps: Result<unknown, AppStoreFailure>, diagnosis: Diagnosis | null): DoctorCheck {
  if (diagnosis !== null && AGREEMENTS.has(diagnosis.rule)) return found(AGREEMENT, diagnosis);
  if (!apps.ok) return skipped(AGREEMENT, 'Not found out, for Apple did not answer the question before.');
  return fine(
    AGREEMENT,
    'No agreement blocks the key. Whether one waits for its deadline, only App Store Connect › Business shows.',
  );
}

function checkApps(apps: Result<readonly StoreApp[], AppStoreFailure>, diagnosis: Diagnosis | null): DoctorCheck {
  if (!apps.ok) {
    if (diagnosis === null) return skipped(APPS, 'Not asked.');
    const isToken = apps.fault.kind !== 'response' || apps.fault.status === 401;
    return isToken || AGREEMENTS.has(diagnosis.rule)
      ? skipped(APPS, 'Not found out, for Apple answers no request of the key.')
      : found(APPS, diagnosis, true);
  }
  const count = apps.value.length;
  if (count > 0) return fine(APPS, `The key sees ${count === 1 ? 'one app' : `${count} apps`}.`);
  return { ...fine(APPS, 'The key works but sees no app: it may be limited to apps that are gone.'), state: 'warning' };
}

/** Asks one question and puts the answer into a line. Says too whether asking on makes sense. */
async function runProbe(
  probe: Probe,
  subject: ProbeSubject,
  known: () => Partial<DiagnosisContext>,
): Promise<{ readonly check: DoctorCheck; readonly stops: boolean }> {
  const outcome = await probe.ask(subject);
  switch (outcome.kind) {
    case 'fine':
      return { check: fine(probe, outcome.sentence), stops: false };
    case 'nothing':
      return { check: skipped(probe, outcome.sentence), stops: false };
    case 'observed':
      return { check: found(probe, diagnose(outcome.observation)), stops: false };
    case 'failed': {
      const { failure } = outcome;
      const diagnosis = diagnose(failure, { ...known(), endpoint: probe.endpoint });
      const stops = failure.kind === 'network' || STOPPING.has(diagnosis.rule);
      return { check: found(probe, diagnosis, probe.needed), stops };
    }
  }
}

/** Looks an account over, line by line as answers come. Ends early when it is cancelled. */
export async function* checkAccount(options: DoctorOptions): AsyncGenerator<DoctorCheck, void, undefined> {
  const { keyKind, keyId, clock, signal } = options;
  const opened = await options.open();
  if (!opened.ok) {
    yield found(KEY, diagnose(opened.fault, { keyKind, keyId }));
    for (const subject of [CLOCK, TOKEN, AGREEMENT, APPS, ...PROBES, RATE]) {
      yield skipped(subject, 'Not asked, for there is no key to ask with.');
    }
    return;
  }
  const client = opened.value;
  const isCancelled = (): boolean => signal?.aborted === true;
  yield fine(KEY, `The key ${keyId} can be read from the keychain.`);

  const known = (): Partial<DiagnosisContext> => {
    const skew = client.clockSkew();
    return {
      keyKind,
      keyId,
      // The client tries a refused token again by itself, dated by Apple's clock once that is known.
      retried: true,
      clockCorrected: skew !== null,
      clockSkewSeconds: skew === null ? null : Math.round(skew / 1000),
      receivedAt: clock(),
    };
  };
  const query = { limit: 200, 'fields[apps]': ['name', 'bundleId', 'sku'] };
  const apps = await client.get('/v1/apps', { query, read: readApps, signal });
  const diagnosis = apps.ok ? null : diagnose(apps.fault, { ...known(), endpoint: 'apps' });
  if (isCancelled()) return;
  yield checkClock(client);
  yield checkToken(apps, diagnosis);
  yield checkAgreements(apps, diagnosis);
  yield checkApps(apps, diagnosis);

  const app = apps.ok ? (apps.value.find(({ id }) => id === options.app) ?? apps.value[0]) : undefined;
  let stopped = diagnosis !== null;
  const memory: ProbeSubject['memory'] = { build: null, screenshot: null, requests: null };
  for (const probe of PROBES) {
    if (isCancelled()) return;
    if (stopped) yield skipped(probe, 'Not asked; what is wrong above comes first.');
    else if (app === undefined) yield skipped(probe, 'Not asked, for the key sees no app.');
    else {
      const subject: ProbeSubject = { client, app, memory, signal };
      const ran = await runProbe(probe, subject, () => ({ ...known(), keyWorked: true }));
      if (isCancelled()) return;
      stopped = ran.stops;
      yield ran.check;
    }
  }
  yield checkRate(client);
}

/** Data that the key's role does not open, out of the doctor's lines. */
export function missingRoles(checks: readonly DoctorCheck[]): readonly MissingRole[] {
  const refused = new Set(checks.flatMap(({ id, diagnosis }) => (diagnosis?.rule === 'role-missing' ? [id] : [])));
  const endpoints: readonly Endpoint[] = PROBES.filter(({ id }) => refused.has(id)).map(({ endpoint }) => endpoint);
  return endpoints.map((endpoint) => ({ data: ENDPOINT_WORDS[endpoint], role: ROLES[endpoint] }));
}
