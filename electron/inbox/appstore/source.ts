/** The way to App Store Connect for one account: its key out of the keychain, a client, and failures with what surrounds them. */
import { diagnose } from '../../../shared/appstore/diagnose.ts';
import type { Diagnosis } from '../../../shared/appstore/diagnose.ts';
import type { AppStoreFailure } from '../../../shared/appstore/failure.ts';
import type { KeyIdentity } from '../../../shared/appstore/key.ts';
import type { AccountRow } from '../../../shared/contract.ts';
import { fail } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { createClient } from '../../appstore/client.ts';
import type { Client, ClientOptions } from '../../appstore/client.ts';
import type { Keychain } from '../../appstore/keychain.ts';
import { openTokens } from '../../appstore/token.ts';

/** What the composition root brings. */
export interface AppStoreSource extends Omit<ClientOptions, 'tokens'> {
  readonly keychain: Keychain;
}

/** A client and the key that it speaks for. */
export interface OpenAccount {
  readonly identity: KeyIdentity;
  readonly client: Client;
}

export function identityOf({ keyId, issuerId }: Pick<AccountRow, 'keyId' | 'issuerId'>): KeyIdentity {
  return { keyId, signer: issuerId === null ? { kind: 'individual' } : { kind: 'team', issuerId } };
}

/** A client for a key that is at hand. */
export async function openKey(
  source: AppStoreSource,
  identity: KeyIdentity,
  privateKey: string,
): Promise<Result<OpenAccount, AppStoreFailure>> {
  const tokens = await openTokens({ identity, privateKey, clock: source.clock });
  if (!tokens.ok) return tokens;
  return { ok: true, value: { identity, client: createClient({ ...source, tokens: tokens.value }) } };
}

/** A client for a key that lies in the keychain. */
export async function openAccount(
  source: AppStoreSource,
  account: Pick<AccountRow, 'keyId' | 'issuerId'>,
): Promise<Result<OpenAccount, AppStoreFailure>> {
  const secret = await source.keychain.load(account.keyId);
  const missing = 'The keychain has no key of this account any more. Remove the account and add it again.';
  if (!secret.ok) return fail({ kind: 'local', reason: 'keychain', detail: secret.fault.message });
  if (secret.value === null) return fail({ kind: 'local', reason: 'keychain', detail: missing });
  return openKey(source, identityOf(account), secret.value);
}

/** The failure in words, with what is known of the key and the clock. */
export function explainFailure(
  failure: AppStoreFailure,
  identity: KeyIdentity,
  client: Client | null,
  now: number,
): Diagnosis {
  const skew = client?.clockSkew() ?? null;
  return diagnose(failure, {
    keyKind: identity.signer.kind,
    keyId: identity.keyId,
    tokenOwner: identity.signer.kind === 'team' ? 'issuer' : 'user',
    // The client tries a refused token again by itself, dated by Apple's clock once that is known.
    retried: true,
    clockCorrected: skew !== null,
    clockSkewSeconds: skew === null ? null : Math.round(skew / 1000),
    receivedAt: now,
  });
}
