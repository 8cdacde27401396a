/** `faultline export`: signatures, a report or all that a filter leaves, as a file or on standard output. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { EXPORT_FORMATS } from '../../shared/contract/settings.ts';
import type { ExportedCount, ExportTarget } from '../../shared/contract/export.ts';
import type { Api } from '../../shared/contract.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { exportToFile } from '../inbox/export-file.ts';
import { planExport } from '../inbox/export-plan.ts';
import type { ExportPlan } from '../inbox/export-plan.ts';
import { writeExport } from '../inbox/export.ts';
import type { ExportContext } from '../inbox/export.ts';
import type { Library } from '../inbox/library.ts';
import { readSettings } from '../store/settings.ts';
import { readFilterOptions } from './filter-options.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { UsageError } from './usage.ts';

const optionsSchema = z.object({
  report: z.string().optional(),
  format: z.enum(EXPORT_FORMATS).default('markdown'),
  allReports: z.literal(true).optional(),
  redact: z.boolean().optional(),
  output: z.string().min(1).optional(),
});

/** What is to be exported; null where nothing matches. Throws a UsageError where two ways to say it are mixed. */
async function targetOf(
  api: Api,
  ids: readonly string[],
  report: string | undefined,
  raw: object,
): Promise<Result<ExportTarget | null>> {
  if (report !== undefined) {
    if (ids.length > 0) throw new UsageError('name signatures, or a report with --report, not both');
    return ok({ kind: 'report', id: report });
  }
  if (ids.length > 0) return ok({ kind: 'signatures', ids: [...ids] });
  const { filter, sort } = readFilterOptions(raw);
  const page = await api['inbox.page']({ filter, sort, limit: 1 });
  if (!page.ok) return page;
  return ok(page.value.total === 0 ? null : { kind: 'view', filter, expected: page.value.total });
}

function write(
  library: Library,
  plan: ExportPlan,
  output: string | undefined,
  terminal: Terminal,
): Promise<Result<ExportedCount>> {
  const context: ExportContext = { signal: new AbortController().signal, progress: () => {} };
  if (output !== undefined && output !== '-') return exportToFile(library, plan, resolve(output), context);
  const decoder = new TextDecoder();
  return writeExport(library, plan, async (bytes) => terminal.write(decoder.decode(bytes, { stream: true })), context);
}

/** Exports; says how much on standard error. 1 where nothing matches or a report could not be read. */
export async function exportCrashes(
  api: Api,
  library: Library,
  ids: readonly string[],
  raw: object,
  terminal: Terminal,
): Promise<ExitCode> {
  const parsed = optionsSchema.safeParse(raw);
  if (!parsed.success) throw new UsageError(parsed.error.issues[0]?.message ?? 'wrong options');
  const { format, report, allReports, output } = parsed.data;
  const redact = parsed.data.redact ?? readSettings(library.database).redact;
  const target = await targetOf(api, ids, report, raw);
  if (!target.ok) {
    printFault(terminal, target.fault);
    return 1;
  }
  if (target.value === null) {
    terminal.error('faultline: nothing matches.\n');
    return 1;
  }
  const reports = allReports === true ? 'all' : 'newest';
  const { sort } = readFilterOptions(raw);
  const planned = planExport(library, { target: target.value, sort, format, reports, redact });
  if (!planned.ok) {
    printFault(terminal, planned.fault);
    return 1;
  }
  const plan = planned.value;
  const isBinary = plan.zip || format === 'original';
  if (isBinary && (output === undefined || output === '-')) {
    throw new UsageError(`these are ${plan.total === 1 ? 'bytes' : 'several files'}: name a file with --output`);
  }
  const written = await write(library, plan, output, terminal);
  if (!written.ok) {
    printFault(terminal, written.fault);
    return 1;
  }
  const { signatures, reports: done, failed } = written.value;
  const place = output === undefined || output === '-' ? '' : ` to ${resolve(output)}`;
  const crashes = `${signatures} ${signatures === 1 ? 'signature' : 'signatures'}`;
  const files = done === 0 ? '' : `, ${done} ${done === 1 ? 'report' : 'reports'}`;
  terminal.error(`${crashes}${files} exported${place}${redact ? ', redacted' : ''}\n`);
  if (failed > 0) terminal.error(`faultline: ${failed} could not be read; the export says which.\n`);
  return failed > 0 ? 1 : 0;
}
