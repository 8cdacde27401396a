/** What the headers of a response tell: how long to wait, and how far this clock is off. */

/** A day; servers that ask for more are not taken at their word. */
const MAX_WAIT_SECONDS = 86_400;

/** Milliseconds since 1970 of an HTTP date (RFC 9110 §5.6.7, its usual form), or `null`. */
export function readHttpDate(text: string | null): number | null {
  const date = (text ?? '').trim();
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(date)) return null;
  const time = Date.parse(date);
  return Number.isNaN(time) ? null : time;
}

/**
 * Seconds that `Retry-After` asks for, whether it holds seconds or a date; 0 to a day.
 * @param now what a date is measured from: Apple's own `Date` where there is one
 */
export function readRetryAfter(text: string | null, now: number | null): number | null {
  const value = (text ?? '').trim();
  if (/^\d{1,9}$/.test(value)) return Math.min(Number(value), MAX_WAIT_SECONDS);
  const until = readHttpDate(value);
  if (until === null || now === null) return null;
  return Math.min(Math.max(Math.ceil((until - now) / 1000), 0), MAX_WAIT_SECONDS);
}

/** This computer's clock less Apple's, in whole seconds; `Date` counts whole seconds itself. */
export function readClockSkew(date: string | null, receivedAt: number | null): number | null {
  const server = readHttpDate(date);
  return server === null || receivedAt === null ? null : Math.round((receivedAt - server) / 1000);
}
