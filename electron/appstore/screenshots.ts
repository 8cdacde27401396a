/**
 * Screenshots' bytes. Apple gives signed addresses that die soon: one that is dead (or will be by the time it is asked) is
 * replaced by reading its submission again, once. What comes must be an image; a page that says "expired" is not kept.
 */
import { createHash } from 'node:crypto';
import type { AppStoreFailure } from '../../shared/appstore/failure.ts';
import type { RemoteScreenshot, ScreenshotSubmission } from '../../shared/appstore/submissions.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Client } from './client.ts';
import { getScreenshotSubmission } from './feedback.ts';
import { sniffImage } from './image.ts';
import type { ImageType } from './image.ts';

/** Bytes. The largest screen as PNG is about a third of this. */
const LARGEST = 64 * 1024 * 1024;
/** Milliseconds before the end from which an address counts as dead. */
const TOO_LATE = 10_000;
/** What the hosts of signed addresses answer when the time is over, or the file moved. */
const DEAD: ReadonlySet<number> = new Set([400, 403, 404, 410]);

/** A screenshot with everything that is kept of it. */
export interface Screenshot {
  readonly bytes: Uint8Array;
  readonly type: ImageType;
  /** Pixels: the file's own, else what Apple said. */
  readonly width: number | null;
  readonly height: number | null;
  /** SHA-256, hex. */
  readonly hash: string;
}

export interface ScreenshotOptions {
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly signal?: AbortSignal | undefined;
}

function isDead({ expiresAt }: RemoteScreenshot, now: number): boolean {
  return expiresAt !== null && expiresAt - now < TOO_LATE;
}

async function fetchImage(
  client: Client,
  remote: RemoteScreenshot,
  signal: AbortSignal | undefined,
): Promise<Result<Screenshot, AppStoreFailure>> {
  const file = await client.download(remote.url, { largest: LARGEST, signal });
  if (!file.ok) return file;
  const bytes = file.value;
  const image = sniffImage(bytes);
  if (image === null) {
    return fail({ kind: 'local', reason: 'malformed', detail: 'The screenshot is neither PNG nor JPEG nor HEIC.' });
  }
  const { type, width, height } = image;
  const hash = createHash('sha256').update(bytes).digest('hex');
  return ok({ bytes, type, width: width ?? remote.width, height: height ?? remote.height, hash });
}

/**
 * The screenshot at `index` of a submission. Its submission is read again when the address is dead; should that fail, its
 * failure is the answer (a 404 of the submission's path: it was withdrawn).
 */
export async function downloadScreenshot(
  client: Client,
  submission: ScreenshotSubmission,
  index: number,
  { clock, signal }: ScreenshotOptions,
): Promise<Result<Screenshot, AppStoreFailure>> {
  const remote = submission.screenshots[index];
  const now = clock() - (client.clockSkew() ?? 0);
  if (remote !== undefined && !isDead(remote, now)) {
    const first = await fetchImage(client, remote, signal);
    const isOver = !first.ok && first.fault.kind === 'response' && DEAD.has(first.fault.status);
    if (!isOver) return first;
  }
  const again = await getScreenshotSubmission(client, submission.id, signal);
  if (!again.ok) return again;
  const fresh = again.value.screenshots[index];
  if (fresh === undefined) {
    return fail({ kind: 'local', reason: 'malformed', detail: 'The submission no longer has this screenshot.' });
  }
  return fetchImage(client, fresh, signal);
}
