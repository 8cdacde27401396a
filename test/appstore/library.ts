/** A library that synchronises with the fake server: services as hosts open them, with a keychain that forgets. */
import { createMemoryKeychain } from '../../electron/appstore/keychain.ts';
import type { Keychain } from '../../electron/appstore/keychain.ts';
import type { ServicesOptions } from '../../electron/services.ts';
import type { AccountRow, FeedbackRow, SyncState } from '../../shared/contract.ts';
import { openLibrary } from '../fixtures/library.ts';
import type { OpenLibrary } from '../fixtures/library.ts';
import { valueOf } from '../fixtures/results.ts';
import type { FakeKey } from './server/keys.ts';

export interface SyncedLibrary extends OpenLibrary {
  readonly keychain: Keychain;
  /** Adds a key as a user would. */
  addAccount(key: FakeKey, name?: string): Promise<AccountRow>;
  /** Synchronises all accounts and waits for the end. */
  sync(app?: string): Promise<SyncState>;
  /** All feedback, newest first. */
  feedback(): Promise<readonly FeedbackRow[]>;
}

/** Opens a library whose App Store Connect is at `base`; waits between attempts are not waited for. */
export async function openSyncedLibrary(
  base: string,
  { path, ...options }: Partial<ServicesOptions> & { readonly path?: string } = {},
): Promise<SyncedLibrary> {
  const keychain = options.appStore?.keychain ?? createMemoryKeychain();
  const appStore = { base, wait: () => Promise.resolve(), random: () => 0.5, ...options.appStore, keychain };
  const opened = await openLibrary(path, { ...options, appStore });
  const { api, services } = opened;
  return {
    ...opened,
    keychain,
    async addAccount({ keyId, signer, p8 }, name = 'Harbor Team') {
      const issuerId = signer.kind === 'team' ? signer.issuerId : null;
      const { account, check } = valueOf(await api['accounts.add']({ name, keyId, issuerId, privateKey: p8 }));
      if (account === null) throw new Error(`The key was refused: ${JSON.stringify(check.diagnosis)}`);
      return account;
    },
    async sync(app) {
      valueOf(await api['sync.start']({ app: app ?? null }));
      await services.sync.finished();
      return valueOf(await api['sync.state']({}));
    },
    async feedback() {
      const rows: FeedbackRow[] = [];
      for (;;) {
        const filter = { status: 'all' as const };
        const page = valueOf(await api['feedback.page']({ filter, offset: rows.length, limit: 500 }));
        rows.push(...page.rows);
        if (rows.length >= page.total) return rows;
      }
    },
  };
}
