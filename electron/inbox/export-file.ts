/** Writes an export to a file: under another name first, so that a file of that name is replaced by a whole one or not at all. */
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ExportedCount } from '../../shared/contract/export.ts';
import { fail } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { faultOf } from '../store/faults.ts';
import { writeExport } from './export.ts';
import type { ExportContext } from './export.ts';
import type { ExportPlan } from './export-plan.ts';
import type { Library } from './library.ts';

/** Faults: what `writeExport` says, and `forbidden`, `disk-full` and the like of the folder. */
export async function exportToFile(
  library: Library,
  plan: ExportPlan,
  path: string,
  context: ExportContext,
): Promise<Result<ExportedCount>> {
  const unfinished = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID().slice(0, 8)}`);
  try {
    const file = await open(unfinished, 'wx', 0o600);
    let written: Result<ExportedCount>;
    try {
      written = await writeExport(library, plan, (bytes) => file.writeFile(bytes), context);
      if (written.ok) await file.sync();
    } finally {
      await file.close();
    }
    if (written.ok) await rename(unfinished, path);
    return written;
  } catch (thrown) {
    const fault = faultOf(thrown);
    return fail({ ...fault, message: `The export could not be written to ${path}: ${fault.detail ?? fault.message}` });
  } finally {
    await rm(unfinished, { force: true });
  }
}
