/** A small host in memory: signatures in an order that a test can change, as the real host answers for them. */
import { commonKind } from '../../../shared/report/kind-words.ts';
import type { Input, LibrarySummary, SignatureRow } from '../../../shared/contract.ts';
import { UNDECIDED } from '../../../shared/undecided.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { ReportJson } from '../../../shared/render/json.ts';
import { testBridge } from './bridge.ts';
import type { Handlers, TestBridge } from './bridge.ts';
import { journalOf } from './journal.ts';

/** A row of which only what matters is said. */
export function row(part: Partial<SignatureRow> & { readonly id: string }): SignatureRow {
  return {
    kind: 'crash',
    title: part.id,
    subtitle: '',
    app: 'Harbor',
    bundleId: 'app.harbor',
    versions: ['1.0'],
    count: 1,
    share: 0,
    devices: 0,
    firstSeen: null,
    lastSeen: null,
    trend: [],
    symbols: 'complete',
    status: 'open',
    seen: true,
    sample: false,
    triage: UNDECIDED,
    ...part,
  };
}

const report: ReportJson = {
  kind: 'crash',
  format: 'ips-json',
  bugType: '309',
  incident: null,
  process: 'Harbor',
  pid: null,
  path: null,
  parentProcess: null,
  parentPid: null,
  role: null,
  appName: 'Harbor',
  bundleId: 'app.harbor',
  version: '1.0',
  build: '1',
  os: { name: 'iPhone OS', version: '17.5', build: null },
  platform: 'iOS',
  device: null,
  codeType: null,
  arch: 'arm64',
  deviceKey: null,
  beta: false,
  crashedAt: null,
  launchedAt: null,
  reportVersion: null,
  exception: null,
  termination: null,
  vmRegion: null,
  appInformation: [],
  crashedThread: null,
  threads: [],
  lastException: null,
  backtraces: [],
  images: [],
  notes: [],
  extras: [],
  body: null,
  warnings: [],
};

/** A report with nothing in it but what is given. */
export function reportWith(part: Partial<ReportJson>): ReportJson {
  return { ...report, ...part };
}

export interface MemoryHost {
  /** In the order of the view. */
  rows: SignatureRow[];
  /** The newest report of each signature, where it is not `<id>-newest`. */
  readonly newest: Map<string, string>;
  readonly bridge: TestBridge;
}

function summary(rows: readonly SignatureRow[]): LibrarySummary {
  return {
    signatures: rows.length,
    open: rows.filter(({ status }) => status === 'open').length,
    resolved: rows.filter(({ status }) => status === 'resolved').length,
    ignored: rows.filter(({ status }) => status === 'ignored').length,
    history: { undo: null, redo: null },
    crashes: rows.length,
    kind: commonKind(rows.map(({ kind }) => kind)),
    unread: 0,
    apps: [],
    dsyms: 0,
    waiting: 0,
    feedback: { total: 0, open: 0, unseen: 0 },
    samples: false,
    path: '/library',
  };
}

/** `more` replaces single answers. */
export function memoryHost(rows: readonly SignatureRow[], more: Handlers = {}): MemoryHost {
  const newest = new Map<string, string>();
  const host = { rows: [...rows], newest };
  const visible = (filter: Input<'inbox.page'>['filter'] = {}): readonly SignatureRow[] => {
    const { status = 'open', search = '' } = filter;
    return host.rows.filter((one) => (status === 'all' || one.status === status) && one.title.includes(search));
  };
  const journal = journalOf(host, visible);
  const bridge = testBridge({
    'library.summary': () => ok({ ...summary(host.rows), history: journal.history() }),
    'inbox.page': ({ filter, offset = 0, limit = 100 }) => {
      const found = visible(filter);
      const counts = { total: found.length, crashes: found.length, kind: commonKind(found.map(({ kind }) => kind)) };
      return ok({ ...counts, offset, rows: found.slice(offset, offset + limit) });
    },
    'inbox.position': ({ id, filter }) => {
      const position = visible(filter).findIndex((one) => one.id === id);
      return ok({ position: position === -1 ? null : position });
    },
    'signature.detail': ({ id }) => {
      const found = host.rows.find((one) => one.id === id);
      if (!found) return fail({ kind: 'not-found', message: 'It is gone.' });
      return ok({
        row: found,
        explanation: { rule: 'frames', stack: 'Thread 0, crashed', sentence: '', frames: [], skipped: [] },
        note: '',
        regroupings: [],
        firstBuild: null,
        lastBuild: null,
        evidence: null,
        byOs: [],
        byDevice: [],
        byVersion: [],
        newestReport: newest.get(id) ?? `${id}-newest`,
        reports: 1,
      });
    },
    'signature.overview': ({ id }) =>
      ok({
        id,
        trend: null,
        devices: 0,
        users: null,
        byRelease: [],
        bySystem: [],
        byDevice: [],
      }),
    'signature.reports': () => ok({ total: 0, rows: [] }),
    'report.detail': ({ id }) =>
      ok({
        id,
        signature: id.split('-')[0] ?? id,
        fileName: `${id}.ips`,
        importedAt: 0,
        meaning: { title: '', short: '', text: '', link: null },
        deviceName: null,
        report,
        feedback: null,
        sources: [],
      }),
    ...journal.handlers,
    ...more,
  });
  return Object.assign(host, { bridge });
}

/** Lets everything that was started come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
