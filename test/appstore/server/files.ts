/** Files at signed addresses: screenshots and analytics segments. No token is asked for, and none may come. */
import { createHash } from 'node:crypto';
import { segmentFile } from './analytics.ts';
import type { Reply } from './exchange.ts';
import { drawScreenshot } from './png.ts';
import type { Quirks } from './quirks.ts';
import type { FakeSubmission, World } from './world.ts';

const DENIED =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';

function denied(): Reply {
  return { kind: 'bytes', status: 403, bytes: Buffer.from(DENIED), type: 'application/xml' };
}

function sign(path: string, expires: number, issue: number): string {
  return createHash('sha256').update(`${path} ${expires} ${issue}`).digest('hex').slice(0, 40);
}

/** The image's bytes, as a test may compare them. */
export function imageOf({ index, images }: FakeSubmission, at: number): Buffer {
  const { width, height } = images[at] ?? { width: 1, height: 1 };
  return drawScreenshot(index * 10 + at, width, height);
}

/** A signed address. `issue` counts the addresses that were given out, so that old ones can be killed. */
export function signedAddress(base: string, id: string, at: number, expires: number, issue: number): string {
  const path = `/files/screenshots/${id}/${at}`;
  const query = new URLSearchParams({
    Expires: String(expires),
    Issue: String(issue),
    Signature: sign(path, expires, issue),
  });
  return `${base}${path}?${query.toString()}`;
}

export interface FileScene {
  readonly world: World;
  readonly quirks: Quirks;
  readonly now: number;
  /** Addresses of an earlier issue are dead. */
  readonly deadBefore: number;
}

/** Answers `/files/…`; null for paths that are none of these. */
export function fileReply(url: URL, { world, quirks, now, deadBefore }: FileScene): Reply | null {
  const segment = /^\/files\/segments\/([\d-]+)$/.exec(url.pathname)?.[1];
  if (segment !== undefined) {
    if (url.searchParams.get('X-Amz-Signature') !== 'live') return denied();
    return { kind: 'bytes', status: 200, bytes: segmentFile(segment, quirks), type: 'application/octet-stream' };
  }
  const image = /^\/files\/screenshots\/([^/]+)\/(\d+)$/.exec(url.pathname);
  if (image === null) return null;
  const expires = Number(url.searchParams.get('Expires'));
  const issue = Number(url.searchParams.get('Issue'));
  const isSigned = url.searchParams.get('Signature') === sign(url.pathname, expires, issue);
  if (!isSigned || expires <= now || issue < deadBefore) return denied();
  const submission = world.submission(image[1] ?? '');
  const at = Number(image[2]);
  if (submission?.images[at] === undefined)
    return { kind: 'bytes', status: 404, bytes: Buffer.alloc(0), type: 'text/plain' };
  return { kind: 'bytes', status: 200, bytes: imageOf(submission, at), type: 'image/png' };
}
