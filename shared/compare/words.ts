/** What changes are called, for all faces alike. */
import type { Change } from '../contract/see.ts';

export const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  new: 'New',
  regressed: 'Regressed',
  improved: 'Improved',
  gone: 'Gone',
  steady: 'No clear change',
};
