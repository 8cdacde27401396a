/** Counts and shares as people read them. The window speaks English, so its numbers do, too. */

const whole = new Intl.NumberFormat('en');

/** `1,027` */
export function count(value: number): string {
  return whole.format(value);
}

/** `1 crash`, `1,027 crashes`. The plural is regular unless it is given. */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : plural}`;
}

/** A part of a whole, 0…1, without false precision: `45 %`, `< 1 %`. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  return `${Math.round(share * 100)} %`;
}

const UNITS = ['bytes', 'KB', 'MB', 'GB'] as const;

/** File sizes in powers of 1000, as Finder shows them. */
export function bytes(value: number): string {
  let size = value;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit] ?? 'bytes'}`;
}
