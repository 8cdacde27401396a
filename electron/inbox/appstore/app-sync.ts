/** The synchronisation of one app: builds, crashes with their logs, feedback with screenshots, and what was left behind. */
import type { AppStoreFailure } from '../../../shared/appstore/failure.ts';
import type { SyncPhase } from '../../../shared/contract.ts';
import { ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Client } from '../../appstore/client.ts';
import { listCrashSubmissions, listScreenshotSubmissions } from '../../appstore/feedback.ts';
import { waitingScreenshots } from '../../store/screenshots.ts';
import { countFetched, waitingLogs, waitingLogsAmong } from '../../store/submissions.ts';
import type { Waiting } from '../../store/submissions.ts';
import { placeOf } from '../../store/sync-lists.ts';
import type { ListName } from '../../store/sync-lists.ts';
import type { Library } from '../library.ts';
import { nameBuilds, syncBuilds } from './builds.ts';
import { fetchLogs, LOGS_AT_A_TIME } from './logs.ts';
import type { News } from './news.ts';
import { fetchLeftScreenshots, fetchScreenshots } from './screenshots.ts';
import { walkList } from './walk.ts';

/** One app of one account under way. */
export interface AppSync {
  readonly library: Library;
  readonly client: Client;
  readonly signal: AbortSignal;
  readonly news: News;
  /** Apple's number. */
  readonly app: string;
  readonly appName: string;
  /** A part begins. */
  begin(phase: SyncPhase): void;
  /** More of the part is done; `total` where it is known. */
  advance(by: number, total?: number | null): void;
  /** One thing could not be read; the rest goes on. */
  noteProblem(failure: AppStoreFailure): void;
}

type Part = Promise<Result<null, AppStoreFailure>>;

async function fetchLogsOf(sync: AppSync, waiting: readonly Waiting[]): Part {
  for (let at = 0; at < waiting.length; at += LOGS_AT_A_TIME) {
    const fetched = await fetchLogs(sync, waiting.slice(at, at + LOGS_AT_A_TIME));
    if (!fetched.ok) return fetched;
  }
  return ok(null);
}

/** Takes what waits, a few at a time, each once. */
async function takeLeft(
  next: (passed: readonly number[]) => readonly Waiting[],
  take: (left: readonly Waiting[]) => Part,
): Part {
  const passed: number[] = [];
  for (;;) {
    const left = next(passed);
    if (left.length === 0) return ok(null);
    const taken = await take(left);
    if (!taken.ok) return taken;
    passed.push(...left.map(({ key }) => key));
  }
}

/** On its first walk a list has a whole, of which a part may be done since an earlier attempt. */
function beginList(sync: AppSync, phase: SyncPhase, list: ListName): void {
  const { database } = sync.library;
  sync.begin(phase);
  if (placeOf(database, list).wholeAt === null) sync.advance(countFetched(database, list));
}

function noteUnread(sync: AppSync, entries: number): void {
  const detail = `${entries} entries of Apple’s list have no id; nothing of them can be kept.`;
  sync.noteProblem({ kind: 'local', reason: 'malformed', detail });
}

function syncCrashes(sync: AppSync): Part {
  const { library, client, signal, app, news } = sync;
  const list: ListName = { app, kind: 'crash' };
  beginList(sync, 'crashes', list);
  return walkList({
    library,
    list,
    unread: (entries) => noteUnread(sync, entries),
    pages: (from) => listCrashSubmissions(client, app, { signal, from }),
    changed: (ids) => news.feedback(ids),
    fetchAll: (entries, total) => {
      sync.advance(0, total);
      return fetchLogsOf(
        sync,
        waitingLogsAmong(
          library.database,
          entries.map(({ key }) => key),
        ),
      );
    },
  });
}

function syncLeftLogs(sync: AppSync): Part {
  sync.begin('logs');
  return takeLeft(
    (passed) => waitingLogs(sync.library.database, sync.app, passed, LOGS_AT_A_TIME),
    (left) => fetchLogs(sync, left),
  );
}

function syncScreenshots(sync: AppSync): Part {
  const { library, client, signal, app, news } = sync;
  const list: ListName = { app, kind: 'screenshot' };
  beginList(sync, 'feedback', list);
  return walkList({
    library,
    list,
    unread: (entries) => noteUnread(sync, entries),
    pages: (from) => listScreenshotSubmissions(client, app, { signal, from }),
    changed: (ids) => news.feedback(ids),
    fetchAll: (entries, total) => {
      sync.advance(0, total);
      return fetchScreenshots(sync, entries);
    },
  });
}

function syncLeftScreenshots(sync: AppSync): Part {
  sync.begin('screenshots');
  return takeLeft(
    (passed) => waitingScreenshots(sync.library.database, sync.app, passed, LOGS_AT_A_TIME),
    (left) => fetchLeftScreenshots(sync, left),
  );
}

/** The parts of an app's synchronisation in their order. Each stands alone: one that the key may not see stops no other. */
export const PARTS: readonly ((sync: AppSync) => Part)[] = [
  (sync) => {
    sync.begin('builds');
    return syncBuilds(sync);
  },
  syncCrashes,
  syncLeftLogs,
  syncScreenshots,
  syncLeftScreenshots,
  nameBuilds,
];
