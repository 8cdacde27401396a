/**
 * `feedback.json`, as App Store Connect's website gives it to download, with the crash's log or the screenshots beside it:
 * the same facts as its API has, under other names.
 */
import { isObject, text } from './json.ts';
import type { JsonObject } from './json.ts';
import type { SubmissionFacts } from './submissions.ts';

/** What a tester sent, from the website. */
export interface WebFeedback {
  readonly facts: SubmissionFacts;
  /** Apple's number of the app. */
  readonly app: string;
  readonly version: string | null;
  readonly build: string | null;
}

const LONGEST = 500;
/** A comment may be long. */
const LONGEST_COMMENT = 100_000;

function word(json: JsonObject, key: string): string | null {
  const value = json[key];
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : text(value, LONGEST);
}

/** A number that is not negative; older files have some as text. */
function amount(json: JsonObject, key: string): number | null {
  const value = json[key];
  const number = typeof value === 'string' && /^\d{1,15}(?:\.\d{1,9})?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}

/** `2026-03-31T20:32:15.574Z[UTC]`, as Unix milliseconds. */
function moment(json: JsonObject, key: string): number | null {
  const written = text(json[key], 80)?.replace(/\[[^\]]*\]$/, '') ?? '';
  const time = /^\d{4}-\d{2}-\d{2}T/.test(written) ? Date.parse(written) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** `WI_FI` is `WIFI` in the API; the others are alike. */
function connectionOf(status: string | null): string | null {
  return status === 'WI_FI' ? 'WIFI' : status;
}

const FAMILIES: readonly (readonly [beginning: string, family: string, platform: string])[] = [
  ['iPhone', 'IPHONE', 'IOS'],
  ['iPod', 'IPHONE', 'IOS'],
  ['iPad', 'IPAD', 'IOS'],
  ['Watch', 'APPLE_WATCH', 'IOS'],
  ['AppleTV', 'APPLE_TV', 'TV_OS'],
  ['RealityDevice', 'VISION', 'VISION_OS'],
  ['Mac', 'MAC', 'MAC_OS'],
  ['iMac', 'MAC', 'MAC_OS'],
];

function familyOf(model: string | null): {
  readonly deviceFamily: string | null;
  readonly devicePlatform: string | null;
} {
  const [, deviceFamily = null, devicePlatform = null] =
    FAMILIES.find(([beginning]) => model?.startsWith(beginning) === true) ?? [];
  return { deviceFamily, devicePlatform };
}

function parse(written: string): unknown {
  try {
    return JSON.parse(written.charCodeAt(0) === 0xfeff ? written.slice(1) : written);
  } catch {
    return null;
  }
}

/** Reads a `feedback.json`; null for any other JSON, and for what is none. Never throws. */
export function readWebFeedback(written: string): WebFeedback | null {
  const json = parse(written);
  if (!isObject(json)) return null;
  const [id, app] = [text(json['id'], 200), word(json, 'appAppleId')];
  const isOne = 'timestamp' in json && ('cfBundleVersion' in json || 'deviceModel' in json);
  if (id === null || app === null || !isOne) return null;
  const deviceModel = word(json, 'deviceModel');
  const { deviceFamily, devicePlatform } = familyOf(deviceModel);
  return {
    app,
    version: word(json, 'cfBundleShortVersion'),
    build: word(json, 'cfBundleVersion'),
    facts: {
      id,
      createdAt: moment(json, 'timestamp'),
      comment: text(json['comment'], LONGEST_COMMENT),
      email: word(json, 'emailAddress'),
      deviceModel,
      osVersion: word(json, 'osVersion'),
      locale: word(json, 'locale'),
      timeZone: word(json, 'timezone'),
      architecture: word(json, 'architecture'),
      connection: connectionOf(word(json, 'connectionStatus') ?? word(json, 'networkType')),
      pairedWatch: word(json, 'pairedAppleWatch'),
      appUptime: amount(json, 'appUptimeMillis'),
      diskAvailable: amount(json, 'availableDiskBytes'),
      diskTotal: amount(json, 'totalDiskBytes'),
      battery: amount(json, 'batteryPercentage'),
      screenWidth: amount(json, 'screenWidth'),
      screenHeight: amount(json, 'screenHeight'),
      appPlatform: word(json, 'appPlatform'),
      devicePlatform: word(json, 'devicePlatform') ?? devicePlatform,
      deviceFamily: word(json, 'deviceFamily') ?? deviceFamily,
      bundleId: null,
      buildId: null,
      testerId: null,
    },
  };
}
