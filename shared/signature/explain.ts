/**
 * A crash in words: what the exception and the termination of a report mean, from the most telling evidence to the least.
 * Follows Apple's "Understanding the exception types in a crash report" and its articles.
 */
import type { CrashReport } from '../report/report.ts';
import { isCrash } from './end.ts';
import { explainFamily } from './families/index.ts';
import type { Meaning } from './meaning.ts';
import { exceptionOf } from './meanings/exception.ts';
import { explainKill } from './meanings/kill-codes.ts';
import { explainLanguageError } from './meanings/language-errors.ts';
import { explainGuard, explainResource } from './meanings/limits.ts';
import { explainBadAccess } from './meanings/memory-access.ts';
import { explainNamespace } from './meanings/namespaces.ts';
import { explainSignal } from './meanings/signals.ts';

function explainException(report: CrashReport): Meaning | null {
  const { type } = exceptionOf(report);
  if (type === 'EXC_RESOURCE') return explainResource(report);
  if (type === 'EXC_GUARD') return explainGuard(report);
  if (type === 'EXC_BAD_ACCESS') return explainBadAccess(report);
  return explainLanguageError(report);
}

/** What happened, in words. Total: for what is unknown it says what the report says, and no more. */
export function explain(report: CrashReport): Meaning {
  return explainFamily(report) ?? explainCrash(report);
}

function explainCrash(report: CrashReport): Meaning {
  const outside = explainKill(report) ?? (isCrash(report) ? explainNamespace(report) : null);
  return outside ?? explainException(report) ?? explainNamespace(report) ?? explainSignal(report);
}
