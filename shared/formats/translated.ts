/**
 * What Console and Xcode give: "Translated Report (Full Report Below)", Apple's text, then "Full Report" and the `.ips`
 * itself. The JSON is the report; the text stands in where the JSON is damaged or was not copied.
 */
import type { CrashReport } from '../report/report.ts';
import { isCrashType } from './bug-type.ts';
import { isCrashBody, readCrashBody } from './json/crash-body.ts';
import { flagOf, textOf } from './json/values.ts';
import { textFamily } from './recognise.ts';
import { envelopeOf, problemsOf } from './source.ts';
import type { Source } from './source.ts';
import { readCrashText } from './text/crash-report.ts';

const TITLE = /^[ \t]*Translated Report\b/m;

function isTranslated(source: Source): boolean {
  return TITLE.test(source.prelude.slice(0, 4000)) || (source.first !== null && textFamily(source.prelude) === 'crash');
}

/** Reads the file if it is of that kind, else answers null. */
export function readTranslated(source: Source): CrashReport | null {
  if (source.prelude.trim() === '' || !isTranslated(source)) return null;
  const { header, body } = envelopeOf(source);
  const bugType = textOf(header['bug_type']);
  if (bugType !== null && !isCrashType(bugType)) return null;
  const whole = source.second ?? source.first;
  if (body !== null && whole?.complete === true && isCrashBody(body, bugType !== null)) {
    return readCrashBody(header, body, 'translated', problemsOf(source));
  }
  if (textFamily(source.prelude) === 'crash') {
    return readCrashText(source.prelude, {
      format: 'translated',
      bugType,
      incident: textOf(header['incident_id']),
      appName: textOf(header['app_name']),
      version: textOf(header['app_version']),
      build: textOf(header['build_version']),
      bundleId: textOf(header['bundleID']),
      beta: flagOf(header['is_beta']),
      problems: ['The full report behind the translated text is damaged or missing; the text was read instead.'],
      firstLine: 1,
    });
  }
  return body !== null && isCrashBody(body, bugType !== null)
    ? readCrashBody(header, body, 'translated', problemsOf(source))
    : null;
}
