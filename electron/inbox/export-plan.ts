/** What an export will hold and what its file is called, settled before anything is written. */
import type { ExportCount, ExportTarget } from '../../shared/contract/export.ts';
import type { ExportFormat } from '../../shared/contract/settings.ts';
import type { Sort } from '../../shared/contract.ts';
import { inTitle, reportNoun } from '../../shared/report/kind-words.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { currentId } from '../store/decisions.ts';
import { countOfSignatures, countOfView, reportsOfSignatures, reportsOfView } from '../store/exported.ts';
import type { ChosenReports } from '../store/exported.ts';
import { signatureRow } from '../store/inbox.ts';
import { kindOfSignatures } from '../store/kinds.ts';
import { findReport, latestImport } from '../store/reports.ts';
import { baseName, safeName } from './export-names.ts';
import type { Library } from './library.ts';

export interface ExportWish {
  readonly target: ExportTarget;
  /** Of a view's signatures. */
  readonly sort: Sort;
  readonly format: ExportFormat;
  /** Per signature, and of a view among those that match its filter. */
  readonly reports: 'newest' | 'all';
  readonly redact: boolean;
}

export interface ExportPlan extends ExportWish {
  /** What will be written, in the order of the export. Nothing but these reports is, whatever is imported meanwhile. */
  readonly signatures: readonly ChosenReports[];
  /** The one report that was asked for. */
  readonly report: string | null;
  readonly count: ExportCount;
  /** The latest import when it was settled, in Unix milliseconds. */
  readonly latest: number;
  /** Reports that will be written. */
  readonly total: number;
  /** Whether it is a zip of files. */
  readonly zip: boolean;
  readonly fileName: string;
}

/** Files in a zip. */
const MOST_FILES = 65_000;

const ENDINGS: Readonly<Record<ExportFormat, string>> = {
  markdown: '.md',
  json: '.json',
  csv: '.csv',
  text: '.crash',
  original: '',
};

const OUTDATED = {
  kind: 'outdated',
  message: 'The view has changed since the export was asked for. Nothing was exported.',
  remedy: { kind: 'retry' },
} as const;

const GONE = { kind: 'not-found', message: 'This report is not in the library.' } as const;

function idsOf({ database }: Library, ids: readonly string[]): readonly string[] {
  return [...new Set(ids.map((id) => currentId(database, id)))];
}

/** How much the target holds: of a view the reports that match its filter, of signatures all reports. */
export function countTarget(library: Library, target: ExportTarget): Result<ExportCount> {
  const { database, clock } = library;
  switch (target.kind) {
    case 'signatures':
      return ok(countOfSignatures(database, idsOf(library, target.ids)));
    case 'report':
      return findReport(database, target.id) === null ? fail(GONE) : ok({ signatures: 1, reports: 1 });
    case 'view': {
      const count = countOfView(database, target.filter, 'last-seen', clock());
      return count.signatures === target.expected ? ok(count) : fail(OUTDATED);
    }
  }
}

/** What the target holds. */
function reportsOf(library: Library, target: ExportTarget, sort: Sort): Result<readonly ChosenReports[]> {
  const { database, clock } = library;
  switch (target.kind) {
    case 'signatures':
      return ok(reportsOfSignatures(database, idsOf(library, target.ids)));
    case 'report': {
      const report = findReport(database, target.id);
      return report === null ? fail(GONE) : ok([{ signature: report.signature, reports: Int32Array.of(report.key) }]);
    }
    case 'view': {
      const chosen = reportsOfView(database, target.filter, sort, clock());
      return chosen.length === target.expected ? ok(chosen) : fail(OUTDATED);
    }
  }
}

function fileNameOf(library: Library, wish: ExportWish, chosen: readonly ChosenReports[], zip: boolean): string {
  const { database, clock } = library;
  const { target, format } = wish;
  const ending = zip ? '.zip' : ENDINGS[format];
  if (target.kind === 'report' && !wish.redact) {
    const original = findReport(database, target.id)?.fileName ?? 'report';
    return format === 'original'
      ? safeName(baseName(original, false))
      : `${safeName(baseName(original, true))}${ending}`;
  }
  const [first] = chosen;
  const row = chosen.length === 1 && first ? signatureRow(database, first.signature, clock()) : null;
  const day = new Date(clock()).toISOString().slice(0, 10);
  const ids = chosen.map(({ signature }) => signature);
  const several = inTitle(reportNoun(kindOfSignatures(database, 'id', ids)).many);
  return `${safeName(row === null ? `${several} ${day}` : `${row.app} ${row.title}`)}${ending || '.ips'}`;
}

/**
 * Settles an export. Faults: `not-found`, `outdated` (a view holds another number of signatures than was expected), `bad-input`
 * (originals cannot be redacted), `too-large` (more files than a zip holds).
 */
export function planExport(library: Library, wish: ExportWish): Result<ExportPlan> {
  const { target, sort, format, reports, redact } = wish;
  if (format === 'original' && redact) {
    const message =
      'Original files are exported as they came and cannot be redacted. Export Apple text instead, or turn redaction off.';
    return fail({ kind: 'bad-input', message });
  }
  const latest = latestImport(library.database);
  const chosen = reportsOf(library, target, sort);
  if (!chosen.ok) return chosen;
  const all = chosen.value;
  const count = { signatures: all.length, reports: all.reduce((sum, { reports: keys }) => sum + keys.length, 0) };
  if (count.signatures === 0)
    return fail({ kind: 'not-found', message: 'None of these signatures is in the library any more.' });
  const total = reports === 'all' ? count.reports : count.signatures;
  const zip = total > 1 && (format === 'text' || format === 'original');
  if (zip && total > MOST_FILES) {
    const message = `A zip holds 65,000 files, and these are ${total}. Narrow the view, or export the newest report of each signature.`;
    return fail({ kind: 'too-large', message });
  }
  const signatures = reports === 'all' ? all : all.map((one) => ({ ...one, reports: one.reports.slice(0, 1) }));
  const report = target.kind === 'report' ? target.id : null;
  const fileName = fileNameOf(library, wish, all, zip);
  return ok({ ...wish, signatures, report, count, latest, total, zip, fileName });
}
