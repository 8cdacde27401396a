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

/** The inverse of {@link parseMoment}. */
export function momentText(iso: string): string {
  return iso
    .replace('T', ' ')
    .replace(/([+-]\d\d):(\d\d)$/, ' $1$2')
    .replace(/Z$/, ' +0000');
}
