/** Folders with reports as the user adds and removes them. What is found there is `sources.ts`'s affair. */
import type { ReportPlace } from '../../../shared/contract.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { addReportFolder, listReportFolders, removeReportFolder } from '../../store/report-folders.ts';
import { forgetSourceFilesBelow } from '../../store/source-files.ts';
import type { Library } from '../library.ts';
import { folderAt } from '../places.ts';
import type { ReportSources } from './sources.ts';

/** Folders somebody may add; more is a page gone wild. */
const MOST_FOLDERS = 100;

/**
 * Adds a folder and starts to look through it; one that is there becomes an inbox, or a folder again. Faults: `not-found`,
 * and `bad-input` for what cannot be a place.
 */
export async function addFolder(
  library: Library,
  sources: ReportSources,
  { path, inbox }: { readonly path: string; readonly inbox: boolean },
): Promise<Result<readonly ReportPlace[]>> {
  const folder = await folderAt(library, path);
  if (!folder.ok) return folder;
  const known = sources.list().find((place) => place.path === folder.value);
  if (known !== undefined && known.kind !== 'folder' && known.kind !== 'inbox') {
    return fail({ kind: 'bad-input', message: 'This folder is among the places already; turn it on instead.' });
  }
  if (known === undefined && listReportFolders(library.database).length >= MOST_FOLDERS) {
    return fail({ kind: 'too-large', message: `More than ${MOST_FOLDERS} folders cannot be watched.` });
  }
  addReportFolder(library.database, { path: folder.value, inbox }, library.clock());
  void sources.refresh();
  return ok(sources.list());
}

/** Removes a folder; what came from it stays. */
export async function removeFolder(
  library: Library,
  sources: ReportSources,
  path: string,
): Promise<Result<readonly ReportPlace[]>> {
  if (!removeReportFolder(library.database, path)) {
    return fail({ kind: 'not-found', message: `${path} is not among the folders.` });
  }
  forgetSourceFilesBelow(library.database, path);
  await sources.refresh();
  return ok(sources.list());
}
