/**
 * The logs of crash submissions: each a request of its own, imported like a file and linked to its submission in the same
 * transaction. A log that no reader knows is kept as an unread file, like any other.
 */
import type { AppStoreFailure } from '../../../shared/appstore/failure.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { getCrashLog } from '../../appstore/feedback.ts';
import { failLog, keepLog, missLog } from '../../store/submissions.ts';
import type { Waiting } from '../../store/submissions.ts';
import { studyAll } from '../batches.ts';
import { commitImport } from '../commit.ts';
import { withNews } from '../news.ts';
import type { StudyItem } from '../protocol.ts';
import { ImportTally } from '../tally.ts';
import type { AppSync } from './app-sync.ts';

/** Logs in memory at a time, and in one transaction. */
export const LOGS_AT_A_TIME = 24;

/** What a failure means for one log: it will never come, it may come another time, or nothing more can be fetched now. */
function judge(failure: AppStoreFailure): 'none' | 'later' | 'stop' {
  if (failure.kind === 'response') return failure.status === 404 || failure.status === 410 ? 'none' : 'stop';
  return failure.kind === 'local' && failure.reason !== 'bad-key' && failure.reason !== 'keychain' ? 'later' : 'stop';
}

/** A name as crash reporters give: `Harbor-2026-11-02-162442.ips`. */
function nameFor(app: string, { createdAt }: Waiting, text: string): string {
  const stamp = new Date(createdAt).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  return `${app.replaceAll(/[/\\\p{Cc}]/gu, '-').slice(0, 100)}-${stamp}.${text.trimStart().startsWith('{') ? 'ips' : 'crash'}`;
}

async function importLogs(
  sync: AppSync,
  logs: readonly { readonly waiting: Waiting; readonly text: string }[],
): Promise<void> {
  const { library, news, signal } = sync;
  const encoder = new TextEncoder();
  const items = logs.map(({ waiting, text }): StudyItem => {
    const source = { kind: 'bytes', bytes: encoder.encode(text) } as const;
    return { source, fileName: nameFor(sync.appName, waiting, text), incidental: false };
  });
  await studyAll(library, items, signal, async (outcomes) => {
    const tally = new ImportTally();
    const link = (kept: readonly (string | null)[]): void => {
      for (const [index, { waiting }] of logs.entries()) {
        const id = kept[index] ?? null;
        if (id !== null) keepLog(library.database, waiting.key, id);
      }
    };
    const commit = (): Promise<readonly string[]> =>
      commitImport(library, outcomes, tally, { sample: false, source: 'testflight' }, link);
    const changed = await withNews(library, 'live', commit);
    for (const { fault } of tally.faults) library.complain(fault);
    news.signatures(changed);
  });
}

/** Fetches the logs of at most `LOGS_AT_A_TIME` submissions and imports them. The failure is the one that stops it all. */
export async function fetchLogs(sync: AppSync, waiting: readonly Waiting[]): Promise<Result<null, AppStoreFailure>> {
  const { library, client, signal, news } = sync;
  const { database } = library;
  let stop: AppStoreFailure | null = null;
  const logs: { readonly waiting: Waiting; readonly text: string }[] = [];
  await Promise.all(
    waiting.map(async (one) => {
      if (stop !== null) return;
      const log = await getCrashLog(client, one.appleId, signal);
      if (log.ok) return void logs.push({ waiting: one, text: log.value });
      switch (judge(log.fault)) {
        case 'none':
          return missLog(database, one.key);
        case 'later':
          sync.noteProblem(log.fault);
          return failLog(database, one.key);
        case 'stop':
          stop ??= log.fault;
      }
    }),
  );
  if (logs.length > 0) await importLogs(sync, logs);
  news.feedback(waiting.map(({ id }) => id));
  sync.advance(waiting.length);
  return stop === null ? ok(null) : fail(stop);
}
