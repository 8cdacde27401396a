/** What was known around a failure. Many answers of Apple read alike; only what surrounds them tells them apart. */
import type { Endpoint } from './endpoint.ts';

/** `null` everywhere means: not known. */
export interface DiagnosisContext {
  readonly keyKind: 'team' | 'individual' | null;
  /** Ten letters and digits; no secret. */
  readonly keyId: string | null;
  /** Whom the token named: an issuer (team keys) or `sub: "user"` (individual keys). */
  readonly tokenOwner: 'issuer' | 'user' | null;
  /** Seconds from `iat` to `exp`. */
  readonly tokenLifetimeSeconds: number | null;
  /** Seconds that the token still had as the request left, by this computer's clock. */
  readonly tokenSecondsLeft: number | null;
  readonly tokenUse: 'first' | 'later' | null;
  /** Whether the token named the requests that it is good for. */
  readonly tokenScoped: boolean;
  /** Whether the request had been tried again before. */
  readonly retried: boolean;
  /** Whether the same key did well in other requests of the same run. */
  readonly keyWorked: boolean | null;
  /** Whether App Store Connect shows every agreement as signed. */
  readonly agreementsSigned: boolean | null;
  /** This computer's clock less Apple's; positive is ahead. */
  readonly clockSkewSeconds: number | null;
  /** Whether the token was dated by Apple's clock, so that this computer's does not matter. */
  readonly clockCorrected: boolean;
  /** When the answer came, by this computer's clock, in milliseconds since 1970. */
  readonly receivedAt: number | null;
  /** What the request was for; otherwise its path tells. */
  readonly endpoint: Endpoint | null;
  /** How the app's analytics report request stands; `ghost`: Apple denies and affirms that there is one. */
  readonly analyticsRequest: 'none' | 'running' | 'stopped' | 'ghost' | null;
}

/** Nothing is known but the failure. */
export const NO_CONTEXT: DiagnosisContext = {
  keyKind: null,
  keyId: null,
  tokenOwner: null,
  tokenLifetimeSeconds: null,
  tokenSecondsLeft: null,
  tokenUse: null,
  tokenScoped: false,
  retried: false,
  keyWorked: null,
  agreementsSigned: null,
  clockSkewSeconds: null,
  clockCorrected: false,
  receivedAt: null,
  endpoint: null,
  analyticsRequest: null,
};
