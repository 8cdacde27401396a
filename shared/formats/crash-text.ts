/** `.crash` text: what devices, Xcode, TestFlight and App Store Connect give, without any JSON. */
import type { CrashReport } from '../report/report.ts';
import { isCrashType } from './bug-type.ts';
import { readResource } from './envelope/cost.ts';
import { textOf } from './json/values.ts';
import { textFamily } from './recognise.ts';
import { envelopeOf } from './source.ts';
import type { Source } from './source.ts';
import { readCrashText } from './text/crash-report.ts';
import type { Envelope } from './text/crash-report.ts';

const NO_ENVELOPE: Envelope = {
  format: 'crash-text',
  bugType: null,
  incident: null,
  appName: null,
  version: null,
  build: null,
  bundleId: null,
  beta: false,
  problems: [],
  firstLine: 1,
};

/** Reads the file if it is of that kind, else answers null. */
export function readCrash(source: Source): CrashReport | null {
  // Metadata that names another family is right; that family's text may look like a crash.
  const bugType = textOf(envelopeOf(source).header['bug_type']);
  if (bugType !== null && !isCrashType(bugType)) return null;
  return textFamily(source.prelude) === 'crash' ? ofResource(readCrashText(source.prelude, NO_ENVELOPE)) : null;
}

/** Resource exceptions of iOS up to 12 are written like crashes, and say themselves that they are none. */
function ofResource(report: CrashReport | null): CrashReport | null {
  const { type, note } = report?.exception ?? { type: null, note: null };
  if (report === null || type !== 'EXC_RESOURCE' || report.kind !== 'crash' || report.threads.length === 0)
    return report;
  return /\bNOT a crash\b/i.test(note ?? '') ? { ...report, ...readResource('resource', report.exception) } : report;
}
