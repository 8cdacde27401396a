/** Apple's two limits: one by the rolling hour, which it tells, and one by the moment, which it does not. */
import { refusal } from './exchange.ts';
import type { Reply } from './exchange.ts';

export interface LimitOptions {
  readonly perHour?: number;
  /** Requests in a window of milliseconds before 429 comes with quota left. */
  readonly burst?: { readonly most: number; readonly window: number };
  /** `Retry-After` of a 429; Apple documents none. */
  readonly retryAfter?: string;
}

const HOUR = 3_600_000;

export interface Limits {
  /** Counts a request; the reply where it was one too many. */
  count(now: number): Reply | null;
  /** `X-Rate-Limit` as of the last request. */
  header(): string;
}

export function createLimits({ perHour = 3600, burst, retryAfter }: LimitOptions = {}): Limits {
  let times: number[] = [];
  let recent: number[] = [];
  const header = (): string => `user-hour-lim:${perHour};user-hour-rem:${Math.max(0, perHour - times.length)};`;
  return {
    header,
    count(now) {
      if (times.length > 0 && (times[0] ?? now) <= now - HOUR) times = times.filter((time) => time > now - HOUR);
      recent = burst === undefined ? [] : recent.filter((time) => time > now - burst.window);
      const isOver = times.length >= perHour || (burst !== undefined && recent.length >= burst.most);
      if (isOver) {
        const title = 'The request rate limit has been reached.';
        const words = { status: 429, code: 'RATE_LIMIT_EXCEEDED', title };
        return refusal(words, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
      }
      times.push(now);
      recent.push(now);
      return null;
    },
  };
}
