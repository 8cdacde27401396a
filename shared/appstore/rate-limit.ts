/**
 * `X-Rate-Limit: user-hour-lim:3500;user-hour-rem:500;` — requests of a rolling hour, per key.
 * https://developer.apple.com/documentation/appstoreconnectapi/identifying-rate-limits
 */

export interface RateLimit {
  readonly limit: number;
  readonly remaining: number;
}

function quantity(header: string, name: string): number | null {
  const digits = new RegExp(`(?:^|[;,\\s])${name}\\s*:\\s*(\\d{1,9})(?:[;,\\s]|$)`, 'i').exec(header)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The header's two numbers; null where it is absent or says something else. */
export function readRateLimit(header: string | null): RateLimit | null {
  if (header === null) return null;
  const limit = quantity(header, 'user-hour-lim');
  const remaining = quantity(header, 'user-hour-rem');
  return limit === null || remaining === null ? null : { limit, remaining };
}
