/**
 * Where private keys lie: the system's keychain, one item a key. On a Mac the login Keychain; on Linux the Secret Service,
 * pinned, because the library underneath would else fall back to the kernel's keyring, which forgets at restart.
 *
 * Faults carry the keychain's own words; a secret is never part of one. The native part is loaded when a key is first asked for:
 * whoever has no account does without, and a copy that lacks it says so then.
 */
import type { AsyncEntry } from '@napi-rs/keyring';
import { fail, messageOf, ok } from '../../shared/result.ts';
import type { Fault, Result } from '../../shared/result.ts';

/** Holds secrets by account: a key's id. */
export interface Keychain {
  /** Saves, over what was there. */
  save(account: string, secret: string): Promise<Result<void>>;
  /** Null where there is none. */
  load(account: string): Promise<Result<string | null>>;
  /** Whether there was one. */
  remove(account: string): Promise<Result<boolean>>;
}

/** What a user sees in Keychain Access. */
export const KEYCHAIN_SERVICE = 'Faultline – App Store Connect';

/** A locked keychain asks its user; nobody waits for longer than this. Milliseconds. */
const PATIENCE = 120_000;

/** What the library says when nobody offers a keychain on this computer, as opposed to one that is locked. */
const NOBODY_THERE =
  /DBus error|org\.freedesktop\.DBus\.Error\.(?:ServiceUnknown|NoReply|NameHasNoOwner)|no secret service/i;

/** What the loader says when the package came without the binary for this system. */
const NO_BINARY = /native binding|ERR_DLOPEN_FAILED|ERR_MODULE_NOT_FOUND|Cannot find (?:module|package)/i;

function faultOf(act: string, words: string): Fault {
  const detail = words.slice(0, 500);
  if (NO_BINARY.test(words)) {
    const message = 'This copy of Faultline lacks the part that talks to the keychain. Install Faultline again.';
    return { kind: 'unexpected', message, detail };
  }
  if (NOBODY_THERE.test(words)) {
    const message =
      'No keychain answers on this computer. Start GNOME Keyring, KWallet or KeePassXC; Faultline keeps keys nowhere else.';
    return { kind: 'not-found', message, detail, remedy: { kind: 'retry' } };
  }
  const message = `The system’s keychain did not ${act} the key. Unlock it and try again.`;
  return { kind: 'forbidden', message, detail, remedy: { kind: 'retry' } };
}

/** The system's keychain. `service` tells its items from those of others (and those of tests from a user's). */
export function createSystemKeychain(service = KEYCHAIN_SERVICE): Keychain {
  async function attempt<Value>(
    act: string,
    account: string,
    work: (entry: AsyncEntry, signal: AbortSignal) => Promise<Value>,
    secret?: string,
  ): Promise<Result<Value>> {
    try {
      const keyring = await import('@napi-rs/keyring');
      const entry = new keyring.AsyncEntry(service, account, { linux: { store: 'secret-service' } });
      return ok(await work(entry, AbortSignal.timeout(PATIENCE)));
    } catch (thrown) {
      const words = messageOf(thrown);
      // The keychain has no reason to quote a secret. Should it ever, its words are dropped, not shown.
      return fail(faultOf(act, secret !== undefined && words.includes(secret) ? '' : words));
    }
  }
  return {
    save: (account, secret) =>
      attempt(
        'save',
        account,
        async (entry, signal) => {
          await entry.setPassword(secret, signal);
        },
        secret,
      ),
    load: (account) => attempt('give', account, (entry, signal) => entry.getPassword(signal)),
    remove: (account) => attempt('remove', account, (entry, signal) => entry.deletePassword(signal)),
  };
}

/** A keychain that forgets: for demonstrations and tests, never for a user's key. */
export function createMemoryKeychain(): Keychain {
  const items = new Map<string, string>();
  return {
    save: (account, secret) => {
      items.set(account, secret);
      return Promise.resolve(ok(undefined));
    },
    load: (account) => Promise.resolve(ok(items.get(account) ?? null)),
    remove: (account) => Promise.resolve(ok(items.delete(account))),
  };
}
