/** Writes one sample report as the `.ips` that a device would write: a line of metadata, then the body. */
import { createHash } from 'node:crypto';
import { EVENT_FETCH, PARKED, idle } from './stacks.ts';
import type { Step, Version } from './stacks.ts';

/** A device with its system. */
export interface Device {
  readonly model: string;
  readonly os: string;
  readonly build: string;
  /** Tells devices apart, as Apple's anonymous key does. */
  readonly owner: number;
}

/** What differs from kind to kind of crash. */
export interface Ending {
  readonly exception: Record<string, unknown>;
  readonly termination: Record<string, unknown>;
  readonly asi?: Record<string, readonly string[]>;
  readonly vmRegionInfo?: string;
  /** Crashed on the main thread? */
  readonly main: boolean;
  readonly queue?: string;
  readonly far?: number;
}

export interface Plan {
  readonly slug: string;
  readonly version: Version;
  readonly device: Device;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly ending: Ending;
  readonly crashed: readonly Step[];
  readonly lastException?: readonly Step[];
}

const SYSTEM_PATHS: Readonly<Record<string, string>> = {
  UIKitCore: '/System/Library/PrivateFrameworks/UIKitCore.framework/UIKitCore',
  CoreFoundation: '/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation',
  Foundation: '/System/Library/Frameworks/Foundation.framework/Foundation',
  QuartzCore: '/System/Library/Frameworks/QuartzCore.framework/QuartzCore',
  GraphicsServices: '/System/Library/PrivateFrameworks/GraphicsServices.framework/GraphicsServices',
  dyld: '/usr/lib/dyld',
  'libdispatch.dylib': '/usr/lib/system/libdispatch.dylib',
  'libsystem_kernel.dylib': '/usr/lib/system/libsystem_kernel.dylib',
  'libsystem_pthread.dylib': '/usr/lib/system/libsystem_pthread.dylib',
  'libsystem_c.dylib': '/usr/lib/system/libsystem_c.dylib',
  'libswiftCore.dylib': '/usr/lib/swift/libswiftCore.dylib',
  'libobjc.A.dylib': '/usr/lib/libobjc.A.dylib',
  'libc++abi.dylib': '/usr/lib/libc++abi.dylib',
  'libsqlite3.dylib': '/usr/lib/libsqlite3.dylib',
};

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function uuidOf(text: string): string {
  const hex = digest(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-3${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function stamp(at: string, seconds: number): string {
  const date = new Date(Date.parse(at) - seconds * 1000 + 3_600_000);
  const text = date.toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)}.${digest(at).replace(/\D/g, '').slice(0, 4)} +0100`;
}

/** The `.ips` text and the file name that the device would give it. */
export function writeReport(plan: Plan): { readonly fileName: string; readonly text: string } {
  const { version, device, ending } = plan;
  const seed = `${plan.slug} ${plan.at} ${device.owner}`;
  const random = (salt: string, modulus: number): number =>
    Number.parseInt(digest(`${seed} ${salt}`).slice(0, 12), 16) % modulus;
  const page = (value: number): number => value * 0x4000;
  const cache = 0x1_8000_0000 + page(random('cache', 0x2000));
  const appBase = 0x1_0200_0000 + page(random('app', 0x400));
  const container = `/private/var/containers/Bundle/Application/${uuidOf(`container ${seed}`).toUpperCase()}/Harbor.app`;

  const images: Record<string, unknown>[] = [];
  const indexes = new Map<string, number>();
  const bases = new Map<string, number>();
  const remember = (name: string, base: number, image: Record<string, unknown>): number => {
    indexes.set(name, images.length);
    bases.set(name, base);
    images.push({ ...image, base, name });
    return images.length - 1;
  };
  for (const [at, built] of [version.app, version.kit, version.analytics].entries()) {
    const path = at === 0 ? `${container}/Harbor` : `${container}/Frameworks/${built.image}.framework/${built.image}`;
    const bundle =
      at === 0 ? {} : { CFBundleIdentifier: `app.faultline.samples.${built.image}`, CFBundleShortVersionString: '1.0' };
    remember(built.image, appBase + at * 0x40_0000, {
      source: 'P',
      arch: 'arm64',
      ...bundle,
      size: built.size,
      uuid: built.uuid,
      path,
    });
  }
  for (const [at, [name, path]] of Object.entries(SYSTEM_PATHS).entries()) {
    const uuid = uuidOf(`${name} ${device.build}`);
    remember(name, cache + at * 0x200_0000, { source: 'P', arch: 'arm64e', size: 0x18_0000, uuid, path });
  }
  const absolute = images.length;
  images.push({ size: 0, source: 'A', base: 0, uuid: '00000000-0000-0000-0000-000000000000' });

  const frameOf = (step: Step): Record<string, unknown> => {
    const name = step.kind === 'own' ? step.image.image : step.image;
    const imageIndex = indexes.get(name) ?? absolute;
    if (step.kind === 'own') return { imageOffset: step.offset, imageIndex };
    const start =
      0x1000 + (Number.parseInt(digest(`${step.image} ${step.symbol} ${device.build}`).slice(0, 5), 16) & ~3);
    return { imageOffset: start + step.offset, symbol: step.symbol, symbolLocation: step.offset, imageIndex };
  };
  const addressOf = (step: Step): number => {
    const { imageOffset } = frameOf(step);
    return (bases.get(step.kind === 'own' ? step.image.image : step.image) ?? 0) + Number(imageOffset);
  };
  const [top, next] = plan.crashed;
  const state = {
    x: Array.from({ length: 29 }, (_, index) => ({
      value: index === 0 ? 0 : appBase + random(`x${index}`, 0xffff) * 8,
    })),
    flavor: 'ARM_THREAD_STATE64',
    lr: { value: next === undefined ? 0 : addressOf(next) },
    cpsr: { value: 0x6000_1000 },
    fp: { value: 0x1_6d00_0000 + random('fp', 0xffff) * 16 },
    sp: { value: 0x1_6d00_0000 + random('sp', 0xffff) * 16 },
    esr: { value: 0x9200_0006, description: '(Data Abort) byte read Translation fault' },
    pc: { value: top === undefined ? 0 : addressOf(top), matchesCrashFrame: 1 },
    far: { value: ending.far ?? 0 },
  };
  const id = 400_000 + random('thread', 90_000);
  const crashedThread = {
    triggered: true,
    id: id + 7,
    queue: ending.queue ?? 'com.apple.main-thread',
    threadState: state,
    frames: plan.crashed.map(frameOf),
  };
  const parked = { id: id + 3, frames: PARKED.map(frameOf) };
  const fetcher = { id: id + 5, name: 'com.apple.uikit.eventfetch-thread', frames: EVENT_FETCH.map(frameOf) };
  const resting = { id, queue: 'com.apple.main-thread', frames: idle(version).map(frameOf) };
  const threads = ending.main
    ? [crashedThread, parked, fetcher, { ...parked, id: id + 9 }]
    : [resting, parked, fetcher, crashedThread];

  const incident = uuidOf(`incident ${seed}`).toUpperCase();
  const osVersion = `iPhone OS ${device.os} (${device.build})`;
  const header = {
    app_name: 'Harbor',
    timestamp: stamp(plan.at, 0).replace(/\.\d+/, '.00'),
    app_version: version.version,
    slice_uuid: version.app.uuid,
    build_version: version.build,
    platform: 2,
    bundleID: 'app.faultline.samples.Harbor',
    share_with_app_devs: 1,
    is_first_party: 0,
    bug_type: '309',
    os_version: osVersion,
    roots_installed: 0,
    name: 'Harbor',
    incident_id: incident,
  };
  const body = {
    uptime: 20_000 + random('uptime', 400_000),
    procRole: 'Foreground',
    version: 2,
    userID: 501,
    modelCode: device.model,
    coalitionName: 'app.faultline.samples.Harbor',
    osVersion: { isEmbedded: true, train: `iPhone OS ${device.os}`, releaseType: 'User', build: device.build },
    captureTime: stamp(plan.at, 0),
    incident,
    pid: 300 + random('pid', 9000),
    cpuType: 'ARM-64',
    bug_type: '309',
    procLaunch: stamp(plan.at, 5 + random('run', 900)),
    procName: 'Harbor',
    procPath: `${container}/Harbor`,
    bundleInfo: {
      CFBundleShortVersionString: version.version,
      CFBundleVersion: version.build,
      CFBundleIdentifier: 'app.faultline.samples.Harbor',
    },
    storeInfo: { deviceIdentifierForVendor: uuidOf(`vendor ${device.owner}`).toUpperCase(), thirdParty: true },
    parentProc: 'launchd',
    parentPid: 1,
    crashReporterKey: digest(`device ${device.owner}`).slice(0, 40),
    throttleTimeout: 2_147_483_647,
    exception: ending.exception,
    termination: ending.termination,
    ...(ending.vmRegionInfo === undefined ? {} : { vmRegionInfo: ending.vmRegionInfo }),
    ...(ending.asi === undefined ? {} : { asi: ending.asi }),
    ...(plan.lastException === undefined ? {} : { lastExceptionBacktrace: plan.lastException.map(frameOf) }),
    faultingThread: threads.indexOf(crashedThread),
    threads,
    usedImages: images,
    sharedCache: { base: cache, size: 0x8000_0000, uuid: uuidOf(`cache ${device.build}`) },
    legacyInfo: { threadTriggered: { queue: crashedThread.queue } },
    trialInfo: { rollouts: [], experiments: [] },
  };
  const time = stamp(plan.at, 0).slice(0, 19).replace(' ', '-').replaceAll(':', '');
  return { fileName: `Harbor-${time}.ips`, text: `${JSON.stringify(header)}\n${JSON.stringify(body, null, 2)}\n` };
}
