/** A report of the library as it is shown: read from its original bytes, symbolicated, put into words. Runs in a worker. */
import { readReport } from '../../shared/formats/index.ts';
import { toJson } from '../../shared/render/json.ts';
import { toMarkdown } from '../../shared/render/markdown.ts';
import { redact } from '../../shared/render/redact.ts';
import { toText } from '../../shared/render/text.ts';
import { deviceName } from '../../shared/report/device.ts';
import type { CrashReport } from '../../shared/report/report.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { explain } from '../../shared/signature/explain.ts';
import { sign } from '../../shared/signature/fingerprint.ts';
import { faultOf } from '../store/faults.ts';
import { decodeText } from './decode.ts';
import type { ExportTask, Shown, TextFormat } from './protocol.ts';
import { symbolicateWith } from './study.ts';
import type { Bench } from './study.ts';

async function readText(id: string, bench: Bench): Promise<Result<string>> {
  try {
    const places = await bench.ask({ kind: 'places', ids: [id] });
    return ok(decodeText(await bench.originals.read(id, places.get(id) ?? null)));
  } catch (thrown) {
    const fault = faultOf(thrown);
    const message = 'The original file of this report is no longer in the library.';
    return fail(fault.kind === 'not-found' ? { ...fault, message } : fault);
  }
}

/** The report of that hash with all that the window shows. */
export async function show(id: string, bench: Bench, signal: AbortSignal): Promise<Result<Shown>> {
  const text = await readText(id, bench);
  const read: Result<CrashReport> = text.ok ? readReport(text.value) : text;
  if (!read.ok) return read;
  const { report, resolved } = await symbolicateWith(read.value, bench, signal);
  const name = deviceName(report.device) ?? report.device;
  return ok({ report: toJson(report), meaning: explain(report), deviceName: name, resolved });
}

/** The report of that hash as text; `raw` are the original bytes as they read, whatever they are. */
export async function render(
  id: string,
  format: TextFormat,
  bench: Bench,
  signal: AbortSignal,
): Promise<Result<string>> {
  const text = await readText(id, bench);
  if (!text.ok || format === 'raw') return text;
  const read = readReport(text.value);
  if (!read.ok) return read;
  const { report } = await symbolicateWith(read.value, bench, signal);
  return ok(format === 'json' ? `${JSON.stringify(toJson(report), null, 2)}\n` : textOf(report, format, null));
}

function textOf(report: CrashReport, format: 'text' | 'markdown', heading: string | null): string {
  if (format === 'text') return toText(report);
  if (heading !== null) return toMarkdown(report, { title: heading, meaning: explain(report) });
  const { title, explanation } = sign(report);
  return toMarkdown(report, { title, explanation, meaning: explain(report) });
}

/** The report of that hash as text for others: JSON on one line. It is redacted before it is put into words. */
export async function exportText(task: ExportTask, bench: Bench, signal: AbortSignal): Promise<Result<string>> {
  const text = await readText(task.id, bench);
  const read: Result<CrashReport> = text.ok ? readReport(text.value) : text;
  if (!read.ok) return read;
  const { report: whole } = await symbolicateWith(read.value, bench, signal);
  const report = task.salt === null ? whole : redact(whole, task.salt);
  return ok(task.format === 'json' ? JSON.stringify(toJson(report)) : textOf(report, task.format, task.title));
}
