/**
 * Feedback of the sample app's testers: `feedback/feedback.json` in the form of App Store Connect's own answers, with the
 * pictures beside it. Crashes name the report that came with them; `url` of a screenshot is the picture's file.
 */
import { detailCut, listWithOverlap, mapWithHoles, tidesOutside } from './screens.ts';

const APP = {
  type: 'apps',
  id: 'sample-harbor',
  attributes: { name: 'Harbor', bundleId: 'app.faultline.samples.Harbor' },
};

const VERSIONS = { '391': '2.0.4', '398': '2.0.5', '412': '2.1.0' } as const;
type Build = keyof typeof VERSIONS;

const TESTERS = { one: ['Sample Tester', '1'], two: ['Sample Tester', '2'], three: ['Sample Tester', '3'] } as const;

const PICTURES = {
  'map.png': mapWithHoles,
  'boats.png': listWithOverlap,
  'tides.png': tidesOutside,
  'boat.png': detailCut,
} as const satisfies Record<string, () => Buffer>;

const DEVICES = {
  'iPhone16,1': { family: 'IPHONE', width: 393, height: 852, disk: 256 },
  'iPhone15,2': { family: 'IPHONE', width: 393, height: 852, disk: 128 },
  'iPhone14,7': { family: 'IPHONE', width: 390, height: 844, disk: 128 },
  'iPhone16,2': { family: 'IPHONE', width: 430, height: 932, disk: 512 },
} as const;

interface Sent {
  readonly at: string;
  readonly comment: string | null;
  readonly build: Build;
  readonly tester: keyof typeof TESTERS;
  readonly device: keyof typeof DEVICES;
  readonly os: string;
  readonly battery: number;
  /** Gigabytes. */
  readonly free: number;
  readonly connection: 'WIFI' | 'MOBILE_DATA' | 'NONE';
  /** Seconds. */
  readonly uptime: number;
  readonly locale: string;
  readonly timeZone: string;
}

type WithPictures = Sent & { readonly pictures: readonly (keyof typeof PICTURES)[] };
/** `report` is the name of a file in `reports/`. */
type WithCrash = Sent & { readonly report: string };

const one = { tester: 'one', locale: 'sv-SE', timeZone: 'Europe/Stockholm' } as const;
const two = { tester: 'two', locale: 'en-GB', timeZone: 'Europe/London' } as const;
const three = { tester: 'three', locale: 'es-ES', timeZone: 'Europe/Madrid' } as const;

const FEEDBACK: readonly WithPictures[] = [
  {
    ...one,
    at: '2026-11-18T06:12:40Z',
    comment: 'Half of the map stays grey. It fills in when I leave the tab and come back.',
    build: '412',
    device: 'iPhone16,1',
    os: '17.2.1',
    battery: 81,
    free: 94.2,
    connection: 'MOBILE_DATA',
    uptime: 64,
    pictures: ['map.png'],
  },
  {
    ...two,
    at: '2026-11-17T20:11:05Z',
    comment: 'With the largest text size, names and distances lie on top of each other.',
    build: '412',
    device: 'iPhone14,7',
    os: '17.2.1',
    battery: 43,
    free: 8.6,
    connection: 'WIFI',
    uptime: 512,
    pictures: ['boats.png'],
  },
  {
    ...three,
    at: '2026-11-15T13:58:31Z',
    comment: 'La gráfica de la marea se sale de su marco.\nEn la ficha, el texto de los botones queda cortado.',
    build: '412',
    device: 'iPhone16,2',
    os: '17.3',
    battery: 100,
    free: 311.5,
    connection: 'WIFI',
    uptime: 1875,
    pictures: ['tides.png', 'boat.png'],
  },
  {
    ...one,
    at: '2026-10-30T09:40:12Z',
    comment: 'The words on the button are cut off. It should say who gets the message.',
    build: '398',
    device: 'iPhone16,1',
    os: '17.2.1',
    battery: 17,
    free: 101.8,
    connection: 'WIFI',
    uptime: 230,
    pictures: ['boat.png'],
  },
];

