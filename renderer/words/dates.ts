/** Times in the user's own time zone, as short as they stay clear. */

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', options);
}

const DAY = formatter({ day: 'numeric', month: 'short' });
const DAY_OF_YEAR = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
const TIME = formatter({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const CLOCK = formatter({ hour: '2-digit', minute: '2-digit' });

/** `12 Jan`, and `12 Jan 2024` when it is not of this year. */
export function day(milliseconds: number, now: number): string {
  const date = new Date(milliseconds);
  return (date.getFullYear() === new Date(now).getFullYear() ? DAY : DAY_OF_YEAR).format(date);
}

/** `12 Jan 2026, 09:41` */
export function moment(milliseconds: number): string {
  return TIME.format(new Date(milliseconds));
}

/** When it was last seen, for a row: the time of day for today, `Yesterday`, else the day. */
export function recently(milliseconds: number, now: number): string {
  const date = new Date(milliseconds);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) return CLOCK.format(date);
  const yesterday = new Date(now);
  yesterday.setDate(today.getDate() - 1);
  return date.toDateString() === yesterday.toDateString() ? 'Yesterday' : day(milliseconds, now);
}

/** First and last seen, as a range of days: `10 – 12 Jan`, `28 Dec – 12 Jan`, one day alone when it is one. */
export function span(first: number | null, last: number | null, now: number): string | null {
  if (last === null) return first === null ? null : day(first, now);
  if (first === null) return recently(last, now);
  const [from, to] = [new Date(first), new Date(last)];
  if (from.toDateString() === to.toDateString()) return recently(last, now);
  const sameMonth = from.getMonth() === to.getMonth() && from.getFullYear() === to.getFullYear();
  return `${sameMonth ? from.getDate() : day(first, now)} – ${day(last, now)}`;
}

/** A range of days that a filter names: `3 Jan 2026 – 12 Jan 2026`, one day alone when it is one. */
export function dayRange(from: number, to: number): string {
  const [first, last] = [DAY_OF_YEAR.format(new Date(from)), DAY_OF_YEAR.format(new Date(to))];
  return first === last ? first : `${first} – ${last}`;
}

/** A day as `<input type="date">` writes it: `2026-01-12`. */
export function dayInput(milliseconds: number): string {
  const date = new Date(milliseconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** When such a day, or one so many days after it, begins; null where it is no day, or one before 1970. */
export function dayStart(day: string, after: number): number | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  const time = new Date(Number(year), Number(month) - 1, Number(date) + after).getTime();
  return Number.isNaN(time) || time < 0 ? null : time;
}

/** A report's own time (ISO 8601) as `12 Jan 2026, 09:41`; null where it names none that can be read. */
export function reportedAt(iso: string | null): string | null {
  const milliseconds = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(milliseconds) ? null : moment(milliseconds);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long ago: `just now`, `3 min ago`, `2 h ago`, `yesterday`, else the day. Clocks that disagree read `just now`. */
export function ago(milliseconds: number, now: number): string {
  const passed = now - milliseconds;
  if (passed < MINUTE) return 'just now';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
  if (passed < 12 * HOUR) return `${Math.floor(passed / HOUR)} h ago`;
  const word = recently(milliseconds, now);
  return word === 'Yesterday' ? 'yesterday' : `${/^\d\d:/.test(word) ? 'today at ' : ''}${word}`;
}
