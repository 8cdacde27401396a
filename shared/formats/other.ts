/**
 * Reports in Apple's envelope with a body that no other reader knows: named by their bug type, with what their fields say.
 * The body itself stays in the original. Crash-shaped bodies of any bug type (resource exceptions, hangs, watchdog reports)
 * keep their threads and images.
 */
import { EMPTY_BODY } from '../report/body.ts';
import type { CrashReport } from '../report/report.ts';
import { bugTypeKind, isCrashType, kindOfShape } from './bug-type.ts';
import { readResource } from './envelope/cost.ts';
import { documentsOf, isCrashShaped } from './envelope/documents.ts';
import type { Documents } from './envelope/documents.ts';
import { factsOf, factsOfText } from './envelope/facts.ts';
import { kindOfText, readTextImages, reportOfText } from './envelope/family-text.ts';
import { sortSections } from './envelope/sections.ts';
import { HEADER_FIELDS, readSubject, SUBJECT_FIELDS } from './envelope/subject.ts';
import { readCrashBody } from './json/crash-body.ts';
import { TEXT_BEHIND } from './source.ts';
import type { Source } from './source.ts';
import { Warnings } from './warnings.ts';

const SKIP_BODY = new Set(SUBJECT_FIELDS);
const SKIP_HEADER = new Set(HEADER_FIELDS);

function readShaped({ header, body, bugType, problems }: Documents): CrashReport {
  const report = readCrashBody(header, body, 'ips-json', problems);
  const kind = kindOfShape(bugType, 'crash');
  return kind === 'crash' ? { ...report, kind } : { ...report, ...readResource(kind, report.exception) };
}

/** Lines of a text that have fields of their own. */
const SAID: ReadonlySet<string> = new Set(['Incident Identifier', 'CrashReporter Key', 'Hardware Model', 'Date']);

/** Reads our own text of such a report, whose first line names its bug type, else answers null. */
export function readOtherText(source: Source): CrashReport | null {
  const text = source.prelude;
  if (source.first !== null || !/^\s*Bug Type:/.test(text) || /^Thread \d/m.test(text)) return null;
  const warnings = new Warnings();
  const sections = sortSections(text, warnings);
  const kind = kindOfText(sections.labels);
  if (kind === null || kind === 'crash' || kind === 'os-fault') return null;
  return reportOfText(sections, kind, 'ips-text', readTextImages(sections, sections.labels), warnings);
}

/** Logs are a line of JSON for each entry, behind the metadata and one that tells of the device. */
function entriesBehind({ text, first, second }: Source): number {
  const end = (second ?? first)?.end ?? text.length;
  let entries = 0;
  for (const _ of text.slice(end).matchAll(/^[ \t]*\{/gm)) entries += 1;
  return entries;
}

/** Reads the file if it is of that kind, else answers null. */
export function readOther(source: Source): CrashReport | null {
  if (source.first === null) return null;
  const documents = documentsOf(source);
  const { header, body, text, bugType, problems } = documents;
  if (bugType === null || isCrashType(bugType)) return null;
  const kind = bugTypeKind(bugType);
  if (isCrashShaped(body)) return readShaped(documents);
  const warnings = new Warnings();
  const entries = text === null ? entriesBehind(source) : 0;
  for (const problem of problems) if (entries === 0 || problem !== TEXT_BEHIND) warnings.add(problem);
  const alone = header === body;
  if (text === null && alone)
    warnings.add('The report has no body: it was cut off, or only its first line was copied.');
  const facts = [
    ...factsOf(header, SKIP_HEADER),
    ...(alone ? [] : factsOf(body, SKIP_BODY)),
    ...(text === null ? [] : factsOfText(text)),
    ...(entries === 0 ? [] : [['Further entries', String(entries)] as const]),
  ];
  const format = text === null ? 'ips-json' : 'ips-text';
  const unsaid = facts.filter(([label]) => !SAID.has(label));
  const subject = readSubject(documents, kind, format, { ...EMPTY_BODY, facts: unsaid });
  const said = new Map(facts);
  return {
    ...subject,
    incident: subject.incident ?? said.get('Incident Identifier')?.toUpperCase() ?? null,
    deviceKey: subject.deviceKey ?? said.get('CrashReporter Key') ?? null,
    device: subject.device ?? said.get('Hardware Model') ?? null,
    warnings: warnings.list(),
  };
}
