/** The doctor against a client that answers from a table: which lines come, and when it stops asking. */
import { describe, expect, it } from 'vitest';
import { checkAccount, missingRoles } from '../../../../electron/appstore/doctor.ts';
import type { DoctorClient, DoctorOptions } from '../../../../electron/appstore/doctor.ts';
import type { AppStoreFailure } from '../../../../shared/appstore/failure.ts';
import type { DoctorCheck } from '../../../../shared/contract/accounts.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { AGREEMENT, API_TIME, forbidden, response, UNAUTHORIZED } from '../../shared/appstore/responses.ts';

const CRASHES = '/v1/apps/1234567890/betaFeedbackCrashSubmissions';
const SHOTS = '/v1/apps/1234567890/betaFeedbackScreenshotSubmissions';
const METRICS = '/v1/apps/1234567890/perfPowerMetrics';
const DIAGNOSTICS = '/v1/builds/b412/diagnosticSignatures';
const REQUESTS = '/v1/apps/1234567890/analyticsReportRequests';
const PICTURE = 'https://storage.example/shot.png?Signature=secret';

function entry(type: string, id: string, attributes: Record<string, unknown> = {}): unknown {
  return { type, id, attributes, relationships: {} };
}

const HEALTHY: Readonly<Record<string, unknown>> = {
  '/v1/apps': { data: [entry('apps', '1234567890', { name: 'Harbor', bundleId: 'org.example.Harbor' })] },
  '/v1/builds': { data: [entry('builds', 'b412', { version: '412' })] },
  [CRASHES]: { data: [entry('betaFeedbackCrashSubmissions', 'c1')] },
  [SHOTS]: {
    data: [entry('betaFeedbackScreenshotSubmissions', 's1', { screenshots: [{ url: PICTURE, width: 1, height: 1 }] })],
  },
  [METRICS]: { version: '1.0', productData: [{ platform: 'iOS' }] },
  [DIAGNOSTICS]: { data: [entry('diagnosticSignatures', 'd1')] },
  [REQUESTS]: {
    data: [entry('analyticsReportRequests', 'r1', { accessType: 'ONGOING', stoppedDueToInactivity: false })],
  },
};

interface Double {
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly failures?: Readonly<Record<string, AppStoreFailure>>;
  readonly download?: AppStoreFailure;
  readonly skew?: number | null;
  readonly remaining?: number;
  /** Aborts while this path is asked. */
  readonly abortAt?: { readonly path: string; readonly controller: AbortController };
}

interface Visit {
  readonly checks: readonly DoctorCheck[];
  readonly asked: readonly string[];
}

function double(parts: Double, asked: string[]): DoctorClient {
  return {
    get(path, { read }) {
      asked.push(path);
      if (parts.abortAt?.path === path) parts.abortAt.controller.abort();
      const failure = parts.failures?.[path];
      if (failure !== undefined) return Promise.resolve(fail(failure));
      const value = read({ ...HEALTHY, ...parts.answers }[path]);
      return Promise.resolve(value === null ? fail({ kind: 'local', reason: 'malformed', detail: path }) : ok(value));
    },
    download(address) {
      asked.push(address);
      return Promise.resolve(parts.download === undefined ? ok(new Uint8Array(2500)) : fail(parts.download));
    },
    rateLimit: () => ({ limit: 3500, remaining: parts.remaining ?? 3400 }),
    clockSkew: () => (parts.skew === undefined ? 400 : parts.skew),
  };
}

async function visit(parts: Double, options: Partial<DoctorOptions> = {}): Promise<Visit> {
  const asked: string[] = [];
  const checks: DoctorCheck[] = [];
  const lines = checkAccount({
    open: () => Promise.resolve(ok(double(parts, asked))),
    keyKind: 'team',
    keyId: '2X9R4HXF34',
    clock: () => API_TIME,
    ...options,
  });
  for await (const check of lines) checks.push(check);
  return { checks, asked };
}

