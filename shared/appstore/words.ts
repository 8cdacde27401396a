/**
 * What Apple says of a submission, in words: device, system, and every field as a person would say it. English, like the
 * rest of the product; unknown values of enumerations are shown as they are.
 */
import type { FeedbackField } from '../contract/feedback.ts';
import { deviceName } from '../report/device.ts';
import type { SubmissionFacts } from './submissions.ts';

/** Apple writes `iPhone17_1` here and `iPhone17,1` everywhere else. */
export function deviceOf({ deviceModel }: SubmissionFacts): string | null {
  return deviceModel?.replace('_', ',') ?? null;
}

const SYSTEMS: Readonly<Record<string, string>> = {
  IOS: 'iOS',
  MAC_OS: 'macOS',
  TV_OS: 'tvOS',
  VISION_OS: 'visionOS',
  XR_OS: 'visionOS',
};

function systemName({ devicePlatform, deviceFamily }: SubmissionFacts): string | null {
  if (deviceFamily === 'APPLE_WATCH') return 'watchOS';
  if (deviceFamily === 'IPAD' && devicePlatform === 'IOS') return 'iPadOS';
  return devicePlatform === null ? null : (SYSTEMS[devicePlatform] ?? devicePlatform);
}

/** `iOS 18.1`; the bare version where the platform is not known. */
export function systemOf(facts: SubmissionFacts): string | null {
  const { osVersion } = facts;
  const name = systemName(facts);
  // Some versions come with their system's name.
  if (osVersion === null || name === null || !/^\d/.test(osVersion)) return osVersion ?? name;
  return `${name} ${osVersion}`;
}

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Bytes in decimal units, as Apple's systems count them: `12.4 GB`. */
export function bytesInWords(bytes: number): string {
  let [amount, unit] = [bytes, 0];
  while (amount >= 1000 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || amount >= 100 ? 0 : 1;
  return `${amount.toFixed(digits).replace(/\.0$/, '')} ${UNITS[unit] ?? 'bytes'}`;
}

function plural(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

/** Milliseconds as their two largest units: `2 hours 5 minutes`. */
export function durationInWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor(seconds / 3600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return 'less than a second';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => plural(count, unit))
    .join(' ');
}

const CONNECTIONS: Readonly<Record<string, string>> = {
  WIFI: 'Wi-Fi',
  MOBILE_DATA: 'Mobile data',
  WIRE: 'Cable',
  NONE: 'Offline',
  UNKNOWN: 'Unknown',
};

const FAMILIES: Readonly<Record<string, string>> = {
  IPHONE: 'iPhone',
  IPAD: 'iPad',
  APPLE_TV: 'Apple TV',
  APPLE_WATCH: 'Apple Watch',
  MAC: 'Mac',
  VISION: 'Apple Vision',
};

/** `German (Germany)`; the code itself where it is none. */
function localeInWords(locale: string): string {
  try {
    const name = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' });
    return name.of(locale.replaceAll('_', '-').replace(/@.*$/, '')) ?? locale;
  } catch {
    return locale;
  }
}

/** `Europe/Berlin (GMT+01:00)`, with the offset of that day. */
function timeZoneInWords(timeZone: string, at: number | null): string {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
    const offset = format.formatToParts(at ?? 0).find(({ type }) => type === 'timeZoneName')?.value;
    return at === null || offset === undefined ? timeZone : `${timeZone} (${offset})`;
  } catch {
    return timeZone;
  }
}

function deviceInWords(facts: SubmissionFacts): string | null {
  const model = deviceOf(facts);
  if (model === null) return null;
  const name = deviceName(model);
  return name === null || name === model ? model : `${name} (${model})`;
}

function diskInWords({ diskAvailable, diskTotal }: SubmissionFacts): string | null {
  if (diskAvailable === null) return null;
  const free = `${bytesInWords(diskAvailable)} free`;
  return diskTotal === null ? free : `${bytesInWords(diskAvailable)} of ${bytesInWords(diskTotal)} free`;
}

function field(
  name: string,
  label: string,
  words: string | null,
  ...raw: readonly (string | number | null)[]
): readonly FeedbackField[] {
  if (words === null) return [];
  return [{ name, label, words, raw: raw.filter((value) => value !== null).join(' / ') }];
}

function table(known: Readonly<Record<string, string>>, value: string | null): string | null {
  return value === null ? null : (known[value] ?? value);
}

/** Every field that Apple sent, in words and as it came. The e-mail address is not among them. */
export function fieldsInWords(facts: SubmissionFacts): readonly FeedbackField[] {
  const { screenWidth, screenHeight, battery, appUptime, locale, timeZone, createdAt, pairedWatch } = facts;
  const screen = screenWidth === null || screenHeight === null ? null : `${screenWidth} × ${screenHeight} points`;
  const watch = pairedWatch?.replace('_', ',') ?? null;
  return [
    ...field('device', 'Device', deviceInWords(facts), facts.deviceModel),
    ...field('family', 'Device family', table(FAMILIES, facts.deviceFamily), facts.deviceFamily),
    ...field('system', 'System', systemOf(facts), facts.devicePlatform, facts.osVersion),
    ...field('architecture', 'Architecture', facts.architecture, facts.architecture),
    ...field('battery', 'Battery', battery === null ? null : `${Math.round(battery)} %`, battery),
    ...field('disk', 'Storage', diskInWords(facts), facts.diskAvailable, facts.diskTotal),
    ...field('connection', 'Network', table(CONNECTIONS, facts.connection), facts.connection),
    ...field('locale', 'Language and region', locale === null ? null : localeInWords(locale), locale),
    ...field('timeZone', 'Time zone', timeZone === null ? null : timeZoneInWords(timeZone, createdAt), timeZone),
    ...field('uptime', 'App had run for', appUptime === null ? null : durationInWords(appUptime), appUptime),
    ...field('screen', 'Screen', screen, screenWidth, screenHeight),
    ...field('watch', 'Paired watch', watch === null ? null : (deviceName(watch) ?? watch), pairedWatch),
    ...field('appPlatform', 'App made for', table(SYSTEMS, facts.appPlatform), facts.appPlatform),
    ...field('bundleId', 'Bundle id', facts.bundleId, facts.bundleId),
  ];
}
