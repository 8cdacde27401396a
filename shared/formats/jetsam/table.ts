/**
 * The table of a low-memory report in text, which iOS wrote up to 9, and which we print:
 *
 *         Name                    <UUID>                 rpages  recent_max   fds      [reason]          (state)
 *
 *          Harbor <b3574f4bded1315cb2e50e5de205be48>      22810       22810   200   [vm-pageshortage]  (frontmost) (resume)
 *
 * The columns changed from system to system; their headings say which they are. Lines below a process that are set in further
 * are ours: facts for which Apple's table has no column.
 */
import type { MemoryProcess } from '../../report/body.ts';
import { splitFact } from '../envelope/sections.ts';
import type { Fact } from '../envelope/facts.ts';
import type { Warnings } from '../warnings.ts';

/** Pages of systems that wrote these texts had 4 KB, as Apple's Technical Note TN2151 says. */
export const OLD_PAGE = 4096;
const HEADINGS = /^\s*Name\b/;
const DETAILS = /^ {12,}(?=\S)/;
const DEFAULT: readonly Column[] = ['rpages', 'recent', 'fds'];

type Column = 'rpages' | 'recent' | 'lifetime' | 'fds' | 'cpu' | 'limit' | 'purgeable';

const COLUMNS: readonly (readonly [pattern: RegExp, column: Column])[] = [
  [/^cpu time/i, 'cpu'],
  [/^(?:rpages|count resident pages|resident pages|count)/i, 'rpages'],
  [/^purgeable/i, 'purgeable'],
  [/^recent_max/i, 'recent'],
  [/^lifetime_max/i, 'lifetime'],
  [/^limit/i, 'limit'],
  [/^fds/i, 'fds'],
];

/** The numbers' columns, by the headings behind `UUID`. */
function readHeadings(line: string): readonly Column[] {
  let rest = line.slice(line.search(/UUID>?/i)).replace(/^UUID>?\s*/i, '');
  const columns: Column[] = [];
  while (rest !== '' && !rest.startsWith('[') && !rest.startsWith('(')) {
    const known = COLUMNS.find(([pattern]) => pattern.test(rest));
    const length = known?.[0].exec(rest)?.[0].length ?? /^\S+/.exec(rest)?.[0].length ?? rest.length;
    if (known !== undefined) columns.push(known[1]);
    rest = rest.slice(length).trimStart();
  }
  return columns.length === 0 ? DEFAULT : columns;
}

function numberOf(text: string | undefined): number | null {
  return text === undefined || !/^\d{1,15}(?:\.\d{1,9})?$/.test(text) ? null : Number(text);
}

interface Row {
  readonly label: string;
  readonly uuid: string;
  readonly tail: string;
}

/** Splits a line at the UUID, which every process has. */
function splitRow(line: string): Row | null {
  const open = line.indexOf('<');
  const close = line.indexOf('>', open);
  const uuid = open === -1 || close === -1 ? '' : line.slice(open + 1, close).trim();
  // Letters that no UUID has are those of text that was read off a picture.
  if (!/^[0-9a-z-]{1,40}$/i.test(uuid)) return null;
  return { label: line.slice(0, open).trim(), uuid, tail: line.slice(close + 1) };
}

function readRow({ label, uuid, tail }: Row, columns: readonly Column[], pageSize: number | null): MemoryProcess {
  const named = /^(.*?) ?\[(-?\d{1,15})\]$/.exec(label);
  const name = (named === null ? label : (named[1] ?? '')).trim();
  const bracket = tail.search(/[[(]/);
  const cells = (bracket === -1 ? tail : tail.slice(0, bracket)).trim().split(/\s+/);
  const words = bracket === -1 ? '' : tail.slice(bracket);
  const cell = (column: Column): number | null => numberOf(cells[columns.indexOf(column)]);
  const bytes = (column: Column): number | null => {
    const pages = columns.includes(column) ? cell(column) : null;
    return pages === null || pageSize === null || !Number.isSafeInteger(pages * pageSize) ? null : pages * pageSize;
  };
  const states = Array.from(words.slice(0, 2000).matchAll(/\(([^()]{1,80})\)/g), ([, state = '']) => state);
  // The oldest systems say only that a process was thrown out.
  const ended = states.find((state) => state === 'jettisoned') ?? null;
  const fact = (label: string, column: Column): readonly Fact[] => {
    const value = columns.includes(column) ? cell(column) : null;
    return value === null ? [] : [[label, String(value)]];
  };
  return {
    name: name === '' || name === '???' ? null : name,
    pid: named === null ? null : Number(named[2]),
    uuid: /^0+$/.test(uuid) ? null : uuid,
    bytes: bytes('rpages'),
    most: bytes('lifetime') ?? bytes('recent'),
    limit: bytes('limit'),
    reason: /\[([^\]]{1,80})\]/.exec(words)?.[1] ?? ended,
    states,
    cpuTime: columns.includes('cpu') ? cell('cpu') : null,
    facts: [...fact('Purgeable', 'purgeable'), ...fact('Fds', 'fds')],
  };
}

/** Reads the table. Rows that make no sense are named in `warnings`. */
export function readMemoryTable(
  lines: readonly string[],
  pageSize: number | null,
  warnings: Warnings,
): readonly MemoryProcess[] {
  const processes: MemoryProcess[] = [];
  let facts: Fact[] = [];
  let columns = DEFAULT;
  for (const line of lines) {
    if (line.trim() === '' || line.length > 4000) continue;
    const row = splitRow(line);
    if (row?.uuid.toUpperCase() === 'UUID') columns = readHeadings(line);
    else if (HEADINGS.test(line) && /UUID/i.test(line)) columns = readHeadings(line);
    else if (row !== null) {
      const process = readRow(row, columns, pageSize);
      facts = process.facts.slice();
      processes.push({ ...process, facts });
    } else if (DETAILS.test(line) && processes.length > 0) {
      for (const part of line.trim().split(' | ')) {
        const fact = splitFact(part);
        if (fact !== null) facts.push(fact);
      }
    } else if (/^[\s.…]*$/.test(line)) warnings.add('Lines of the table were left out where it has an ellipsis.');
    else if (!/^\s*(?:EOF|\*\*|End\s*$|```)/.test(line))
      warnings.add(`A line of the table could not be read: ${line.trim().slice(0, 80)}`);
  }
  return processes;
}
