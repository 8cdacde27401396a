/** Reports per day in words. Days are UTC, as the host counts them. */
import type { Trend } from '../../shared/contract.ts';
import type { ReportKind } from '../../shared/report/report.ts';
import { countedReports, reportsLabel } from './kinds.ts';
import { count } from './numbers.ts';

const DAY = 86_400_000;
const NAME = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const NAME_OF_YEAR = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** One day of a trend. */
export interface TrendDay {
  /** `12 Jan` */
  readonly name: string;
  readonly count: number;
}

/** The days of a trend by name, oldest first; with their year where the trend ends in another than `now`. */
export function trendDays({ from, counts }: Trend, now: number): readonly TrendDay[] {
  const last = new Date(from + (counts.length - 1) * DAY);
  const names = last.getUTCFullYear() === new Date(now).getUTCFullYear() ? NAME : NAME_OF_YEAR;
  return counts.map((count, index) => ({ name: names.format(new Date(from + index * DAY)), count }));
}

/** `Crashes per day, 14 Dec to 12 Jan: 273 in all, at most 31 on 9 Jan` */
export function trendInWords(days: readonly TrendDay[], kind: ReportKind): string {
  const total = days.reduce((sum, day) => sum + day.count, 0);
  const [first, last] = [days[0]?.name ?? '', days.at(-1)?.name ?? ''];
  const most = days.reduce<TrendDay | null>((best, day) => (day.count > (best?.count ?? 0) ? day : best), null);
  const peak = most === null ? '' : `, at most ${count(most.count)} on ${most.name}`;
  return `${reportsLabel(kind)} per day, ${first} to ${last}: ${total === 0 ? 'none' : `${count(total)} in all`}${peak}`;
}

/** What a trend leaves out: `12 before that`, `3 of unknown date`. */
export function leftOut({ earlier, undated }: Trend, kind: ReportKind): string | null {
  const parts = [
    earlier === 0 ? null : `${countedReports(earlier, kind)} before that`,
    undated === 0 ? null : `${countedReports(undated, kind)} of unknown date`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}
