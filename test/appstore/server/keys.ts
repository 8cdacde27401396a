/** API keys as App Store Connect would give them out: made here, known to the fake server by their public half. */
import { exportPKCS8, generateKeyPair } from 'jose';
import type { CryptoKey } from 'jose';
import type { KeyIdentity, Signer } from '../../../shared/appstore/key.ts';

export type Role = 'ADMIN' | 'APP_MANAGER' | 'DEVELOPER' | 'SALES_AND_REPORTS' | 'FINANCE' | 'MARKETING';

/** A key with both halves. */
export interface FakeKey extends KeyIdentity {
  readonly roles: readonly Role[];
  readonly publicKey: CryptoKey;
  /** The file `AuthKey_<id>.p8`. */
  readonly p8: string;
}

export const ISSUER = '57246542-96fe-1a63-e053-0824d011072a';
export const TEAM: Signer = { kind: 'team', issuerId: ISSUER };

/** Makes a key: a team's with the role Admin unless told otherwise. */
export async function makeKey(
  keyId = '2X9R4HXF34',
  signer: Signer = TEAM,
  roles: readonly Role[] = ['ADMIN'],
): Promise<FakeKey> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { keyId, signer, roles, publicKey, p8: await exportPKCS8(privateKey) };
}
