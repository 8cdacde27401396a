/**
 * An original as a file that can be looked at elsewhere. In the library it lies under its hash, many of them in one pack, so
 * what is shown is a copy with the name that it came with. It is read-only: a change to it would change nothing here.
 */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { readOriginal } from '../store/originals.ts';
import { findReport } from '../store/reports.ts';
import { findUnread } from '../store/unread.ts';
import { baseName, safeName } from './export-names.ts';
import type { Library } from './library.ts';

async function copyAs(library: Library, id: string, fileName: string): Promise<string> {
  const bytes = await readOriginal(library, id);
  const path = join(await mkdtemp(join(tmpdir(), 'faultline-original-')), safeName(baseName(fileName, false)));
  await writeFile(path, bytes, { flag: 'wx', mode: 0o400 });
  return path;
}

/**
 * Copies the original of a report to a folder of its own, which the system empties in its time; answers the copy's path.
 * Faults: `not-found`. Throws what the disk throws.
 */
export async function copyOriginal(library: Library, id: string): Promise<Result<string>> {
  const stored = findReport(library.database, id);
  if (!stored) return fail({ kind: 'not-found', message: 'This report is not in the library.' });
  return ok(await copyAs(library, stored.id, stored.fileName));
}

/** As `copyOriginal`, of a file that could not be read. */
export async function copyUnread(library: Library, id: string): Promise<Result<string>> {
  const file = findUnread(library.database, id);
  if (!file) return fail({ kind: 'not-found', message: 'This file is not in the library.' });
  return ok(await copyAs(library, id, file.fileName));
}
