/**
 * The walk over one of Apple's lists of submissions, newest first, page by page. Each page is entered with the address of the
 * next in one transaction, and what it announces is fetched before the next page is asked for, while addresses are fresh.
 *
 * - It ends at the first entry that an earlier walk has settled; once a day, and whenever Apple's count differs from the
 *   library's, it goes on to the end. Only a walk over the whole list tells what was withdrawn.
 * - An interrupted walk goes on where it was: its first page is read again for what came since, and when that page is joined
 *   to what is known, the pages between are skipped. A page is never skipped on a guess.
 */
import type { AppStoreFailure } from '../../../shared/appstore/failure.ts';
import type { SubmissionPage } from '../../../shared/appstore/submissions.ts';
import { ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import type { Pages } from '../../appstore/builds.ts';
import type { Page } from '../../appstore/paging.ts';
import { keepStoreBuilds, keepTesters } from '../../store/store-facts.ts';
import { countListed, meetSubmission, settle, withdrawUnmet } from '../../store/submissions.ts';
import type { Met, Submission } from '../../store/submissions.ts';
import { placeOf, setPlace } from '../../store/sync-lists.ts';
import type { ListName, ListPlace } from '../../store/sync-lists.ts';
import type { Library } from '../library.ts';

const HOUR = 3_600_000;
/** Addresses of pages are not made for long. */
const RESUMED_WITHIN = HOUR;
const WHOLE_EVERY = 24 * HOUR;
/** What Apple answers to an address of a page that no longer stands for anything. */
const STALE: ReadonlySet<number> = new Set([400, 404, 410]);

export interface Walk<Entry extends Submission> {
  readonly library: Library;
  readonly list: ListName;
  /** The list from its head, or from an address of a page. */
  readonly pages: (from?: string) => Pages<SubmissionPage<Entry>>;
  /** Ids of feedback that came or changed. */
  readonly changed: (ids: readonly string[]) => void;
  /** Entries of a page that had no id, so that nothing can be kept of them. */
  readonly unread: (entries: number) => void;
  /** Fetches what the entries of a page announce. `total` of the list on its first walk, where Apple tells. */
  readonly fetchAll: (
    entries: readonly { readonly key: number; readonly entry: Entry }[],
    total: number | null,
  ) => Promise<Result<null, AppStoreFailure>>;
}

function enterPage<Entry extends Submission>(
  { library, list, changed }: Walk<Entry>,
  { submissions, builds, testers }: SubmissionPage<Entry>,
  walk: number,
  placeAfter: (met: readonly Met[]) => ListPlace,
): readonly Met[] {
  const { database, clock } = library;
  const met = database.transaction(() => {
    keepStoreBuilds(database, list.app, builds);
    keepTesters(database, testers);
    const options = { sample: false, now: clock() };
    const met = submissions.map((entry) => meetSubmission(database, list.app, entry, walk, options));
    setPlace(database, list, placeAfter(met));
    return met;
  });
  changed(met.filter(({ isNew }) => isNew).map(({ id }) => id));
  return met;
}

function finish<Entry extends Submission>(
  { library, list, changed }: Walk<Entry>,
  walk: number,
  before: ListPlace,
  isWhole: boolean,
): void {
  const { database, clock } = library;
  const withdrawn = database.transaction(() => {
    settle(database, list);
    const wholeAt = isWhole ? clock() : before.wholeAt;
    setPlace(database, list, { walk, resume: null, resumeAt: null, wholeAt });
    return isWhole ? withdrawUnmet(database, list, walk) : [];
  });
  changed(withdrawn);
}

function isStale(failure: AppStoreFailure): boolean {
  return failure.kind === 'response' && STALE.has(failure.status);
}

/** How a page leaves the walk. */
type Step = 'on' | 'done' | 'jump';

/** Walks a list. The failure is the one that stopped it; the next walk goes on from there. */
export async function walkList<Entry extends Submission>(walk: Walk<Entry>): Promise<Result<null, AppStoreFailure>> {
  const { library, list, pages } = walk;
  const { database, clock } = library;
  const before = placeOf(database, list);
  const age = clock() - (before.resumeAt ?? 0);
  // A clock that was set back makes ages negative: as good as unknown.
  const resume = before.resume !== null && age >= 0 && age < RESUMED_WITHIN ? before.resume : null;
  const number = resume === null ? before.walk + 1 : before.walk;
  const isDue = before.wholeAt === null || Math.abs(clock() - before.wholeAt) > WHOLE_EVERY;

  async function takePage(
    page: Page<SubmissionPage<Entry>>,
    joins: string | null,
  ): Promise<Result<Step, AppStoreFailure>> {
    const { value, next, total } = page;
    let target = next;
    const met = enterPage(walk, value, number, (met) => {
      if (joins !== null && next !== null && met.some(({ isNew }) => !isNew)) target = joins;
      return { walk: number, resume: target, resumeAt: target === null ? null : clock(), wholeAt: before.wholeAt };
    });
    const entries = value.submissions.flatMap((entry, index) => {
      const key = met[index]?.key;
      return key === undefined ? [] : [{ key, entry }];
    });
    if (value.unread > 0) walk.unread(value.unread);
    const fetched = await walk.fetchAll(entries, before.wholeAt === null ? total : null);
    if (!fetched.ok) return fetched;
    if (next === null) {
      finish(walk, number, before, true);
      return ok('done');
    }
    const isSettled = met.some(({ settled }) => settled);
    const agrees = total === null || total === countListed(database, list);
    if (isSettled && agrees && !isDue) {
      finish(walk, number, before, false);
      return ok('done');
    }
    return ok(target === next ? 'on' : 'jump');
  }

  async function go(from: string | null, joins: string | null): Promise<Result<Step, AppStoreFailure>> {
    let isHead = true;
    for await (const page of from === null ? pages() : pages(from)) {
      if (!page.ok) return page;
      const step = await takePage(page.value, isHead ? joins : null);
      if (!step.ok || step.value !== 'on') return step;
      isHead = false;
    }
    return ok('done');
  }

  const first = await go(null, resume);
  if (!first.ok) return first;
  if (first.value !== 'jump' || resume === null) return ok(null);
  const rest = await go(resume, null);
  if (rest.ok) return ok(null);
  if (!isStale(rest.fault)) return rest;
  const anew = await go(null, null);
  return anew.ok ? ok(null) : anew;
}