const CRASHES: readonly WithCrash[] = [
  {
    ...one,
    at: '2026-11-18T05:31:02Z',
    comment: 'Gone as soon as I tapped my own boat. Every time.',
    build: '412',
    device: 'iPhone15,2',
    os: '17.1.2',
    battery: 62,
    free: 23.9,
    connection: 'MOBILE_DATA',
    uptime: 38,
    report: 'Harbor-2026-11-18-063011.ips',
  },
  {
    ...two,
    at: '2026-11-17T19:58:44Z',
    comment: 'Crashed while I was scrolling the list.',
    build: '412',
    device: 'iPhone14,7',
    os: '17.2.1',
    battery: 44,
    free: 8.6,
    connection: 'WIFI',
    uptime: 431,
    report: 'Harbor-2026-11-17-205726.ips',
  },
  {
    ...three,
    at: '2026-11-14T08:10:20Z',
    comment: null,
    build: '412',
    device: 'iPhone16,2',
    os: '17.3',
    battery: 76,
    free: 312,
    connection: 'NONE',
    uptime: 902,
    report: 'Harbor-2026-11-14-090917.ips',
  },
];

function attributesOf(sent: Sent): Record<string, unknown> {
  const { family, width, height, disk } = DEVICES[sent.device];
  return {
    createdDate: sent.at,
    comment: sent.comment,
    email: `${sent.tester}@example.com`,
    deviceModel: sent.device.replace(',', '_'),
    osVersion: sent.os,
    locale: sent.locale,
    timeZone: sent.timeZone,
    architecture: 'arm64e',
    connectionType: sent.connection,
    pairedAppleWatch: sent.tester === 'two' ? 'Watch7_1' : null,
    appUptimeInMilliseconds: sent.uptime * 1000,
    diskBytesAvailable: Math.round(sent.free * 1e9),
    diskBytesTotal: disk * 1e9,
    batteryPercentage: sent.battery,
    screenWidthInPoints: width,
    screenHeightInPoints: height,
    appPlatform: 'IOS',
    devicePlatform: 'IOS',
    deviceFamily: family,
    buildBundleId: APP.attributes.bundleId,
  };
}

function relationshipsOf({ build, tester }: Sent): object {
  return {
    build: { data: { type: 'builds', id: `sample-build-${build}` } },
    tester: { data: { type: 'betaTesters', id: `sample-tester-${tester}` } },
  };
}

function builds(): object {
  const numbers: readonly Build[] = ['391', '398', '412'];
  return {
    data: numbers.map((number) => ({
      type: 'builds',
      id: `sample-build-${number}`,
      attributes: { version: number },
      relationships: { preReleaseVersion: { data: { type: 'preReleaseVersions', id: `sample-version-${number}` } } },
    })),
    included: numbers.map((number) => ({
      type: 'preReleaseVersions',
      id: `sample-version-${number}`,
      attributes: { version: VERSIONS[number], platform: 'IOS' },
    })),
  };
}

const testers = Object.entries(TESTERS).map(([id, [firstName, lastName]]) => ({
  type: 'betaTesters',
  id: `sample-tester-${id}`,
  attributes: { firstName, lastName, email: `${id}@example.com` },
}));

const SIZE = { width: 590, height: 1278 };

/** The files of the folder `feedback`, by name. */
export function feedbackFiles(): ReadonlyMap<string, Uint8Array> {
  const document = {
    apps: { data: [APP] },
    builds: builds(),
    crashes: {
      data: CRASHES.map((sent, index) => ({
        type: 'betaFeedbackCrashSubmissions',
        id: `sample-crash-${index + 1}`,
        attributes: attributesOf(sent),
        relationships: relationshipsOf(sent),
      })),
      included: testers,
    },
    reports: Object.fromEntries(CRASHES.map(({ report }, index) => [`sample-crash-${index + 1}`, report])),
    screenshots: {
      data: FEEDBACK.map((sent, index) => ({
        type: 'betaFeedbackScreenshotSubmissions',
        id: `sample-screenshot-${index + 1}`,
        attributes: { ...attributesOf(sent), screenshots: sent.pictures.map((url) => ({ url, ...SIZE })) },
        relationships: relationshipsOf(sent),
      })),
      included: testers,
    },
  };
  const files = new Map<string, Uint8Array>([['feedback.json', Buffer.from(`${JSON.stringify(document, null, 2)}\n`)]]);
  for (const [name, draw] of Object.entries(PICTURES)) files.set(name, draw());
  return files;
}
