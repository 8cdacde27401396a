/** A list of what used the memory, in the table of iOS's low-memory reports. */
import type { MemoryList, MemoryProcess } from '../../report/body.ts';
import type { CrashReport } from '../../report/report.ts';
import { familyHead, section, withNumber } from './family-head.ts';
import type { Row } from './family-head.ts';
import { oneLine } from './layout.ts';
import { factLines, factTexts, snapshotLines } from './snapshots.ts';

const NO_UUID = '0'.repeat(32);
const HEADINGS =
  '                 Name <UUID>                                  CPU Time      rpages  recent_max       limit  [reason]  (state)';

function cell(value: number | null, width: number): string {
  return (value === null ? '-' : String(value)).padStart(width);
}

function rowLines(process: MemoryProcess, pageSize: number | null): readonly string[] {
  const pages = (bytes: number | null): number | null =>
    bytes === null || pageSize === null ? null : Math.round(bytes / pageSize);
  const uuid = process.uuid?.replaceAll(/[^0-9a-z-]/gi, '') ?? '';
  const words = [
    ...(process.reason === null ? [] : [`[${bracketless(process.reason)}]`]),
    ...process.states.map((state) => `(${bracketless(state)})`),
  ];
  const row = [
    oneLine(withNumber(process.name, process.pid) ?? '???')
      .replaceAll(/[<>]/g, '')
      .trim()
      .padStart(21),
    `<${uuid === '' ? NO_UUID : uuid.slice(0, 40)}>`,
    cell(process.cpuTime, 10),
    cell(pages(process.bytes), 11),
    cell(pages(process.most), 11),
    cell(pages(process.limit), 11),
    ` ${words.join(' ')}`,
  ];
  const facts = factTexts(process.facts).map((text) => text.replaceAll(' | ', ' / '));
  return [` ${row.join(' ')}`.trimEnd(), ...(facts.length === 0 ? [] : [`${' '.repeat(24)}${facts.join(' | ')}`])];
}

/** Brackets mark a reason and states; they cannot stand inside of them. */
function bracketless(text: string): string {
  return (
    oneLine(text)
      .replaceAll(/[()[\]]/g, '')
      .trim()
      .slice(0, 80) || '???'
  );
}

/** The lines of the report. */
export function jetsamLines(report: CrashReport, memory: MemoryList): readonly string[] {
  const rows: readonly Row[] = [
    ['Page size', memory.pageSize === null ? '???' : String(memory.pageSize)],
    ['Largest process', memory.largest ?? '???'],
  ];
  return [
    ...familyHead(report, rows),
    ...section('Memory:', factLines(memory.facts)),
    'Processes',
    HEADINGS,
    '',
    ...memory.processes.flatMap((process) => rowLines(process, memory.pageSize)),
    '',
    ...snapshotLines(report, report.body?.facts ?? []),
    'EOF',
  ];
}
