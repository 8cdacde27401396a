/** Files that were kept but could not be read: look, try again, let go. */
import type { ImportSummary, UnreadFile } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { removeOriginal } from '../store/originals.ts';
import { findUnread, forgetUnread, listUnread } from '../store/unread.ts';
import type { KeptUnread } from '../store/unread.ts';
import { importItems } from './import.ts';
import type { Library } from './library.ts';

const NOT_FOUND = { kind: 'not-found', message: 'This file is not in the library.' } as const;

function toContract({ id, fileName, bytes, importedAt, fault, beginning }: KeptUnread): UnreadFile {
  return { id, fileName, bytes, importedAt, fault, beginning };
}

/** All unread files, newest first. */
export function unreadFiles(library: Library): readonly UnreadFile[] {
  return listUnread(library.database).map(toContract);
}

/** The text of one, as far as it is text. */
export async function unreadText(library: Library, id: string): Promise<Result<{ fileName: string; text: string }>> {
  const file = findUnread(library.database, id);
  if (!file) return fail(NOT_FOUND);
  const rendered = await library.pool.run<'render'>({ kind: 'render', id, format: 'raw' });
  if (!rendered.ok) return rendered;
  return rendered.value.ok ? ok({ fileName: file.fileName, text: rendered.value.value }) : rendered.value;
}

/** Tries them again, with the readers of today: those of these ids, or all. */
export async function retryUnread(
  library: Library,
  ids: readonly string[] | null,
  signal: AbortSignal,
): Promise<Result<ImportSummary>> {
  const wanted = ids && new Set(ids);
  const all = listUnread(library.database).filter(({ id }) => wanted === null || wanted.has(id));
  if (wanted !== null && all.length === 0) return fail(NOT_FOUND);
  const retry = (sample: boolean): Promise<Result<ImportSummary>> => {
    const files = all.filter((file) => file.sample === sample);
    const items = files.map(({ id, fileName }) => ({
      source: { kind: 'original', id } as const,
      fileName,
      incidental: false,
      unpack: true as const,
    }));
    return importItems(library, { id: 'unread', signal, sample }, items);
  };
  const own = await retry(false);
  if (!own.ok || all.every(({ sample }) => !sample)) return own;
  const samples = await retry(true);
  return samples.ok ? ok(addUp(own.value, samples.value)) : samples;
}

function addUp(mine: ImportSummary, theirs: ImportSummary): ImportSummary {
  const archives = [...(mine.archives ?? []), ...(theirs.archives ?? [])];
  return {
    added: mine.added + theirs.added,
    duplicates: mine.duplicates + theirs.duplicates,
    unread: mine.unread + theirs.unread,
    notReports: mine.notReports + theirs.notReports,
    dsyms: mine.dsyms + theirs.dsyms,
    symbolicated: mine.symbolicated + theirs.symbolicated,
    cancelled: mine.cancelled || theirs.cancelled,
    signature: mine.signature ?? theirs.signature,
    report: mine.report ?? theirs.report,
    ...(archives.length === 0 ? {} : { archives }),
    faults: [...mine.faults, ...theirs.faults],
  };
}

/** Forgets them and deletes their bytes; answers how many there were. */
export async function deleteUnread(library: Library, ids: readonly string[]): Promise<Result<{ deleted: number }>> {
  let deleted = 0;
  for (const id of ids) {
    if (!forgetUnread(library.database, id)) continue;
    deleted += 1;
    await removeOriginal(library, id);
  }
  if (deleted === 0) return fail(NOT_FOUND);
  library.events.emit('library.changed', { signatures: [], moved: [] });
  return ok({ deleted });
}
