/** Apple's way of writing a moment, `2026-04-01 12:39:56.0657 -0700`, as ISO 8601 with the same offset, and back. */

const APPLE = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s*(?:([+-]\d\d):?(\d\d)|(Z))?$/;

/** ISO 8601, or null for what is no moment. Without an offset the text stays without one. */
export function parseMoment(text: string | null): string | null {
  const match = APPLE.exec(text?.trim() ?? '');
  if (match === null) return null;
  const [, day, time, hours, minutes, zulu] = match;
  const iso = `${day}T${time}${hours === undefined ? (zulu ?? '') : `${hours}:${minutes}`}`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SPOKEN = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})$/;

/** `Thu Dec  5 18:00:31 2019`, as the C library words a moment, without an offset; null for other words. */
export function parseSpokenMoment(text: string): string | null {
  const match = SPOKEN.exec(text.trim());
  const month = MONTHS.indexOf(match?.[1] ?? '') + 1;
  if (match === null || month === 0) return null;
  return `${match[4]}-${String(month).padStart(2, '0')}-${(match[2] ?? '').padStart(2, '0')}T${match[3]}`;
}

/** The inverse of {@link parseMoment}. */
export function momentText(iso: string): string {
  return iso
    .replace('T', ' ')
    .replace(/([+-]\d\d):(\d\d)$/, ' $1$2')
    .replace(/Z$/, ' +0000');
}
