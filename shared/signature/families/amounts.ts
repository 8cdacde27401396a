/** Amounts as people read them: `4.2 s`, `1.07 GB`, `45,001`. */

function rounded(value: number, digits: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** `0.4 s`, `12 s`, `4 min 10 s`, `3.5 h`. */
export function secondsText(seconds: number): string {
  if (seconds < 1) return `${rounded(seconds * 1000, 0)} ms`;
  if (seconds < 300) return `${rounded(seconds, seconds < 10 ? 1 : 0)} s`;
  return seconds < 7200 ? `${rounded(seconds / 60, 0)} min` : `${rounded(seconds / 3600, 1)} h`;
}

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** `1.07 GB`. Decimal, as Apple's reports count. */
export function bytesText(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${rounded(value, value < 10 ? 2 : value < 100 ? 1 : 0)} ${UNITS[unit] ?? ''}`;
}

/** `45,001` */
export function countText(count: number): string {
  return rounded(count, 0);
}

/**
 * Words without what changes from one time to the next: addresses, UUIDs, numbers. `Unexpected fault at 0xffff1234` of two
 * devices are the same words.
 */
export function lasting(words: string): string {
  return words
    .slice(0, 2000)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<uuid>')
    .replaceAll(/\b0x[0-9a-f]+\b/gi, '<address>')
    .replaceAll(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi, '<address>')
    .replaceAll(/\d+(?:[.,]\d+)*/g, '<n>')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 400);
}
