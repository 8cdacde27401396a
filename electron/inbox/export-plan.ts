/** What an export will hold and what its file is called, settled before anything is written. */
import type { ExportCount, ExportTarget } from '../../shared/contract/export.ts';
import type { ExportFormat } from '../../shared/contract/settings.ts';
import type { Sort } from '../../shared/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { currentId } from '../store/decisions.ts';
import { countExport } from '../store/exported.ts';
import { inboxPage, signatureRow } from '../store/inbox.ts';
import { findReport } from '../store/reports.ts';
import { baseName, safeName } from './export-names.ts';
import type { Library } from './library.ts';

export interface ExportWish {
  readonly target: ExportTarget;
  /** Of a view's signatures. */
  readonly sort: Sort;
  readonly format: ExportFormat;
  /** Per signature. */
  readonly reports: 'newest' | 'all';
  readonly redact: boolean;
}

export interface ExportPlan extends ExportWish {
  /** Ids, in the order of the export. */
  readonly signatures: readonly string[];
  /** The one report that was asked for. */
  readonly report: string | null;
  readonly count: ExportCount;
  /** Reports that will be written. */
  readonly total: number;
  /** Whether it is a zip of files. */
  readonly zip: boolean;
  readonly fileName: string;
}

const PAGE = 500;
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

/** Ids of the target's signatures that are in the library. */
function signaturesOf({ database, clock }: Library, target: ExportTarget, sort: Sort): Result<readonly string[]> {
  switch (target.kind) {
    case 'signatures':
      return ok([...new Set(target.ids.map((id) => currentId(database, id)))]);
    case 'report': {
      const report = findReport(database, target.id);
      return report === null
        ? fail({ kind: 'not-found', message: 'This report is not in the library.' })
        : ok([report.signature]);
    }
    case 'view': {
      const { filter, expected } = target;
      const ids = new Set<string>();
      for (let offset = 0; offset < expected; offset += PAGE) {
        const page = inboxPage(database, { filter, sort, offset, limit: PAGE }, clock());
        if (page.total !== expected) return fail(OUTDATED);
        for (const { id } of page.rows) ids.add(id);
        if (page.rows.length === 0) break;
      }
      return ids.size === expected ? ok([...ids]) : fail(OUTDATED);
    }
  }
}

/** How much the target holds. */
export function countTarget(library: Library, target: ExportTarget): Result<ExportCount> {
  const ids = signaturesOf(library, target, 'last-seen');
  if (!ids.ok) return ids;
  return ok(target.kind === 'report' ? { signatures: 1, reports: 1 } : countExport(library.database, ids.value));
}

function fileNameOf(library: Library, wish: ExportWish, ids: readonly string[], zip: boolean): string {
  const { database, clock } = library;
  const { target, format } = wish;
  const ending = zip ? '.zip' : ENDINGS[format];
  if (target.kind === 'report' && !wish.redact) {
    const original = findReport(database, target.id)?.fileName ?? 'report';
    return format === 'original'
      ? safeName(baseName(original, false))
      : `${safeName(baseName(original, true))}${ending}`;
  }
  const [first] = ids;
  const row = ids.length === 1 && first !== undefined ? signatureRow(database, first, clock()) : null;
  const day = new Date(clock()).toISOString().slice(0, 10);
  return `${safeName(row === null ? `Crashes ${day}` : `${row.app} ${row.title}`)}${ending || '.ips'}`;
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
  const ids = signaturesOf(library, target, sort);
  if (!ids.ok) return ids;
  const report = target.kind === 'report' ? target.id : null;
  const count = report === null ? countExport(library.database, ids.value) : { signatures: 1, reports: 1 };
  if (count.signatures === 0)
    return fail({ kind: 'not-found', message: 'None of these crashes is in the library any more.' });
  const total = reports === 'all' ? count.reports : count.signatures;
  const zip = total > 1 && (format === 'text' || format === 'original');
  if (zip && total > MOST_FILES) {
    const message = `A zip holds 65,000 files, and these are ${total}. Narrow the view, or export the newest report of each crash.`;
    return fail({ kind: 'too-large', message });
  }
  const fileName = fileNameOf(library, wish, ids.value, zip);
  return ok({ ...wish, signatures: ids.value, report, count, total, zip, fileName });
}
