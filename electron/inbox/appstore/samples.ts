/**
 * The sample feedback: `feedback/feedback.json` holds App Store Connect's own answers, read by the same readers. What is the
 * address of a screenshot there, is the name of a file beside it; crashes name the sample report that came with them.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isObject, text } from '../../../shared/appstore/json.ts';
import type { JsonObject } from '../../../shared/appstore/json.ts';
import {
  readApps,
  readBuilds,
  readCrashSubmissions,
  readScreenshotSubmissions,
} from '../../../shared/appstore/read.ts';
import { fail, messageOf, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { sniffImage } from '../../appstore/image.ts';
import { faultOf } from '../../store/faults.ts';
import { keepImage } from '../../store/images.ts';
import { findReport } from '../../store/reports.ts';
import { keepScreenshot } from '../../store/screenshots.ts';
import type { StoredImage } from '../../store/screenshots.ts';
import { keepStoreApps, keepStoreBuilds, keepTesters } from '../../store/store-facts.ts';
import { keepLog, meetSubmission, missLog } from '../../store/submissions.ts';
import type { Library } from '../library.ts';

/** What is in the file, and the bytes beside it by name. */
interface Samples {
  readonly document: JsonObject;
  /** By the crash submission's id: the hash of its report. */
  readonly reports: ReadonlyMap<string, string>;
  readonly pictures: ReadonlyMap<string, { readonly image: StoredImage; readonly bytes: Uint8Array }>;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readSamples(folder: string): Promise<Samples> {
  const document: unknown = JSON.parse(await readFile(join(folder, 'feedback', 'feedback.json'), 'utf8'));
  if (!isObject(document)) throw new Error('feedback.json holds no object');
  const named = isObject(document['reports']) ? Object.entries(document['reports']) : [];
  const reports = new Map<string, string>();
  for (const [id, name] of named) {
    const file = text(name, 200);
    if (file !== null) reports.set(id, hashOf(await readFile(join(folder, 'reports', basename(file)))));
  }
  const pictures = new Map<string, { image: StoredImage; bytes: Uint8Array }>();
  const shown = readScreenshotSubmissions(document['screenshots'])?.submissions ?? [];
  for (const { url } of shown.flatMap(({ screenshots }) => screenshots)) {
    const bytes = await readFile(join(folder, 'feedback', basename(url)));
    const facts = sniffImage(bytes);
    if (facts === null) throw new Error(`${url} is no picture`);
    const { type, width, height } = facts;
    const image = { id: hashOf(bytes), type: `image/${type}`, width: width ?? 0, height: height ?? 0 };
    pictures.set(url, { image: { ...image, bytes: bytes.length }, bytes });
  }
  return { document, reports, pictures };
}

function enter({ database, clock }: Library, { document, reports, pictures }: Samples): readonly string[] {
  const [app] = readApps(document['apps']) ?? [];
  if (app === undefined) return [];
  const crashes = readCrashSubmissions(document['crashes']);
  const shown = readScreenshotSubmissions(document['screenshots']);
  const options = { sample: true, now: clock() };
  return database.transaction(() => {
    keepStoreApps(database, [app], true);
    keepStoreBuilds(database, app.id, readBuilds(document['builds']) ?? [], true);
    keepTesters(database, [...(crashes?.testers ?? []), ...(shown?.testers ?? [])], true);
    const ids: string[] = [];
    for (const submission of crashes?.submissions ?? []) {
      const { key, id } = meetSubmission(database, app.id, submission, 0, options);
      const report = reports.get(submission.id);
      if (report !== undefined && findReport(database, report) !== null) keepLog(database, key, report);
      else missLog(database, key);
      ids.push(id);
    }
    for (const submission of shown?.submissions ?? []) {
      const { key, id } = meetSubmission(database, app.id, submission, 0, options);
      for (const [position, { url }] of submission.screenshots.entries()) {
        const picture = pictures.get(url);
        if (picture !== undefined) keepScreenshot(database, key, position, picture.image);
      }
      ids.push(id);
    }
    return ids;
  });
}

/** Adds the sample feedback of that folder, marked as samples. Faults: it is not there, or it cannot be kept. */
export async function addSampleFeedback(library: Library, folder: string): Promise<Result<null>> {
  let samples: Samples;
  try {
    samples = await readSamples(folder);
  } catch (thrown) {
    const message = 'The sample feedback that comes with Faultline cannot be read.';
    return fail({ kind: 'unreadable-file', message, detail: messageOf(thrown) });
  }
  try {
    for (const { image, bytes } of samples.pictures.values()) await keepImage(library.path, image, bytes);
    library.events.emit('feedback.changed', { ids: enter(library, samples) });
    return ok(null);
  } catch (thrown) {
    return fail(faultOf(thrown));
  }
}
