/** `.ips` with a JSON body: bug types 309 and 308, and bodies that lost their metadata line but have a crash's shape. */
import type { CrashReport } from '../report/report.ts';
import { isCrashType } from './bug-type.ts';
import { isCrashBody, readCrashBody } from './json/crash-body.ts';
import { textOf } from './json/values.ts';
import { envelopeOf, problemsOf } from './source.ts';
import type { Source } from './source.ts';

/** Reads the file if it is of that kind, else answers null. */
export function readIpsJson(source: Source): CrashReport | null {
  const { header, body } = envelopeOf(source);
  if (body === null) return null;
  const bugType = textOf(header['bug_type']) ?? textOf(body['bug_type']);
  if (bugType !== null && !isCrashType(bugType)) return null;
  if (!isCrashBody(body, bugType !== null)) return null;
  return readCrashBody(header, body, 'ips-json', problemsOf(source));
}
