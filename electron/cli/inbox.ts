/** `faultline inbox` and `faultline import`: the same library, ids and names as the window. */
import { z } from 'zod';
import type { Api, ImportSummary, SignatureRow } from '../../shared/contract.ts';
import { reportNoun } from '../../shared/report/kind-words.ts';
import type { ReportKind } from '../../shared/report/report.ts';
import { readFilterOptions } from './filter-options.ts';
import { formatTable } from './table.ts';
import type { Column } from './table.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';

const COLUMNS: readonly Column[] = [
  { heading: 'COUNT', right: true },
  { heading: 'DEVICES', right: true },
  { heading: 'SHARE', right: true },
  { heading: 'LAST SEEN' },
  { heading: 'APP' },
  { heading: 'VERSIONS' },
  { heading: 'SIGNATURE' },
];

function day(milliseconds: number | null): string {
  return milliseconds === null ? '–' : new Date(milliseconds).toISOString().slice(0, 10);
}

function range(versions: readonly string[]): string {
  const first = versions[0] ?? '–';
  const last = versions.at(-1) ?? first;
  return first === last ? first : `${first} – ${last}`;
}

function cells(row: SignatureRow): readonly string[] {
  const share = row.share < 0.01 ? '< 1 %' : `${Math.round(row.share * 100)} %`;
  const title = `${row.title}  (${row.subtitle})`;
  return [String(row.count), String(row.devices), share, day(row.lastSeen), row.app, range(row.versions), title];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The inbox as text lines. */
export function inboxTable(rows: readonly SignatureRow[], width: number): readonly string[] {
  return formatTable(COLUMNS, rows.map(cells), width);
}

const optionsSchema = z.object({
  limit: z.coerce.number().int().min(1).max(100_000).default(50),
  format: z.enum(['table', 'json']).default('table'),
});

/** Prints the signatures that match, newest first unless sorted otherwise. */
export async function printInbox(api: Api, raw: unknown, terminal: Terminal): Promise<ExitCode> {
  const { filter, sort } = readFilterOptions(raw);
  const { limit, format } = optionsSchema.parse(raw);
  const rows: SignatureRow[] = [];
  let total = 0;
  let crashes = 0;
  let kind: ReportKind | null = null;
  do {
    const page = await api['inbox.page']({
      filter,
      sort,
      offset: rows.length,
      limit: Math.min(500, limit - rows.length),
    });
    if (!page.ok) {
      printFault(terminal, page.fault);
      return 1;
    }
    ({ total, crashes, kind } = page.value);
    if (page.value.rows.length === 0) break;
    rows.push(...page.value.rows);
  } while (rows.length < Math.min(limit, total));
  if (format === 'json') {
    for (const row of rows) terminal.write(`${JSON.stringify(row)}\n`);
    return 0;
  }
  if (rows.length === 0) {
    terminal.write('No signatures match. Import reports with: faultline import <path…>\n');
    return 0;
  }
  terminal.write(`${inboxTable(rows, terminal.columns).join('\n')}\n`);
  const { one, many } = reportNoun(kind);
  const more = total > rows.length ? ` (${rows.length} shown)` : '';
  terminal.write(`\n${counted(total, 'signature')}${more}, ${counted(crashes, one, many)}\n`);
  return 0;
}

/** `14 added from sysdiagnose_2026.tar.gz`, `20 added, 14 of them from 2 archives` */
function describeAdded({ added, archives = [] }: ImportSummary): string {
  const unpacked = archives.filter((archive) => archive.added > 0);
  const count = unpacked.reduce((sum, archive) => sum + archive.added, 0);
  const [first] = unpacked;
  if (first === undefined) return `${added} added`;
  const where = unpacked.length === 1 ? first.name : counted(unpacked.length, 'archive');
  return count === added ? `${added} added from ${where}` : `${added} added, ${count} of them from ${where}`;
}

/** `12 added, 3 duplicates, 1 not a crash report` */
export function describeImport(summary: ImportSummary): string {
  const { duplicates, unread, notReports, dsyms, symbolicated, feedback = 0 } = summary;
  const parts = [describeAdded(summary)];
  if (duplicates > 0) parts.push(counted(duplicates, 'duplicate'));
  if (unread > 0) parts.push(`${unread} unread`);
  if (notReports > 0) parts.push(counted(notReports, 'not a crash report', 'not crash reports'));
  if (feedback > 0) parts.push(counted(feedback, 'piece of feedback', 'pieces of feedback'));
  if (dsyms > 0) parts.push(counted(dsyms, 'dSYM'));
  if (symbolicated > 0) parts.push(`${symbolicated} symbolicated`);
  return parts.join(', ');
}

/** Imports and says what became of it. 1 when something was not read. */
export async function printImport(api: Api, paths: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const done = await api['import.paths']({ job: 'command-line', paths: [...paths] });
  if (!done.ok) {
    printFault(terminal, done.fault);
    return 1;
  }
  const { faults, unread, notReports } = done.value;
  for (const { file, fault } of faults) printFault(terminal, fault, file);
  terminal.write(`${describeImport(done.value)}\n`);
  return faults.length + unread + notReports > 0 ? 1 : 0;
}
