/**
 * Holds tokens to Apple's rules, with the public key: algorithm, key id, issuer or subject by the kind of key, audience, a
 * life of at most 20 minutes that has begun and has not ended by the server's clock, and a scope that fits, where there is
 * one. https://developer.apple.com/documentation/appstoreconnectapi/generating-tokens-for-api-requests
 */
import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { FakeKey } from './keys.ts';

/** Seconds. */
const LONGEST_LIFE = 20 * 60;

/** Why a token was refused: Apple says only 401, the tests want to know. */
export type Refusal =
  | 'no-token'
  | 'unknown-key'
  | 'signature'
  | 'kind'
  | 'audience'
  | 'too-long'
  | 'not-yet'
  | 'expired'
  | 'scope';

export type Verdict =
  | { readonly ok: true; readonly key: FakeKey; readonly token: string }
  | { readonly ok: false; readonly why: Refusal };

function no(why: Refusal): Verdict {
  return { ok: false, why };
}

function isOfKind({ signer }: FakeKey, { iss, sub }: JWTPayload): boolean {
  return signer.kind === 'team' ? iss === signer.issuerId && sub === undefined : sub === 'user' && iss === undefined;
}

function times({ iat, exp }: JWTPayload, now: number): Refusal | null {
  if (iat === undefined || exp === undefined || exp - iat > LONGEST_LIFE) return 'too-long';
  if (iat > now) return 'not-yet';
  if (exp <= now) return 'expired';
  return exp > now + LONGEST_LIFE ? 'too-long' : null;
}

/** Whether a scope entry (`GET /v1/apps?filter[platform]=IOS`) covers a request. */
function covers(entry: unknown, method: string, url: URL): boolean {
  if (typeof entry !== 'string') return false;
  const [verb, address = ''] = entry.split(' ');
  const scope = URL.parse(address, 'https://scope.invalid');
  const ignored = new Set(['limit', 'cursor', 'sort']);
  const plain = ({ searchParams }: URL): string =>
    [...searchParams]
      .filter(([name]) => !ignored.has(name))
      .map(String)
      .sort()
      .join('&');
  return scope !== null && verb === method && scope.pathname === url.pathname && plain(scope) === plain(url);
}

/** @param now the server's clock, Unix milliseconds */
export async function verify(
  authorization: string | undefined,
  request: { readonly method: string; readonly url: URL },
  keys: readonly FakeKey[],
  now: number,
): Promise<Verdict> {
  const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
  if (token === undefined) return no('no-token');
  try {
    const header = decodeProtectedHeader(token);
    const key = keys.find(({ keyId }) => keyId === header.kid);
    if (key === undefined) return no('unknown-key');
    const { payload } = await jwtVerify(token, key.publicKey, {
      algorithms: ['ES256'],
      currentDate: new Date(now),
      clockTolerance: 100 * 365 * 86_400,
    });
    if (!isOfKind(key, payload)) return no('kind');
    if (payload.aud !== 'appstoreconnect-v1') return no('audience');
    const time = times(payload, now / 1000);
    if (time !== null) return no(time);
    const scope = payload['scope'];
    const fits =
      scope === undefined ||
      (Array.isArray(scope) && scope.some((entry) => covers(entry, request.method, request.url)));
    return fits ? { ok: true, key, token } : no('scope');
  } catch {
    return no('signature');
  }
}
