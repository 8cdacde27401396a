/**
 * News: signatures that were met for the first time. Whoever adds reports says how they came; old ones are told quietly,
 * so that importing last year's reports alarms nobody.
 */
import type { CheckedInput, Outputs } from '../../shared/contract.ts';
import { newsInWords } from '../../shared/news.ts';
import { freshAmong, newestSignature, newsItems, regressedSignatures } from '../store/news.ts';
import { DAY } from '../store/sums.ts';
import type { Library } from './library.ts';

/** How reports came: given by hand, by themselves, or from a place that was looked through for the first time. */
export type Arrival = 'import' | 'live' | 'first-look';

/**
 * Days for which a crash is news. What is given by hand is known to whoever gave it, unless it is of today; what comes by
 * itself may be a few days old, but the first synchronisation of an account brings months. What lay there before anybody
 * looked is none, however new.
 */
const NEWS_FOR: Readonly<Record<Arrival, number>> = {
  import: DAY,
  live: 7 * DAY,
  'first-look': Number.NEGATIVE_INFINITY,
};

/** Tells of signatures that are there for the first time, and of those that came back. */
function tellNews(
  library: Library,
  { fresh, regressed }: { readonly fresh: readonly string[]; readonly regressed: readonly string[] },
  arrival: Arrival,
): void {
  if (fresh.length === 0 && regressed.length === 0) return;
  const { database, clock, events } = library;
  const since = clock() - NEWS_FOR[arrival];
  const recent = new Set(
    newsItems(database, [...fresh, ...regressed])
      .filter(({ lastSeen }) => lastSeen !== null && lastSeen >= since)
      .map(({ id }) => id),
  );
  for (const quiet of [false, true]) {
    const wanted = (id: string): boolean => recent.has(id) !== quiet;
    const news = { fresh: fresh.filter(wanted), regressed: regressed.filter(wanted) };
    if (news.fresh.length > 0 || news.regressed.length > 0) events.emit('inbox.news', { ...news, quiet });
  }
}

/**
 * Runs what adds reports and tells what is new because of it. `add` answers the ids of signatures that it changed; its
 * transaction must begin before it first waits, so that nothing else is taken for its doing.
 */
export async function withNews(
  library: Library,
  arrival: Arrival,
  add: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const { database } = library;
  const [newest, before] = [newestSignature(database), new Set(regressedSignatures(database))];
  const changed = await add();
  const fresh = freshAmong(database, changed, newest);
  const regressed = regressedSignatures(database).filter((id) => !before.has(id));
  tellNews(library, { fresh, regressed }, arrival);
  return changed;
}

/**
 * Runs what finds out of which signatures reports are, and tells which of these have come back because of it. One that
 * had come back under an earlier id is no news.
 */
export function withRegressions<Found extends { readonly moved: readonly (readonly [from: string, to: string])[] }>(
  library: Library,
  find: () => Found,
): Found {
  const { database } = library;
  const before = new Set(regressedSignatures(database));
  const found = find();
  const known = new Set(found.moved.flatMap(([from, to]) => (before.has(from) ? [to] : [])));
  const regressed = regressedSignatures(database).filter((id) => !before.has(id) && !known.has(id));
  tellNews(library, { fresh: [], regressed }, 'live');
  return found;
}

/** News in the words of a notification. */
export function newsOf(library: Library, { fresh, regressed }: CheckedInput<'news.words'>): Outputs['news.words'] {
  return newsInWords(newsItems(library.database, [...new Set([...fresh, ...regressed])]), new Set(regressed));
}
