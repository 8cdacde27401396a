/**
 * Keys of apps, releases and groups that one transaction has met: a batch of reports names the same few again and again.
 * Only for as long as the transaction, since other hosts may enter and forget them.
 */
import { appKey, releaseKey } from './apps.ts';
import type { AppName } from './apps.ts';
import type { Database } from './database.ts';
import { enterGroup } from './groups.ts';
import type { Grouping } from './groups.ts';

export class Keys {
  readonly #database: Database;
  readonly #apps = new Map<string, number>();
  readonly #releases = new Map<string, number>();
  readonly #groups = new Map<string, number>();
  readonly #ids = new Map<number, string>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** The app's key; it is entered when new. */
  app(app: AppName): number {
    const name = `${app.bundleId ?? ''}\n${app.name}`;
    const known = this.#apps.get(name);
    if (known !== undefined) return known;
    const key = appKey(this.#database, app);
    this.#apps.set(name, key);
    return key;
  }

  /** The release's key; it is entered when new. `app` is a key. */
  release(app: number, version: string | null, build: string | null): number {
    const name = JSON.stringify([app, version, build]);
    const known = this.#releases.get(name);
    if (known !== undefined) return known;
    const key = releaseKey(this.#database, app, version, build);
    this.#releases.set(name, key);
    return key;
  }

  /** The group's key; it is entered when new. */
  group(grouping: Grouping, app: AppName): number {
    const known = this.#groups.get(grouping.id);
    if (known !== undefined) return known;
    const key = enterGroup(this.#database, grouping, app);
    this.#groups.set(grouping.id, key);
    this.#ids.set(key, grouping.id);
    return key;
  }

  /** The id of a group that was met. */
  idOf(group: number): string | undefined {
    return this.#ids.get(group);
  }
}
