/**
 * Tokens for App Store Connect: JWTs, ES256, 15 minutes long (Apple refuses more than 20), issued 60 seconds back because a
 * clock that is fast by a second would else date them in Apple's future. One token serves many requests and is renewed
 * when less than 60 seconds are left. The imported key cannot be read back out of this module.
 *
 * https://developer.apple.com/documentation/appstoreconnectapi/generating-tokens-for-api-requests
 */
import { importPKCS8, SignJWT } from 'jose';
import type { LocalFailure } from '../../shared/appstore/failure.ts';
import { readPrivateKey } from '../../shared/appstore/key.ts';
import type { KeyIdentity } from '../../shared/appstore/key.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** Seconds. */
const LIFETIME = 15 * 60;
const BACKDATED = 60;
const RENEWED_BEFORE_END = 60;
const AUDIENCE = 'appstoreconnect-v1';
/** A `Date` header has whole seconds and took its time to arrive: less than this is noise. Milliseconds. */
const NOISE = 2000;

/** Gives tokens of one key. */
export interface Tokens {
  readonly identity: KeyIdentity;
  /** A token with a minute to live at least. `fresh` makes a new one even where the last would do. */
  token(fresh?: boolean): Promise<Result<string, LocalFailure>>;
  /** `skew`: milliseconds that this computer's clock is ahead of Apple's. Tokens are dated by Apple's clock from here on. */
  correctClock(skew: number): void;
}

export interface TokensOptions {
  readonly identity: KeyIdentity;
  /** The `.p8` as it is; it is mended where it can be. */
  readonly privateKey: string;
  /** Unix milliseconds. */
  readonly clock: () => number;
}

function badKey(detail: string): { readonly ok: false; readonly fault: LocalFailure } {
  return fail({ kind: 'local', reason: 'bad-key', detail });
}

/** Imports a key and makes tokens of it. The failure (`bad-key`) says what the text is instead, and never quotes it. */
export async function openTokens(options: TokensOptions): Promise<Result<Tokens, LocalFailure>> {
  const { clock } = options;
  // Copied by name: whatever else the caller's object holds must not live on in here.
  const { keyId, signer } = options.identity;
  const pem = readPrivateKey(options.privateKey);
  if (!pem.ok) return badKey(pem.fault.message);
  let key: Awaited<ReturnType<typeof importPKCS8>>;
  try {
    key = await importPKCS8(pem.value, 'ES256');
  } catch {
    // What the importer says is about ASN.1 and could quote it: the sentence is ours.
    return badKey(
      'The key is damaged: it has the form of a private key, but its numbers do not fit. Download it again.',
    );
  }
  let skew = 0;
  let current: { readonly text: string; readonly ends: number; readonly skew: number } | null = null;

  async function sign(now: number): Promise<string> {
    const issued = now - BACKDATED;
    const jwt = new SignJWT(signer.kind === 'team' ? { iss: signer.issuerId } : { sub: 'user' })
      .setProtectedHeader({ alg: 'ES256', kid: keyId, typ: 'JWT' })
      .setIssuedAt(issued)
      .setExpirationTime(issued + LIFETIME)
      .setAudience(AUDIENCE);
    const text = await jwt.sign(key);
    current = { text, ends: issued + LIFETIME, skew };
    return text;
  }

  return ok({
    identity: { keyId, signer },
    async token(fresh = false) {
      const now = Math.floor((clock() - skew) / 1000);
      const isGood = current !== null && current.skew === skew && current.ends - now >= RENEWED_BEFORE_END;
      if (current !== null && isGood && !fresh) return ok(current.text);
      try {
        return ok(await sign(now));
      } catch {
        return badKey('The key cannot sign. Download it again, or make a new one in App Store Connect.');
      }
    },
    correctClock(measured) {
      if (Math.abs(measured - skew) >= NOISE) skew = Math.abs(measured) < NOISE ? 0 : measured;
    },
  });
}
