/** Signatures and reports as lines of a table. Columns are only ever added, at the end. */
import type { ReportRow, SignatureDetail } from '../contract.ts';
import { csvLine } from './csv.ts';

function day(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}

const SIGNATURE_COLUMNS = [
  'signature',
  'title',
  'exception',
  'app',
  'bundle_id',
  'versions',
  'crashes',
  'devices',
  'first_seen',
  'last_seen',
  'first_build',
  'last_build',
  'status',
  'resolved_in',
  'regressed',
  'priority',
  'labels',
  'assignee',
  'symbols',
  'note',
  'kind',
] as const;

const REPORT_COLUMNS = [
  'report',
  'signature',
  'title',
  'exception',
  'app',
  'bundle_id',
  'version',
  'build',
  'crashed_at',
  'os',
  'device',
  'incident',
  'symbols',
  'file',
  'kind',
] as const;

/** The first line of a table of signatures, or of reports. */
export function csvHead(of: 'signatures' | 'reports'): string {
  return csvLine(of === 'signatures' ? SIGNATURE_COLUMNS : REPORT_COLUMNS);
}

export function signatureCsv({ row, note, firstBuild, lastBuild }: SignatureDetail): string {
  const { triage } = row;
  return csvLine([
    row.id,
    row.title,
    row.subtitle,
    row.app,
    row.bundleId,
    row.versions.join(' '),
    row.count,
    row.devices,
    day(row.firstSeen),
    day(row.lastSeen),
    firstBuild,
    lastBuild,
    row.status,
    triage.resolvedIn,
    triage.regressed === null ? 'no' : 'yes',
    triage.priority.level,
    triage.labels.join(', '),
    triage.assignee,
    row.symbols,
    note,
    row.kind,
  ]);
}

/** `file` is the name of the original, or that under which an export has it. */
export function reportCsv({ row }: SignatureDetail, report: ReportRow, file: string): string {
  return csvLine([
    report.id,
    row.id,
    row.title,
    row.subtitle,
    row.app,
    row.bundleId,
    report.version,
    report.build,
    day(report.crashedAt),
    report.os,
    report.device,
    report.incident,
    report.symbols,
    file,
    row.kind,
  ]);
}
