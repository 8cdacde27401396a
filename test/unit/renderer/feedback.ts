/** A small host in memory that holds feedback, newest first, and answers for it as the real host does. */
import type { FeedbackDetail, FeedbackRow, Screenshot } from '../../../shared/contract/feedback.ts';
import { fail, ok } from '../../../shared/result.ts';
import { memoryHost } from './host.ts';
import type { Handlers, TestBridge } from './bridge.ts';

export function screenshots(count: number): readonly Screenshot[] {
  return Array.from({ length: count }, (_, at) => {
    const id = String(at).padStart(64, '0');
    return { id, src: `/screenshot/${id}`, type: 'image/png', width: 1179, height: 2556, bytes: 1000 };
  });
}

/** A row of which only what matters is said. */
export function feedbackRow(part: Partial<FeedbackRow> & { readonly id: string }): FeedbackRow {
  return {
    kind: 'screenshot',
    app: 'Harbor',
    bundleId: 'app.harbor',
    createdAt: 0,
    comment: part.id,
    version: '2.1.0',
    build: '412',
    device: 'iPhone 15 Pro',
    os: 'iOS 17.5',
    tester: 'Ada',
    screenshots: [],
    missingScreenshots: 0,
    report: null,
    signature: null,
    status: 'open',
    seen: true,
    withdrawn: false,
    sample: false,
    ...part,
  };
}

function detailOf(row: FeedbackRow): FeedbackDetail {
  return { row, note: '', fields: [], hasEmail: true, log: null, others: [], nearby: [] };
}

export interface FeedbackHost {
  rows: FeedbackRow[];
  readonly bridge: TestBridge;
}

/** `more` replaces single answers. */
export function feedbackHost(rows: readonly FeedbackRow[], more: Handlers = {}): FeedbackHost {
  const matching = (status: string, screenshot: boolean | null): FeedbackRow[] =>
    host.rows.filter(
      (row) =>
        (status === 'all' || row.status === status) &&
        (screenshot === null || row.screenshots.length > 0 === screenshot),
    );
  const { bridge } = memoryHost([], {
    'feedback.page': ({ filter = {}, offset = 0, limit = 100 }) => {
      const found = matching(filter.status ?? 'open', filter.hasScreenshot ?? null);
      return ok({ total: found.length, offset, rows: found.slice(offset, offset + limit) });
    },
    'feedback.position': ({ id, filter = {} }) => {
      const found = matching(filter.status ?? 'open', filter.hasScreenshot ?? null).findIndex((row) => row.id === id);
      return ok({ position: found === -1 ? null : found });
    },
    'feedback.facets': () => fail({ kind: 'not-found', message: 'No facets.' }),
    'feedback.detail': ({ id }) => {
      const row = host.rows.find((one) => one.id === id);
      return row ? ok(detailOf(row)) : fail({ kind: 'not-found', message: 'It is gone.' });
    },
    'feedback.decide': ({ id, status, seen }) => {
      const at = host.rows.findIndex((row) => row.id === id);
      const row = host.rows[at];
      if (!row) return fail({ kind: 'not-found', message: 'It is gone.' });
      const decided = { ...row, status: status ?? row.status, seen: seen ?? row.seen };
      host.rows = host.rows.with(at, decided);
      return ok(decided);
    },
    'feedback.email': ({ id }) => ok({ email: `${id}@example.com` }),
    ...more,
  });
  const host: FeedbackHost = { rows: [...rows], bridge };
  return host;
}
