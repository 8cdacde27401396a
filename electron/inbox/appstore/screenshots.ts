/** Screenshots of feedback: fetched while their addresses live, kept by content, with what they measure. */
import type { AppStoreFailure } from '../../../shared/appstore/failure.ts';
import type { ScreenshotSubmission } from '../../../shared/appstore/submissions.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { getScreenshotSubmission } from '../../appstore/feedback.ts';
import { downloadScreenshot } from '../../appstore/screenshots.ts';
import { keepImage } from '../../store/images.ts';
import { failScreenshot, keepScreenshot, loseScreenshots, waitingPositions } from '../../store/screenshots.ts';
import { submissionId, withdraw } from '../../store/submissions.ts';
import type { Waiting } from '../../store/submissions.ts';
import type { AppSync } from './app-sync.ts';

/** Pictures in memory at a time. */
const AT_A_TIME = 4;
const GONE: ReadonlySet<number> = new Set([404, 410]);
/** What hosts of files answer to addresses that are of no use. */
const REFUSED: ReadonlySet<number> = new Set([400, 403, 404, 410]);

function judge(failure: AppStoreFailure): 'withdrawn' | 'later' | 'stop' {
  if (failure.kind === 'local') {
    return failure.reason === 'bad-key' || failure.reason === 'keychain' ? 'stop' : 'later';
  }
  if (failure.kind !== 'response') return 'stop';
  const isApi = failure.url.startsWith('/v1/');
  if (isApi && GONE.has(failure.status)) return 'withdrawn';
  return !isApi && REFUSED.has(failure.status) ? 'later' : 'stop';
}

/** Deals with a failure; answers it where nothing more can be fetched now. */
function settleFailure(
  sync: AppSync,
  key: number,
  position: number | null,
  failure: AppStoreFailure,
): AppStoreFailure | null {
  const { database } = sync.library;
  switch (judge(failure)) {
    case 'withdrawn':
      database.transaction(() => {
        withdraw(database, key);
        loseScreenshots(database, key);
      });
      return null;
    case 'later':
      sync.noteProblem(failure);
      for (const waiting of position === null ? waitingPositions(database, key) : [position]) {
        failScreenshot(database, key, waiting);
      }
      return null;
    case 'stop':
      return failure;
  }
}

async function fetchOne(
  sync: AppSync,
  key: number,
  submission: ScreenshotSubmission,
  position: number,
): Promise<AppStoreFailure | null> {
  const { client, library, signal } = sync;
  const got = await downloadScreenshot(client, submission, position, { clock: library.clock, signal });
  if (!got.ok) return settleFailure(sync, key, position, got.fault);
  const { bytes, hash, type, width, height } = got.value;
  const image = { id: hash, type: `image/${type}`, width: width ?? 0, height: height ?? 0, bytes: bytes.length };
  await keepImage(library.path, image, bytes);
  keepScreenshot(library.database, key, position, image);
  return null;
}

/** Runs work over entries, a few at a time; stops at the first failure. */
async function inTurns<Entry>(
  entries: readonly Entry[],
  work: (entry: Entry) => Promise<AppStoreFailure | null>,
): Promise<Result<null, AppStoreFailure>> {
  const waiting = entries.values();
  let stop: AppStoreFailure | null = null;
  const worker = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done && stop === null; next = waiting.next()) {
      const failure = await work(next.value);
      stop ??= failure;
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return stop === null ? ok(null) : fail(stop);
}

async function fetchSubmission(
  sync: AppSync,
  key: number,
  submission: ScreenshotSubmission,
): Promise<AppStoreFailure | null> {
  const positions = waitingPositions(sync.library.database, key);
  for (const position of positions) {
    const failure = await fetchOne(sync, key, submission, position);
    if (failure !== null) return failure;
  }
  if (positions.length > 0) sync.news.feedback([submissionId('screenshot', submission.id)]);
  sync.advance(1);
  return null;
}

/** Fetches what submissions that were just read announce. */
export function fetchScreenshots(
  sync: AppSync,
  entries: readonly { readonly key: number; readonly entry: ScreenshotSubmission }[],
): Promise<Result<null, AppStoreFailure>> {
  return inTurns(entries, ({ key, entry }) => fetchSubmission(sync, key, entry));
}

/** Fetches what an earlier synchronisation left behind: addresses are not kept, so each submission is read again. */
export function fetchLeftScreenshots(sync: AppSync, left: readonly Waiting[]): Promise<Result<null, AppStoreFailure>> {
  return inTurns(left, async ({ key, appleId }) => {
    const submission = await getScreenshotSubmission(sync.client, appleId, sync.signal);
    return submission.ok
      ? fetchSubmission(sync, key, submission.value)
      : settleFailure(sync, key, null, submission.fault);
  });
}
