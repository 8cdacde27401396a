/**
 * What a device said of itself when its tester sent feedback, in words: charge, disk, network, language, time zone. Apple's
 * enums are open: a value that is not known is shown as it came, only easier on the eye.
 */
import { bytes } from './numbers.ts';

/** `18 %`; Apple gives whole percents. */
export function batteryWords(percent: number | null): string | null {
  return percent === null ? null : `${Math.round(percent)} %`;
}

/** `1.2 GB free of 128 GB`; sizes in bytes. */
export function diskWords(available: number | null, total: number | null): string | null {
  if (available === null) return total === null ? null : bytes(total);
  return total === null ? `${bytes(available)} free` : `${bytes(available)} free of ${bytes(total)}`;
}

const CONNECTIONS: Readonly<Record<string, string>> = {
  WIFI: 'Wi-Fi',
  MOBILE_DATA: 'Mobile data',
  WIRE: 'Wired',
  NONE: 'No connection',
  UNKNOWN: 'Unknown',
};

/** `LOW_DATA` → `Low data` */
function readable(value: string): string {
  const words = value.replaceAll('_', ' ').trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `Wi-Fi`, `Mobile data` … */
export function networkWords(connection: string | null): string | null {
  return connection === null ? null : (CONNECTIONS[connection] ?? readable(connection));
}

/** `German (Germany)` for `de_DE`, `de-DE` and `de_DE@calendar=gregorian` alike. */
export function localeWords(locale: string | null): string | null {
  if (locale === null) return null;
  const tag = (locale.split('@')[0] ?? locale).replaceAll('_', '-');
  try {
    return new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' }).of(tag) ?? locale;
  } catch {
    return locale;
  }
}

/** `Berlin, 09:41 there`: where the tester was and what the clock showed; the time (Unix milliseconds) may be unknown. */
export function timeZoneWords(timeZone: string | null, at: number | null): string | null {
  if (timeZone === null) return null;
  const place = (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
  if (at === null) return place;
  try {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
    return `${place}, ${clock.format(at)} there`;
  } catch {
    return place;
  }
}

/** How long the app had been running: `4 s`, `3 min 12 s`, `2 h 5 min`, `3 days 4 h`. */
export function uptimeWords(milliseconds: number | null): string | null {
  if (milliseconds === null) return null;
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const parts = [
    [Math.floor(seconds / 86_400), seconds < 172_800 ? 'day' : 'days'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

/** `393 × 852 points` */
export function screenWords(width: number | null, height: number | null): string | null {
  return width === null || height === null ? null : `${width} × ${height} points`;
}
