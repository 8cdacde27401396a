/**
 * Which tables of the database can be made again from the original files, and which hold what only the database knows: the
 * user's decisions, what Apple said, answers of dSYMs that may be gone. A rebuild takes the latter over. Every table is in
 * one of the two lists.
 */

/** Tables that are taken over, in an order in which rows never refer to later ones, and what they hold in words. */
export const KEPT_TABLES: readonly (readonly [table: string, what: string])[] = [
  ['settings', 'settings'],
  ['symbol_places', 'folders with symbols'],
  ['slices', 'known dSYMs'],
  ['resolved', 'answers of dSYMs'],
  ['decisions', 'decisions and notes'],
  ['labels', 'labels'],
  ['aliases', 'earlier names of signatures'],
  ['routes', 'merges'],
  ['splits', 'splits'],
  ['app_users', 'numbers of users'],
  ['views', 'saved views'],
  ['journal', 'acts that can be undone'],
  ['journal_changes', 'what those acts changed'],
  ['accounts', 'accounts'],
  ['store_apps', 'apps of App Store Connect'],
  ['store_builds', 'builds of App Store Connect'],
  ['testers', 'testers'],
  ['submissions', 'feedback'],
  ['images', 'pictures'],
  ['screenshots', 'screenshots of feedback'],
  ['sync_lists', 'places in Apple’s lists'],
  ['feedback_decisions', 'decisions about feedback'],
  ['report_folders', 'folders with reports'],
  ['report_sources', 'where reports came from'],
  ['points', 'points of Xcode’s Organizer'],
  ['point_reports', 'reports of these points'],
];

/** Tables that reading the originals fills again, or that say how far something has come which then starts anew. */
export const DERIVED_TABLES: readonly string[] = [
  'apps',
  'releases',
  'signatures',
  'explanations',
  'reports',
  'signature_releases',
  'signature_days',
  'signature_labels',
  'waits',
  'unread',
  'faces',
  'report_changes',
  'search_lines',
  'search_places',
  'search_stale',
  'report_lines',
  'packs',
  'originals',
  'marks',
  'looked_folders',
  'arrived_symbols',
  'missing_symbols',
  'sync_lease',
  'source_files',
];