function line({ checks }: Visit, id: string): DoctorCheck {
  const check = checks.find((check) => check.id === id);
  if (check === undefined) throw new Error(`no line ${id}`);
  return check;
}

function statesOf({ checks }: Visit): Readonly<Record<string, string>> {
  return Object.fromEntries(checks.map(({ id, state }) => [id, state]));
}

describe('a healthy account', () => {
  it('has a good line for everything, each once', async () => {
    const healthy = await visit({});
    expect(statesOf(healthy)).toEqual({
      key: 'ok',
      clock: 'ok',
      token: 'ok',
      agreements: 'ok',
      apps: 'ok',
      builds: 'ok',
      crashes: 'ok',
      screenshots: 'ok',
      'screenshot-file': 'ok',
      metrics: 'ok',
      diagnostics: 'ok',
      analytics: 'ok',
      'analytics-request': 'ok',
      rate: 'ok',
    });
    expect(healthy.checks.every(({ diagnosis }) => diagnosis === null)).toBe(true);
  });

  it('is asked once at each address, and the doctor shows no signed address', async () => {
    const { asked, checks } = await visit({});
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toContain(PICTURE);
    expect(JSON.stringify(checks)).not.toContain('secret');
  });

  it('does not promise that all agreements are signed', async () => {
    expect(line(await visit({}), 'agreements').sentence).toMatch(/only App Store Connect › Business shows/);
  });

  it('that is new is no error: nothing was sent yet', async () => {
    const fresh = await visit({
      answers: {
        '/v1/builds': { data: [] },
        [CRASHES]: { data: [] },
        [SHOTS]: { data: [] },
        [METRICS]: { productData: [] },
      },
    });
    expect(fresh.checks.filter(({ state }) => state === 'error' || state === 'warning')).toEqual([]);
    expect(line(fresh, 'diagnostics').state).toBe('skipped');
    expect(line(fresh, 'screenshot-file').state).toBe('skipped');
  });
});

describe('what stops everything', () => {
  it('a locked keychain: every other line is there, and skipped', async () => {
    const locked = await visit(
      {},
      { open: () => Promise.resolve(fail({ kind: 'local', reason: 'keychain', detail: 'locked' })) },
    );
    expect(line(locked, 'key')).toMatchObject({ state: 'error', diagnosis: { rule: 'keychain' } });
    expect(locked.checks.slice(1).every(({ state }) => state === 'skipped')).toBe(true);
    expect(locked.checks).toHaveLength((await visit({})).checks.length);
  });

  it('a rejected key', async () => {
    const rejected = await visit({ failures: { '/v1/apps': UNAUTHORIZED } });
    expect(line(rejected, 'token')).toMatchObject({ state: 'error', diagnosis: { rule: 'key-rejected', who: 'you' } });
    expect(rejected.asked).toEqual(['/v1/apps']);
    expect(line(rejected, 'agreements').state).toBe('skipped');
  });

  it('an unsigned agreement; the key itself is fine', async () => {
    const unsigned = await visit({ failures: { '/v1/apps': AGREEMENT } });
    expect(line(unsigned, 'token').state).toBe('ok');
    expect(line(unsigned, 'agreements')).toMatchObject({ state: 'error', diagnosis: { who: 'account-holder' } });
    expect(unsigned.asked).toEqual(['/v1/apps']);
  });

  it('a network that goes away in the middle', async () => {
    const gone = await visit({ failures: { [CRASHES]: { kind: 'network', reason: 'offline', detail: '' } } });
    expect(line(gone, 'builds').state).toBe('ok');
    expect(line(gone, 'crashes')).toMatchObject({ state: 'warning', diagnosis: { rule: 'offline' } });
    expect(gone.asked.at(-1)).toBe(CRASHES);
    expect(line(gone, 'metrics').state).toBe('skipped');
  });

  it('being cancelled: no line comes after it', async () => {
    const controller = new AbortController();
    const cancelled = await visit({ abortAt: { path: CRASHES, controller } }, { signal: controller.signal });
    expect(cancelled.asked.at(-1)).toBe(CRASHES);
    expect(cancelled.checks.at(-1)?.id).toBe('builds');
  });
});

