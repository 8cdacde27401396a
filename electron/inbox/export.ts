/**
 * Writes an export: signature after signature, report after report, so that memory does not grow with it; files of their
 * own, whose order says nothing, in the order in which their originals lie. Workers read and redact the reports, a few at a
 * time; what cannot be read is said in its place and does not end the rest.
 */
import { randomBytes } from 'node:crypto';
import type { ExportedCount } from '../../shared/contract/export.ts';
import type { ReportRow, SignatureDetail } from '../../shared/contract.ts';
import { redact } from '../../shared/render/redact.ts';
import { csvHead, reportCsv, signatureCsv } from '../../shared/render/signature-csv.ts';
import { signatureToMarkdown } from '../../shared/render/signature-markdown.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';
import { asOriginalsLie } from '../store/exported.ts';
import { faultOf } from '../store/faults.ts';
import { placeOf } from '../store/original-places.ts';
import { OriginalReader } from '../store/originals.ts';
import { reportsByKey } from '../store/reports.ts';
import type { KeyedReport } from '../store/reports.ts';
import { ZipWriter } from './appstore/zip-writer.ts';
import { baseName, FileNames, safeName } from './export-names.ts';
import type { ExportPlan } from './export-plan.ts';
import type { Library } from './library.ts';
import type { ExportTask } from './protocol.ts';
import { detailOf } from './signatures.ts';

/** Where the bytes go; they are waited for. */
export type Sink = (bytes: Uint8Array) => Promise<unknown>;

export interface ExportContext {
  readonly signal: AbortSignal;
  /** Hears after each report. */
  readonly progress: (done: number) => void;
}

const PAGE = 500;
/** Reports that workers read at the same time. */
const AT_ONCE = 4;
const CANCELLED: Fault = { kind: 'cancelled', message: 'The export was cancelled.' };

const encoder = new TextEncoder();

/** One report with what became of it, in the order of the keys. */
interface Made<Content> extends KeyedReport {
  readonly content: Result<Content>;
}

/** Makes what a report becomes. */
type Make<Content> = (row: ReportRow) => Promise<Result<Content>>;

/** `Report of 2026-11-02 16:24, 2.1.0 (412)` */
function headingOf({ crashedAt, version, build }: ReportRow): string {
  const when =
    crashedAt === null ? 'an unknown time' : new Date(crashedAt).toISOString().slice(0, 16).replace('T', ' ');
  const release = [version, build === null ? null : `(${build})`].filter((part) => part !== null).join(' ');
  return `Report of ${when}${release === '' ? '' : `, ${release}`}`;
}

/** A name for a report's file that says nothing of whose computer it was: original names often end with the device's. */
function plainName(app: string, { crashedAt, version, id }: ReportRow): string {
  const when = crashedAt === null ? null : new Date(crashedAt).toISOString().slice(0, 19).replaceAll(':', '');
  return safeName([app, version, when, id.slice(0, 8)].filter((part) => part !== null).join('-'));
}

/** One export under way. */
class Exporter {
  readonly #library: Library;
  readonly #plan: ExportPlan;
  readonly #context: ExportContext;
  readonly #salt: string | null;
  readonly #names = new FileNames();
  readonly failures: string[] = [];
  signatures = 0;
  reports = 0;

  constructor(library: Library, plan: ExportPlan, context: ExportContext) {
    this.#library = library;
    this.#plan = plan;
    this.#context = context;
    this.#salt = plan.redact ? randomBytes(16).toString('hex') : null;
  }

  /** What others may see of it. */
  shown<Value>(value: Value): Value {
    return this.#salt === null ? value : redact(value, this.#salt);
  }

  /** The signatures that are still there, with the keys of their reports. */
  *details(): Generator<{ readonly detail: SignatureDetail; readonly reports: Int32Array }> {
    for (const { signature, reports } of this.#plan.signatures) {
      const detail = detailOf(this.#library, signature);
      if (!detail.ok) continue;
      this.signatures += 1;
      yield { detail: detail.value, reports };
    }
  }

  /** A name of its own for the report's file. `ending`: null keeps that of the original. */
  nameOf({ app, row }: KeyedReport, ending: string | null): string {
    if (this.#salt !== null) return this.#names.take(`${plainName(app, row)}${ending ?? '.ips'}`);
    const name = safeName(baseName(row.fileName, ending !== null));
    return this.#names.take(ending === null ? name : `${name}${ending}`);
  }

  #counted({ row, content }: Made<unknown>): void {
    this.reports += 1;
    if (!content.ok) this.failures.push(`${row.id}: ${content.fault.message}`);
    this.#context.progress(this.reports);
  }

  async #make<Content>(report: KeyedReport, make: Make<Content>): Promise<Made<Content>> {
    try {
      return { ...report, content: await make(report.row) };
    } catch (thrown) {
      return { ...report, content: fail(faultOf(thrown)) };
    }
  }

