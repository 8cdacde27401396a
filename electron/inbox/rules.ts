/** By which rules reports were read into the library: those of grouping, and those of what a search looks through. */
import { SIGNATURE_VERSION } from '../../shared/signature/fingerprint.ts';
import type { Database } from '../store/database.ts';
import { readMark, writeMark } from '../store/marks.ts';
import { SEARCH_VERSION } from './search-text.ts';

/** Whether all reports were read by the rules of today. */
export function areRulesCurrent(database: Database): boolean {
  return (
    readMark(database, 'signature-version') === String(SIGNATURE_VERSION) &&
    readMark(database, 'search-version') === String(SEARCH_VERSION)
  );
}

/** Notes that all reports were read by the rules of today. */
export function noteRules(database: Database): void {
  writeMark(database, 'signature-version', String(SIGNATURE_VERSION));
  writeMark(database, 'search-version', String(SEARCH_VERSION));
}
