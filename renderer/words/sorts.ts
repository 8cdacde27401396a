/** The orders of the inbox, as menus name them. */
import type { Sort } from '../../shared/contract.ts';

export const SORTS: readonly (readonly [sort: Sort, label: string])[] = [
  ['last-seen', 'Last seen'],
  ['first-seen', 'First seen'],
  ['count', 'Count'],
  ['share', 'Share'],
  ['devices', 'Devices'],
  ['priority', 'Priority'],
  ['trend', 'Trend'],
  ['title', 'Title'],
];
