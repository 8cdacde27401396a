/** The sample crashes of the first run: all in, all out. */
import type { ImportSummary } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import { join } from 'node:path';
import { forgetUnusedApps } from '../store/apps.ts';
import { forgetDecision } from '../store/decisions.ts';
import { forgetSampleFeedback } from '../store/feedback.ts';
import { removeImage } from '../store/images.ts';
import { forgetEntries } from '../store/journal.ts';
import { forgetMerges } from '../store/merges.ts';
import { removeOriginal } from '../store/originals.ts';
import { removeSampleReports } from '../store/reports.ts';
import { forgetUnusedImages } from '../store/screenshots.ts';
import { forgetSampleSlices } from '../store/slices.ts';
import { Sums } from '../store/sums.ts';
import { forgetSampleUnread } from '../store/unread.ts';
import { addSampleFeedback } from './appstore/samples.ts';
import { importPaths } from './import.ts';
import type { ImportJob } from './import-job.ts';
import { refreshSymbols } from './library.ts';
import type { Library } from './library.ts';

/** Imports the samples: `reports/`, `dSYMs/` and `feedback/` in the folder that came with the program. */
export async function addSamples(
  library: Library,
  job: Omit<ImportJob, 'sample'>,
  folder: string,
): Promise<Result<ImportSummary>> {
  const paths = [join(folder, 'dSYMs'), join(folder, 'reports')];
  const imported = await importPaths(library, { ...job, sample: true }, paths);
  if (imported.ok && !imported.value.cancelled) {
    const added = await addSampleFeedback(library, folder);
    if (!added.ok) return added;
  }
  return imported;
}

/** Removes them with all that was decided about signatures of samples alone. Answers how many reports went. */
export async function removeSamples(library: Library): Promise<number> {
  const { database } = library;
  const { reports, files, images } = database.transaction(() => {
    const sums = new Sums(database);
    const reports = removeSampleReports(database, sums);
    const unread = forgetSampleUnread(database);
    const { emptied } = sums.flush();
    for (const id of emptied) forgetDecision(database, id);
    forgetMerges(database, emptied);
    forgetEntries(database, emptied);
    forgetSampleSlices(database);
    forgetUnusedApps(database);
    forgetSampleFeedback(database);
    return { reports: reports.length, files: [...reports, ...unread], images: forgetUnusedImages(database) };
  });
  for (const id of files) await removeOriginal(library, id);
  for (const image of images) await removeImage(library.path, image);
  refreshSymbols(library);
  library.events.emit('library.changed', { signatures: null, moved: [] });
  library.events.emit('feedback.changed', { ids: null });
  return reports;
}
