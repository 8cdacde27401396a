/** Unread files after an update: tried again by themselves, once. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { openLibrary } from '../../../fixtures/library.ts';
import type { OpenLibrary } from '../../../fixtures/library.ts';
import { buildIps } from '../../../fixtures/reports.ts';
import { valueOf } from '../../../fixtures/results.ts';
import { retryAfterUpdate, untriedIn } from '../../../../electron/inbox/unread-update.ts';
import { writeMark } from '../../../../electron/store/marks.ts';
import { keepOriginal } from '../../../../electron/store/originals.ts';
import { keepUnread } from '../../../../electron/store/unread.ts';

/** A file that a Faultline of earlier could not read, in a library that this one has not looked at. */
async function keepAsUnread({ path, services }: OpenLibrary, content: string): Promise<void> {
  const { database } = services.library;
  const bytes = new TextEncoder().encode(content);
  const id = createHash('sha256').update(bytes).digest('hex');
  await keepOriginal(path, id, bytes);
  const fault = { kind: 'unreadable-report', message: 'Not read yet.' } as const;
  keepUnread(database, { id, fileName: id, bytes: bytes.length, importedAt: 0, fault, beginning: '', sample: false });
  writeMark(database, 'readers-version', '0');
}

it('reads what can be read by now, keeps the rest, and does it once', async () => {
  const library = await openLibrary();
  const inner = library.services.library;
  await library.services.settled;
  await keepAsUnread(library, buildIps());
  await keepAsUnread(library, 'no report of any kind');
  expect(untriedIn(inner)).toBe('retry');
  await retryAfterUpdate(inner, 'retry', new AbortController().signal);
  expect(valueOf(await library.api['unread.list']({}))).toHaveLength(1);
  expect(valueOf(await library.api['library.summary']({}))).toMatchObject({ crashes: 1, unread: 1 });
  expect(untriedIn(inner)).toBe('nothing');
});

it('is tried another time where it was cancelled', async () => {
  const library = await openLibrary();
  const inner = library.services.library;
  await library.services.settled;
  await keepAsUnread(library, buildIps());
  await retryAfterUpdate(inner, 'retry', AbortSignal.abort());
  expect(untriedIn(inner)).toBe('retry');
});

it('has nothing to do in a library that has read everything', async () => {
  const { services } = await openLibrary();
  await services.settled;
  expect(untriedIn(services.library)).toBe('nothing');
});
