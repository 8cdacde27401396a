/**
 * Symbols that no place has: asks Spotlight for the builds that reports wait for, and remembers what it does not know, so
 * that the same missing build is not asked for with every import.
 */
import type { Uuid } from '../../shared/report/uuid.ts';
import { keepMissing, worthSearching } from '../store/missing.ts';
import type { MissingReason } from '../store/missing.ts';
import { knownBuilds } from '../store/slices.ts';
import { missingBuilds } from '../store/waits.ts';
import { MOST_ASKED } from '../symbols/spotlight.ts';
import type { Spotlight, SpotlightAnswer } from '../symbols/spotlight.ts';
import type { Library } from './library.ts';
import { indexSymbols } from './symbols.ts';

const HOUR = 3_600_000;
/** How long an answer holds, in milliseconds. New files are seen by who watches; this is for what nobody watches. */
const LASTS: Readonly<Record<MissingReason, number>> = { 'not-found': 24 * HOUR, 'too-slow': 6 * HOUR, failed: HOUR };
/** Builds that are asked for in one go, the newest reports' first; the others have their turn with the next. */
const MOST_AT_ONCE = 4 * MOST_ASKED;

/** What a search came to. `spotlight` is about the last question; null where none was asked. */
export interface Searched {
  readonly added: number;
  readonly spotlight: SpotlightAnswer | null;
}

/** Builds that no file is known of and that were not searched in vain lately. */
export function buildsToSearch(library: Library): readonly Uuid[] {
  const missing = missingBuilds(library.database, 10 * MOST_AT_ONCE);
  return worthSearching(library.database, missing, library.clock()).slice(0, MOST_AT_ONCE);
}

function reasonOf(answer: SpotlightAnswer): MissingReason | null {
  switch (answer.kind) {
    case 'found':
      return 'not-found';
    case 'cancelled':
      return null;
    case 'too-slow':
    case 'failed':
      return answer.kind;
  }
}

function remember(library: Library, asked: readonly Uuid[], answer: SpotlightAnswer): void {
  const reason = reasonOf(answer);
  if (reason === null) return;
  const known = new Set(knownBuilds(library.database, asked));
  const now = library.clock();
  const missing = asked.filter((uuid) => !known.has(uuid));
  keepMissing(library.database, missing, reason, now, now + LASTS[reason]);
}

/** Asks Spotlight for builds and indexes what it names. A Spotlight that is slow or off is asked once only. */
export async function searchSpotlight(
  library: Library,
  spotlight: Spotlight,
  uuids: readonly Uuid[],
  signal: AbortSignal,
): Promise<Searched> {
  let added = 0;
  let last: SpotlightAnswer | null = null;
  for (let start = 0; start < uuids.length; start += MOST_ASKED) {
    const asked = uuids.slice(start, start + MOST_ASKED);
    last = last === null || last.kind === 'found' ? await spotlight.find(asked, signal) : last;
    if (last.kind === 'found') added += (await indexSymbols(library, last.paths, { sample: false, signal })).added;
    if (signal.aborted) break;
    remember(library, asked, last);
  }
  return { added, spotlight: last };
}
