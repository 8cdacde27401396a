/** Builds of an app with their versions: all of them once, then what is new, then those that feedback names and no list had. */
import type { AppStoreFailure } from '../../../shared/appstore/failure.ts';
import { ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { listBuilds, PAGE, readBuildsById } from '../../appstore/builds.ts';
import { isBuildKnown, keepStoreBuilds, namelessBuilds } from '../../store/store-facts.ts';
import { placeOf, setPlace } from '../../store/sync-lists.ts';
import type { ListName } from '../../store/sync-lists.ts';
import type { AppSync } from './app-sync.ts';

/** Walks the list, newest first, until a build that is known; the first time, to its end. */
export async function syncBuilds(sync: AppSync): Promise<Result<null, AppStoreFailure>> {
  const { library, client, signal, app } = sync;
  const { database, clock } = library;
  const list: ListName = { app, kind: 'builds' };
  const before = placeOf(database, list);
  for await (const page of listBuilds(client, app, { signal })) {
    if (!page.ok) return page;
    const { value, total } = page.value;
    const meetsKnown = value.some(({ id }) => isBuildKnown(database, id));
    database.transaction(() => keepStoreBuilds(database, app, value));
    sync.advance(value.length, total);
    if (before.wholeAt !== null && meetsKnown) return ok(null);
  }
  setPlace(database, list, { ...before, wholeAt: clock() });
  return ok(null);
}

/** Asks for builds that submissions name and whose version is not known. */
export async function nameBuilds(sync: AppSync): Promise<Result<null, AppStoreFailure>> {
  const { library, client, signal, app } = sync;
  const { database } = library;
  const ids = namelessBuilds(database, app, PAGE);
  if (ids.length === 0) return ok(null);
  const builds = await readBuildsById(client, ids, signal);
  if (!builds.ok) return builds;
  database.transaction(() => keepStoreBuilds(database, app, builds.value));
  return ok(null);
}
