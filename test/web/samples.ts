/** Where the sample app's reports and dSYMs are, by what each test needs of them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './host.ts';

const samples = join(project, 'resources', 'samples');
const reports = join(samples, 'reports');

/** The dSYM bundle of Harbor 2.1.0: a folder. */
export const dsym = join(samples, 'dSYMs', 'Harbor 2.1.0 (412)', 'Harbor.dSYM');

/** Text that Apple's reports begin with, of the version and with the exception that is wanted. */
function holds(text: string, version: string, exception: string): boolean {
  return text.slice(0, 600).includes(`"app_version":"${version}"`) && text.includes(exception);
}

/** All reports of a version whose text holds a word, oldest first. */
export function reportsOf(version: string, exception: string): readonly string[] {
  return readdirSync(reports)
    .sort()
    .map((name) => join(reports, name))
    .filter((path) => holds(readFileSync(path, 'utf8'), version, exception));
}

/** The first of them. */
export function reportOf(version: string, exception: string): string {
  const first = reportsOf(version, exception)[0];
  if (first === undefined) throw new Error(`No sample of ${version} holds ${exception}.`);
  return first;
}