  /** Makes the contents of those of these reports that are still there, in their order. Throws when it was cancelled. */
  async *made<Content>(keys: Int32Array, make: Make<Content>, atOnce = AT_ONCE): AsyncGenerator<Made<Content>> {
    for (let from = 0; from < keys.length; from += PAGE) {
      const page = reportsByKey(this.#library.database, keys.subarray(from, from + PAGE), this.#plan.latest);
      for (let at = 0; at < page.length; at += atOnce) {
        this.#context.signal.throwIfAborted();
        const some = await Promise.all(page.slice(at, at + atOnce).map((report) => this.#make(report, make)));
        for (const made of some) {
          this.#counted(made);
          yield made;
        }
      }
    }
  }

  text(format: ExportTask['format'], titled: boolean): Make<string> {
    return async (row) => {
      const title = titled ? headingOf(row) : null;
      const task = { kind: 'export', id: row.id, format, title, salt: this.#salt } as const;
      const answered = await this.#library.pool.run<'export'>(task, this.#context.signal);
      return answered.ok ? answered.value : answered;
    };
  }
}

type Write = (text: string) => Promise<unknown>;

async function writeMarkdown(exporter: Exporter, plan: ExportPlan, write: Write): Promise<void> {
  for (const { detail, reports } of exporter.details()) {
    if (plan.report === null)
      await write(`${exporter.signatures > 1 ? '\n' : ''}${signatureToMarkdown(exporter.shown(detail))}`);
    for await (const { content } of exporter.made(reports, exporter.text('markdown', plan.report === null))) {
      const text = content.ok ? content.value : `_This report could not be read: ${content.fault.message}_\n`;
      await write(plan.report === null ? `\n${text}` : text);
    }
  }
}

async function writeJson(exporter: Exporter, plan: ExportPlan, now: number, write: Write): Promise<void> {
  const head = { export: 'faultline', version: 1, exportedAt: new Date(now).toISOString(), redacted: plan.redact };
  await write(`${JSON.stringify(head).slice(0, -1)},"signatures":[`);
  for (const { detail, reports } of exporter.details()) {
    const signature = exporter.shown(detail);
    const separator = exporter.signatures > 1 ? ',' : '';
    await write(`${separator}\n${JSON.stringify(signature).slice(0, -1)},"exported":[`);
    let first = true;
    for await (const { row, content } of exporter.made(reports, exporter.text('json', false))) {
      const facts = JSON.stringify({ id: row.id, file: plan.redact ? null : row.fileName });
      const rest = content.ok ? `"report":${content.value}` : `"fault":${JSON.stringify(content.fault.message)}`;
      await write(`${first ? '' : ','}\n${facts.slice(0, -1)},${rest}}`);
      first = false;
    }
    await write(']}');
  }
  await write(']}\n');
}

/** A line for each signature; for each report where all are wanted, or one. */
async function writeCsv(exporter: Exporter, plan: ExportPlan, write: Write): Promise<void> {
  const perReport = plan.report !== null || plan.reports === 'all';
  await write(csvHead(perReport ? 'reports' : 'signatures'));
  for (const { detail, reports } of exporter.details()) {
    const shown = exporter.shown(detail);
    if (!perReport) {
      await write(signatureCsv(shown));
      continue;
    }
    for await (const { row } of exporter.made(reports, async () => ok(null))) {
      const name = plan.redact ? plainName(shown.row.app, row) : baseName(row.fileName, false);
      await write(reportCsv(shown, exporter.shown(row), name));
    }
  }
}

/** How originals, or the texts made of them, are read: each block of a pack once where they are read as they lie. */
function bytesOf(exporter: Exporter, { database, path }: Library, isOriginal: boolean): Make<Uint8Array> {
  if (isOriginal) {
    const originals = new OriginalReader(path);
    return async ({ id }) => ok(await originals.read(id, placeOf(database, id)));
  }
  const make = exporter.text('text', false);
  return async (row) => {
    const text = await make(row);
    return text.ok ? ok(encoder.encode(text.value)) : text;
  };
}

async function writeFiles(exporter: Exporter, library: Library, plan: ExportPlan, sink: Sink): Promise<void> {
  const zip = plan.zip ? new ZipWriter(sink, library.clock()) : null;
  const isOriginal = plan.format === 'original';
  const make = bytesOf(exporter, library, isOriginal);
  const keys = asOriginalsLie(
    library.database,
    plan.signatures.flatMap(({ reports }) => [...reports]),
  );
  const met = new Set<number>();
  // The reader keeps one block: two that read at the same time would both fetch it.
  for await (const report of exporter.made(keys, make, isOriginal ? 1 : AT_ONCE)) {
    const { key, content } = report;
    met.add(key);
    if (!content.ok) {
      if (zip === null) throw Object.assign(new Error(content.fault.message), { fault: content.fault });
      continue;
    }
    if (zip === null) await sink(content.value);
    else await zip.add(exporter.nameOf(report, isOriginal ? null : '.crash'), content.value);
  }
  exporter.signatures = plan.signatures.filter(({ reports }) => reports.some((key) => met.has(key))).length;
  if (zip === null) return;
  if (exporter.failures.length > 0) {
    await zip.add('Not exported.txt', encoder.encode(`${exporter.failures.join('\n')}\n`));
  }
  await zip.end();
}

/**
 * Writes what was planned. Faults: `cancelled`, `disk-full`, `forbidden` and what else the sink throws; what was written until
 * then is the caller's to remove.
 */
export async function writeExport(
  library: Library,
  plan: ExportPlan,
  sink: Sink,
  context: ExportContext,
): Promise<Result<ExportedCount>> {
  const exporter = new Exporter(library, plan, context);
  const write: Write = (text) => sink(encoder.encode(text));
  try {
    switch (plan.format) {
      case 'markdown':
        await writeMarkdown(exporter, plan, write);
        break;
      case 'json':
        await writeJson(exporter, plan, library.clock(), write);
        break;
      case 'csv':
        await writeCsv(exporter, plan, write);
        break;
      case 'text':
      case 'original':
        await writeFiles(exporter, library, plan, sink);
    }
  } catch (thrown) {
    if (context.signal.aborted) return fail(CANCELLED);
    const fault = faultOf(thrown);
    return fail({ ...fault, message: `The export could not be written: ${fault.detail ?? fault.message}` });
  }
  const { signatures, reports, failures } = exporter;
  return ok({ signatures, reports, failed: failures.length });
}
