/**
 * Reports of memory that ran out: Jetsam events (98, 198, 298, and 301, when the whole system was reset for it) as JSON, and
 * the low-memory texts of iOS up to 9.
 */
import { EMPTY_BODY } from '../report/body.ts';
import type { MemoryList } from '../report/body.ts';
import type { CrashReport } from '../report/report.ts';
import { bugTypeKind } from './bug-type.ts';
import { documentsOf } from './envelope/documents.ts';
import { factsOf } from './envelope/facts.ts';
import { readTextImages, reportOfText } from './envelope/family-text.ts';
import { sortSections } from './envelope/sections.ts';
import { readSubject, SUBJECT_FIELDS, withEnvelope } from './envelope/subject.ts';
import { isMemoryBody, isMemoryEntry, MEMORY_FIELDS, readMemory, victimOf } from './jetsam/body.ts';
import { OLD_PAGE, readMemoryTable } from './jetsam/table.ts';
import { parseJson } from './json/parse.ts';
import { listOf, objectOf } from './json/values.ts';
import type { JsonObject } from './json/values.ts';
import type { Source } from './source.ts';
import { Warnings } from './warnings.ts';

const SKIP = new Set([...SUBJECT_FIELDS, ...MEMORY_FIELDS]);
/** Lines of which every such text has one, also where its end is missing. */
const MARK = /^(?:Processes[ \t]*$|(?:Free|Active) pages:)/im;
const LARGEST = /^Largest process:/m;
const TABLE = /^Processes[ \t]*\n\s{0,20}Name\b[^\n]{0,400}\bUUID\b/m;

/** Puts the name of whom the report is about into it. */
function withVictim(report: CrashReport, memory: MemoryList): CrashReport {
  const victim = victimOf(memory);
  const name = report.process.name ?? victim?.name ?? null;
  const pid = report.process.pid ?? (victim?.name === name ? (victim?.pid ?? null) : null);
  return {
    ...report,
    process: { ...report.process, name, pid },
    app: { ...report.app, name: report.app.name ?? name },
  };
}

/** Reads the text if it is of that kind, else answers null. */
function readText(text: string): CrashReport | null {
  if (!TABLE.test(text) && !(MARK.test(text) && LARGEST.test(text))) return null;
  const warnings = new Warnings();
  const sections = sortSections(text, warnings);
  if (sections.panic !== null) return null;
  const { labels } = sections;
  const stated = labels.find('Page size');
  const size = Number(/^\d{1,9}$/.exec(stated?.value ?? '')?.[0] ?? 0);
  const pageSize = stated === null ? OLD_PAGE : size > 0 ? size : null;
  const processes = readMemoryTable(sections.table ?? [], pageSize, warnings);
  if (processes.length === 0) warnings.add('The report lists no processes.');
  const report = reportOfText(sections, 'jetsam', 'jetsam-text', readTextImages(sections, labels), warnings);
  // Apple's own texts say all of it in the head.
  const facts = sections.memory ?? report.extras;
  const memory: MemoryList = { pageSize, largest: labels.value('Largest process'), processes, facts };
  const body = report.body === null ? null : { ...report.body, memory };
  return withVictim({ ...report, extras: sections.memory === null ? [] : report.extras, body }, memory);
}

/** Entries of single processes, without the report around them. */
function entriesOf({ text, prelude, first }: Source): readonly JsonObject[] {
  const entry = objectOf(first?.value);
  // One of them may be the end of an entry whose beginning was not copied.
  if (Object.hasOwn(entry, 'bug_type') || (!isMemoryEntry(entry) && !/"rpages"\s{0,4}:/.test(text))) return [];
  const list = listOf(parseJson(`[${text.slice(prelude.length)}]`, 0)?.value).map(objectOf);
  return list.some((one) => isMemoryBody(one, false)) ? [] : list.filter(isMemoryEntry);
}

function readEntries(entries: readonly JsonObject[]): CrashReport {
  const warnings = new Warnings();
  warnings.add('Only the entries of single processes were copied.');
  const memory = readMemory({ processes: entries }, warnings);
  const none = { header: {}, body: {}, text: null, textLine: 1, bugType: null, problems: [] };
  const subject = readSubject(none, 'jetsam', 'ips-json', { ...EMPTY_BODY, memory });
  return withVictim({ ...subject, warnings: warnings.list() }, memory);
}

/** Reads the file if it is of that kind, else answers null. */
export function readJetsam(source: Source): CrashReport | null {
  if (source.first === null) return readText(source.prelude);
  const documents = documentsOf(source);
  const { body, text, bugType, problems } = documents;
  if (text !== null) {
    const report = readText(text);
    return report === null ? null : withEnvelope(report, documents);
  }
  const isNamed = bugType !== null && bugTypeKind(bugType) === 'jetsam';
  if (!isMemoryBody(body, isNamed)) {
    const entries = entriesOf(source);
    return entries.length === 0 ? null : readEntries(entries);
  }
  const warnings = new Warnings();
  for (const problem of problems) warnings.add(problem);
  const memory = readMemory(body, warnings);
  const subject = readSubject(documents, 'jetsam', 'ips-json', { ...EMPTY_BODY, memory, facts: factsOf(body, SKIP) });
  return withVictim({ ...subject, warnings: warnings.list() }, memory);
}
