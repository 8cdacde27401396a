/**
 * What the fake App Store Connect holds: apps, versions, builds, testers and what testers submitted. Everything follows
 * from a seed and some numbers; tests may submit and withdraw while the server runs.
 */
import { createDice } from './random.ts';

export interface WorldOptions {
  readonly seed?: number;
  readonly apps?: number;
  readonly buildsPerApp?: number;
  readonly testers?: number;
  /** Of each app. */
  readonly crashes?: number;
  readonly screenshots?: number;
  /** The newest submission's time, Unix milliseconds. */
  readonly newest?: number;
}

export interface FakeApp {
  readonly id: string;
  readonly name: string;
  readonly bundleId: string;
}

export interface FakeVersion {
  readonly id: string;
  readonly appId: string;
  readonly version: string;
  readonly platform: string;
}

export interface FakeBuild {
  readonly id: string;
  readonly appId: string;
  readonly versionId: string;
  readonly number: string;
  readonly uploadedAt: number;
}

export interface FakeTester {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

export type Kind = 'crash' | 'screenshot';

export interface FakeSubmission {
  readonly id: string;
  readonly kind: Kind;
  readonly appId: string;
  readonly buildId: string;
  readonly testerId: string;
  readonly createdAt: number;
  /** Counts all submissions; the crash log and the images follow from it. */
  readonly index: number;
  readonly images: readonly { readonly width: number; readonly height: number }[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface World {
  readonly apps: readonly FakeApp[];
  readonly versions: readonly FakeVersion[];
  readonly builds: readonly FakeBuild[];
  readonly testers: readonly FakeTester[];
  /** Of an app, newest first. */
  submissions(appId: string, kind: Kind): readonly FakeSubmission[];
  submission(id: string): FakeSubmission | null;
  /** Adds one that is newer than all. */
  submit(appId: string, kind: Kind): FakeSubmission;
  /** Takes one away, as a developer does in App Store Connect. */
  withdraw(id: string): void;
}

const NEWEST = Date.UTC(2026, 10, 18, 7, 3, 55);
const FIRST_NAMES = ['Ada', 'Bo', 'Cleo', 'Dara', 'Eli', 'Femi', 'Gus', 'Hana'] as const;
const COMMENTS = [
  'The map went blank when I rotated the phone.',
  'Crashed right after I opened a harbour.',
  'Die Liste springt nach oben, wenn neue Boote kommen.\n\nIch hatte gerade gefiltert.',
  'Text is cut off at the largest size 🔍',
  '保存ボタンが反応しません。',
] as const;
const DEVICES = [
  { model: 'iPhone17_1', family: 'IPHONE', platform: 'IOS', width: 402, height: 874 },
  { model: 'iPhone15_2', family: 'IPHONE', platform: 'IOS', width: 393, height: 852 },
  { model: 'iPad14_1', family: 'IPAD', platform: 'IOS', width: 744, height: 1133 },
  { model: 'Mac15_3', family: 'MAC', platform: 'MAC_OS', width: 1512, height: 982 },
] as const;
const GIGABYTE = 1_000_000_000;

function uuid(dice: { below(most: number): number }): string {
  const hex = (digits: number): string => Array.from({ length: digits }, () => dice.below(16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

/** Makes a world; equal options give equal worlds. */
export function createWorld(options: WorldOptions = {}): World {
  const { seed = 1, buildsPerApp = 6, newest = NEWEST } = options;
  const dice = createDice(seed);
  const apps = Array.from({ length: options.apps ?? 2 }, (_, at): FakeApp => {
    const name = at === 0 ? 'Harbor' : `Harbor ${at + 1}`;
    const bundleId = at === 0 ? 'app.faultline.samples.Harbor' : `app.faultline.samples.Harbor${at + 1}`;
    return { id: String(1_480_000_000 + at * 7919), name, bundleId };
  });
  const versions = apps.flatMap(({ id }, at) =>
    ['2.0.4', '2.1.0'].map((version, step) => ({ id: `version-${at}-${step}`, appId: id, version, platform: 'IOS' })),
  );
  const builds = apps.flatMap(({ id }, at) =>
    Array.from({ length: buildsPerApp }, (_, step): FakeBuild => ({
      id: uuid(dice),
      appId: id,
      versionId: `version-${at}-${step < buildsPerApp / 2 ? 0 : 1}`,
      number: String(391 + step),
      uploadedAt: newest - (buildsPerApp - step) * 86_400_000,
    })),
  );
  const testers = Array.from({ length: options.testers ?? 12 }, (_, at): FakeTester => {
    const firstName = dice.pick(FIRST_NAMES);
    return {
      id: uuid(dice),
      firstName,
      lastName: `Tester ${at + 1}`,
      email: `${firstName.toLowerCase()}${at}@example.com`,
    };
  });
  const lists = new Map<string, FakeSubmission[]>();
  const byId = new Map<string, FakeSubmission>();
  let index = 0;

  function make(appId: string, kind: Kind, createdAt: number): FakeSubmission {
    const own = builds.filter((build) => build.appId === appId);
    const build = own[dice.below(own.length)];
    const tester = testers[dice.below(testers.length)];
    const bundleId = apps.find(({ id }) => id === appId)?.bundleId;
    if (build === undefined || tester === undefined) throw new Error(`App ${appId} has no build or no tester`);
    const device = dice.pick(DEVICES);
    const images = Array.from({ length: kind === 'crash' ? 0 : index % 7 === 3 ? 3 : 1 }, () => ({
      width: Math.round(device.width / 6),
      height: Math.round(device.height / 6),
    }));
    const made: FakeSubmission = {
      id: uuid(dice),
      kind,
      appId,
      buildId: build.id,
      testerId: tester.id,
      createdAt,
      index,
      images,
      attributes: {
        ...(index % 4 === 0 && kind === 'crash' ? {} : { comment: dice.pick(COMMENTS) }),
        email: tester.email,
        deviceModel: device.model,
        osVersion: dice.pick(['17.1.2', '18.1', '26.1']),
        locale: dice.pick(['en-GB', 'de-DE', 'ja-JP']),
        timeZone: dice.pick(['Europe/London', 'Europe/Berlin', 'Asia/Tokyo']),
        architecture: 'arm64e',
        connectionType: dice.pick(['WIFI', 'MOBILE_DATA', 'WIRE', 'NONE', 'UNKNOWN']),
        ...(dice.below(3) === 0 ? { pairedAppleWatch: 'Watch7_3' } : {}),
        appUptimeInMilliseconds: dice.below(7_200_000),
        diskBytesAvailable: dice.below(200) * GIGABYTE,
        diskBytesTotal: 256 * GIGABYTE,
        batteryPercentage: dice.below(101),
        screenWidthInPoints: device.width,
        screenHeightInPoints: device.height,
        appPlatform: device.platform,
        devicePlatform: device.platform,
        deviceFamily: device.family,
        buildBundleId: bundleId,
      },
    };
    index += 1;
    return made;
  }

  function keep(made: FakeSubmission): FakeSubmission {
    const name = `${made.appId} ${made.kind}`;
    lists.set(name, [made, ...(lists.get(name) ?? [])]);
    byId.set(made.id, made);
    return made;
  }

  let last = newest;
  for (const { id } of apps) {
    for (const [kind, count] of [
      ['crash', options.crashes ?? 12],
      ['screenshot', options.screenshots ?? 12],
    ] as const) {
      const list = Array.from({ length: count }, (_, at) => make(id, kind, newest - at * 137_000));
      lists.set(`${id} ${kind}`, list);
      for (const made of list) byId.set(made.id, made);
    }
  }

  return {
    apps,
    versions,
    builds,
    testers,
    submissions: (appId, kind) => lists.get(`${appId} ${kind}`) ?? [],
    submission: (id) => byId.get(id) ?? null,
    submit(appId, kind) {
      last += 60_000;
      return keep(make(appId, kind, last));
    },
    withdraw(id) {
      const gone = byId.get(id);
      if (gone === undefined) throw new Error(`There is no submission ${id}`);
      byId.delete(id);
      const name = `${gone.appId} ${gone.kind}`;
      lists.set(
        name,
        (lists.get(name) ?? []).filter((kept) => kept.id !== id),
      );
    },
  };
}
