/**
 * Stackshots: all processes of a device at one moment, with the stacks of all their threads, seen from outside. Bug types
 * 188, 288 and 509, forced resets (151), watchdog reports (409) and any other body that has `processByPid`. JSON as systems
 * write it, and the text that we print.
 */
import { EMPTY_BODY } from '../report/body.ts';
import type { CrashReport } from '../report/report.ts';
import { kindOfShape } from './bug-type.ts';
import { documentsOf, isCrashShaped } from './envelope/documents.ts';
import { factsOf } from './envelope/facts.ts';
import { readSubject, SUBJECT_FIELDS } from './envelope/subject.ts';
import { readCrashBody } from './json/crash-body.ts';
import type { Source } from './source.ts';
import { readSnapshotText } from './stackshot/text.ts';
import { findShot, readShot, SHOT_FIELDS } from './stackshot/shot.ts';
import { Warnings } from './warnings.ts';

const SKIP = new Set([...SUBJECT_FIELDS, ...SHOT_FIELDS]);

function readJson(source: Source): CrashReport | null {
  const documents = documentsOf(source);
  const { header, body, bugType, problems } = documents;
  const shot = findShot(body);
  if (shot === null) return null;
  const kind = kindOfShape(bugType, 'stackshot');
  const warnings = new Warnings();
  for (const problem of problems) warnings.add(problem);
  // Watchdog reports are crash reports of their victim as well.
  const crash = isCrashShaped(body) ? readCrashBody(header, body, 'ips-json', []) : null;
  for (const { message, line } of crash?.warnings ?? []) warnings.add(message, line);
  const subject = crash ?? readSubject(documents, kind, 'ips-json');
  const { processes, images } = readShot(shot, subject.images, null, warnings);
  const further = shot === body ? [] : factsOf(shot, SKIP);
  const facts = [...(crash === null ? factsOf(body, SKIP) : []), ...further];
  const report = { ...subject, kind, images, body: { ...EMPTY_BODY, processes, facts } };
  const { name, pid } = subject.process;
  // Some reports give the subject's name alone, or -1 for its number.
  const same = pid === null ? processes.find((one) => name !== null && one.name === name) : undefined;
  const process = { ...subject.process, pid: pid ?? same?.pid ?? null };
  return { ...report, process, warnings: warnings.list() };
}

/** Reads the file if it is of that kind, else answers null. */
export function readStackshot(source: Source): CrashReport | null {
  return source.first === null ? readSnapshotText(source.prelude) : readJson(source);
}
