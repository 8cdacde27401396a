/** Feedback of testers as windows and commands ask for it: one by one, with what belongs to it, and what the user decides. */
import { existsSync } from 'node:fs';
import { fieldsInWords } from '../../../shared/appstore/words.ts';
import type {
  CheckedInput,
  FeedbackDetail,
  FeedbackPage,
  FeedbackRow,
  NearbyCrash,
  ReportFeedback,
} from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { imagePath, readImage } from '../../store/images.ts';
import {
  countFeedback,
  crashesNear,
  decideFeedback,
  feedbackOfReport,
  findFeedback,
  listFeedback,
  othersOf,
} from '../../store/feedback.ts';
import type { StoredFeedback } from '../../store/feedback.ts';
import { findImage } from '../../store/screenshots.ts';
import { findUnread } from '../../store/unread.ts';
import type { Library } from '../library.ts';

const NOT_FOUND = { kind: 'not-found', message: 'This feedback is not in the library.' } as const;

/** Milliseconds on both sides. */
const NEAR = 3_600_000;
const MOST_NEARBY = 20;

/** A window of the feedback that matches. */
export function feedbackPage(
  { database }: Library,
  { filter, offset, limit }: CheckedInput<'feedback.page'>,
): FeedbackPage {
  return { total: countFeedback(database, filter), offset, rows: listFeedback(database, filter, offset, limit) };
}

/** Crashes that may be what a tester means who sent no crash. */
function nearbyOf({ database }: Library, { row, device }: StoredFeedback): readonly NearbyCrash[] {
  const { kind, bundleId, build, createdAt } = row;
  if (kind === 'crash' || bundleId === null || build === null || device === null || createdAt === null) return [];
  const near = { bundleId, build, device, at: createdAt, within: NEAR };
  return crashesNear(database, near, MOST_NEARBY).map(({ report, signature, title, crashedAt }) => ({
    report,
    signature,
    title,
    crashedAt,
    distance: crashedAt - createdAt,
  }));
}

function logOf({ database }: Library, { row, logState, log }: StoredFeedback): FeedbackDetail['log'] {
  if (row.kind !== 'crash') return null;
  if (row.report !== null) return 'read';
  if (log !== null && findUnread(database, log) !== null) return 'unread';
  return logState === 'waiting' ? 'waiting' : 'none';
}

/** One feedback with all that belongs to it. */
export function feedbackDetail(library: Library, id: string): Result<FeedbackDetail> {
  const stored = findFeedback(library.database, id);
  if (stored === null) return fail(NOT_FOUND);
  return ok({
    row: stored.row,
    note: stored.note,
    fields: fieldsInWords(stored.facts),
    hasEmail: (stored.facts.email ?? stored.tester.email) !== null,
    log: logOf(library, stored),
    others: othersOf(library.database, stored),
    nearby: nearbyOf(library, stored),
  });
}

/** The tester's address, for whoever asked for it. */
export function feedbackEmail({ database }: Library, id: string): Result<{ readonly email: string | null }> {
  const stored = findFeedback(database, id);
  return stored === null ? fail(NOT_FOUND) : ok({ email: stored.facts.email ?? stored.tester.email });
}

/** What a report came with; null where it came by another way. */
export function feedbackWith({ database }: Library, report: string): ReportFeedback | null {
  const stored = feedbackOfReport(database, report);
  return stored === null ? null : { row: stored.row, others: othersOf(database, stored) };
}

/** Records what the user decided; answers the row as it is now. */
export function decideOnFeedback(
  { database, events }: Library,
  { id, status, note, seen }: CheckedInput<'feedback.decide'>,
): Result<FeedbackRow> {
  if (findFeedback(database, id) === null) return fail(NOT_FOUND);
  decideFeedback(database, id, {
    ...(status === undefined ? {} : { status }),
    ...(note === undefined ? {} : { note }),
    ...(seen === undefined ? {} : { seen }),
  });
  events.emit('feedback.changed', { ids: [id] });
  const stored = findFeedback(database, id);
  return stored === null ? fail(NOT_FOUND) : ok(stored.row);
}

/** The picture of that hash; null where there is none, or its file is gone. */
export async function storedImage(
  { database, path }: Library,
  id: string,
): Promise<{ readonly type: string; readonly bytes: Buffer<ArrayBuffer> } | null> {
  const image = findImage(database, id);
  if (image === null) return null;
  try {
    return { type: image.type, bytes: await readImage(path, image) };
  } catch {
    return null;
  }
}

/** Where a picture lies. */
export function imageFile({ database, path }: Library, id: string): Result<string> {
  const image = findImage(database, id);
  const file = image === null ? null : imagePath(path, image);
  if (file === null || !existsSync(file)) {
    return fail({ kind: 'not-found', message: 'This screenshot is no longer in the library.' });
  }
  return ok(file);
}
