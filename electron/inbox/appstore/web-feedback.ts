/**
 * Feedback that was downloaded from App Store Connect's website: entered as if it had been synchronised, under the same id,
 * so that either way leads to one entry.
 */
import { createHash } from 'node:crypto';
import { sniffImage } from '../../appstore/image.ts';
import { keepImage } from '../../store/images.ts';
import { appOfReport } from '../../store/reports.ts';
import { keepScreenshot, screenshotsOf } from '../../store/screenshots.ts';
import type { StoredImage } from '../../store/screenshots.ts';
import { buildNumbered, fillStoreApp } from '../../store/store-facts.ts';
import { becomeCrash, keepLog, knownSubmission, meetSubmission } from '../../store/submissions.ts';
import type { Submission } from '../../store/submissions.ts';
import type { GatheredFeedback } from '../gathering.ts';
import type { Library } from '../library.ts';

/** More are not sent with one feedback. */
const MOST_PICTURES = 50;

async function keepPictures(library: string, pictures: readonly Uint8Array[]): Promise<readonly StoredImage[]> {
  const images: StoredImage[] = [];
  for (const bytes of pictures.slice(0, MOST_PICTURES)) {
    const facts = sniffImage(bytes);
    if (facts === null) continue;
    const id = createHash('sha256').update(bytes).digest('hex');
    const { type, width, height } = facts;
    const image = { id, type: `image/${type}`, width: width ?? 0, height: height ?? 0, bytes: bytes.length };
    await keepImage(library, image, bytes);
    images.push(image);
  }
  return images;
}

/** Enters feedback with its screenshots and the log of its crash; what is known already is completed. */
export async function keepWebFeedback(
  { path, database, clock, events }: Library,
  { feedback, pictures, log }: GatheredFeedback,
  sample: boolean,
): Promise<void> {
  const images = await keepPictures(path, pictures);
  const { app, version, build, facts } = feedback;
  const id = database.transaction(() => {
    const named = log === null ? null : appOfReport(database, log);
    fillStoreApp(
      database,
      { id: app, name: named?.name ?? null, bundleId: named?.bundleId ?? null, sku: null },
      sample,
    );
    const buildId = build === null ? null : buildNumbered(database, app, { number: build, version }, sample);
    const all = { ...facts, bundleId: named?.bundleId ?? null, buildId };
    const submission: Submission =
      log === null ? { ...all, kind: 'screenshot', screenshots: [] } : { ...all, kind: 'crash' };
    const met =
      knownSubmission(database, facts.id) ?? meetSubmission(database, app, submission, 0, { sample, now: clock() });
    const entry = log === null ? met.id : becomeCrash(database, met.key);
    if (log !== null) keepLog(database, met.key, log);
    const kept = screenshotsOf(database, [met.key]).get(met.key)?.kept ?? [];
    if (kept.length === 0) {
      for (const [position, image] of images.entries()) keepScreenshot(database, met.key, position, image);
    }
    return entry;
  });
  events.emit('feedback.changed', { ids: [id] });
}