describe('what is wrong in part', () => {
  it('a role that does not open feedback is an error, one that does not open analytics a warning; both are named', async () => {
    const small = await visit({ failures: { [CRASHES]: forbidden(CRASHES), [REQUESTS]: forbidden(REQUESTS) } });
    expect(line(small, 'crashes')).toMatchObject({ state: 'error', diagnosis: { rule: 'role-missing', who: 'admin' } });
    expect(line(small, 'analytics').state).toBe('warning');
    expect(line(small, 'screenshots').state).toBe('ok');
    expect(line(small, 'analytics-request').state).toBe('skipped');
    expect(missingRoles(small.checks)).toEqual([
      { data: 'TestFlight’s crash feedback', role: 'the role Admin, App Manager or Developer' },
      { data: 'the analytics report requests', role: 'the role Admin, Sales and Reports, or Finance' },
    ]);
  });

  it('analytics that nobody asked for, and analytics that stopped', async () => {
    const none = await visit({ answers: { [REQUESTS]: { data: [] } } });
    expect(line(none, 'analytics-request')).toMatchObject({ state: 'warning', diagnosis: { rule: 'analytics-none' } });
    const attributes = { accessType: 'ONGOING', stoppedDueToInactivity: true };
    const stopped = await visit({
      answers: { [REQUESTS]: { data: [entry('analyticsReportRequests', 'r1', attributes)] } },
    });
    expect(line(stopped, 'analytics-request').diagnosis).toMatchObject({ rule: 'analytics-stopped', who: 'admin' });
  });

  it('a snapshot is no lasting request', async () => {
    const attributes = { accessType: 'ONE_TIME_SNAPSHOT' };
    const once = await visit({
      answers: { [REQUESTS]: { data: [entry('analyticsReportRequests', 'r1', attributes)] } },
    });
    expect(line(once, 'analytics-request').diagnosis?.rule).toBe('analytics-none');
  });

  it('a screenshot that cannot be reached', async () => {
    const dead = await visit({ download: response({ status: 403, contentType: 'application/xml', url: '/shot.png' }) });
    expect(line(dead, 'screenshot-file').diagnosis?.rule).toBe('screenshot-expired');
    expect(line(dead, 'metrics').state).toBe('ok');
  });

  it.each([
    [400, 'ok', 'agrees'],
    [34_000, 'ok', '34 seconds ahead'],
    [-34_000, 'ok', '34 seconds behind'],
    [300_000, 'warning', '5 minutes ahead'],
    [-7_200_000, 'warning', '2 hours behind'],
  ])('a clock that is off by %i ms is %s', async (skew, state, words) => {
    const clock = line(await visit({ skew }), 'clock');
    expect(clock.state).toBe(state);
    expect(clock.sentence).toContain(words);
  });

  it('few requests left', async () => {
    expect(line(await visit({ remaining: 20 }), 'rate')).toMatchObject({ state: 'warning' });
    expect(line(await visit({ remaining: 20 }), 'rate').sentence).toMatch(/20 of 3500/);
  });

  it('a key that sees no app', async () => {
    const blind = await visit({ answers: { '/v1/apps': { data: [] } } });
    expect(line(blind, 'apps').state).toBe('warning');
    expect(line(blind, 'crashes').state).toBe('skipped');
  });
});

describe('the app that is asked about', () => {
  it('is the one that was named, if the key sees it', async () => {
    const answers = {
      '/v1/apps': { data: [entry('apps', '1', { name: 'Other' }), entry('apps', '1234567890', { name: 'Harbor' })] },
    };
    expect((await visit({ answers }, { app: '1234567890' })).asked).toContain(CRASHES);
    expect((await visit({ answers })).asked).toContain('/v1/apps/1/betaFeedbackCrashSubmissions');
  });
});
