/** `.ips` with a text body: bug type 109, which iOS wrote up to 14, and others in the same grammar. The metadata line knows version and build apart. */
import type { CrashReport } from '../report/report.ts';
import { isCrashType } from './bug-type.ts';
import { flagOf, textOf } from './json/values.ts';
import { textFamily } from './recognise.ts';
import { envelopeOf, problemsOf } from './source.ts';
import type { Source } from './source.ts';
import { readCrashText } from './text/crash-report.ts';

/** Reads the file if it is of that kind, else answers null. */
export function readIpsText(source: Source): CrashReport | null {
  if (source.rest === '') return null;
  const { header } = envelopeOf(source);
  const bugType = textOf(header['bug_type']);
  // Other families share the grammar where they list threads: resource exceptions of iOS 14.
  if (bugType !== null && !isCrashType(bugType) && !/^[ \t]*Thread \d/m.test(source.rest)) return null;
  if (textFamily(source.rest) !== 'crash') return null;
  return readCrashText(source.rest, {
    format: 'ips-text',
    bugType,
    incident: textOf(header['incident_id']),
    appName: textOf(header['app_name']) ?? textOf(header['name']),
    version: textOf(header['app_version']),
    build: textOf(header['build_version']),
    bundleId: textOf(header['bundleID']),
    beta: flagOf(header['is_beta']),
    problems: problemsOf(source),
    firstLine: source.restLine,
  });
}
