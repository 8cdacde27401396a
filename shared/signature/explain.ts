/**
 * A crash in words: what the exception and the termination of a report mean, from the most telling evidence to the least.
 * Follows Apple's "Understanding the exception types in a crash report" and its articles.
 */
import type { CrashReport } from '../report/report.ts';
import type { Meaning } from './meaning.ts';
import { explainKill } from './meanings/kill-codes.ts';
import { explainLanguageError } from './meanings/language-errors.ts';
import { explainGuard, explainResource } from './meanings/limits.ts';
import { explainBadAccess } from './meanings/memory-access.ts';
import { explainNamespace } from './meanings/namespaces.ts';
import { explainSignal } from './meanings/signals.ts';

function explainException(report: CrashReport): Meaning | null {
  const type = report.exception?.type ?? '';
  const signal = report.exception?.signal ?? '';
  if (type === 'EXC_RESOURCE') return explainResource(report);
  if (type === 'EXC_GUARD') return explainGuard(report);
  if (type === 'EXC_BAD_ACCESS') return explainBadAccess(report);
  if (type === '' && (signal === 'SIGSEGV' || signal === 'SIGBUS')) return explainBadAccess(report);
  return explainLanguageError(report);
}

/** What happened, in words. Total: for what is unknown it says what the report says, and no more. */
export function explain(report: CrashReport): Meaning {
  const type = report.exception?.type ?? 'EXC_CRASH';
  const outside = explainKill(report) ?? (type === 'EXC_CRASH' ? explainNamespace(report) : null);
  return outside ?? explainException(report) ?? explainNamespace(report) ?? explainSignal(report);
}
