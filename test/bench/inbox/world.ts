/**
 * The world that the reports of the inbox benchmark come from: apps with their releases, systems, devices, libraries with
 * their functions, and signatures, each with the frames that make it one. All of it follows from one seed.
 */
import { createDice } from '../../appstore/server/random.ts';
import type { Dice } from '../../appstore/server/random.ts';
import { uuidFor } from '../../fixtures/reports.ts';

export const DAYS = 400;
/** The last day: reports are spread over the days before it. */
export const LAST_DAY = Date.UTC(2026, 9, 31);

/** One binary image as reports list it. */
export interface WorldImage {
  readonly name: string;
  readonly path: string;
  readonly bundleId: string | null;
  readonly uuid: string;
  readonly base: number;
  readonly size: number;
  readonly system: boolean;
}

/** One function: its name and where its code begins. */
export interface WorldFunction {
  readonly name: string;
  readonly offset: number;
}

export interface Library {
  readonly image: WorldImage;
  readonly functions: readonly WorldFunction[];
}

export interface Release {
  readonly version: string;
  readonly build: string;
  /** Days before the last one on which it came out. */
  readonly age: number;
  readonly images: readonly WorldImage[];
}

export interface App {
  readonly name: string;
  readonly bundleId: string;
  readonly module: string;
  readonly releases: readonly Release[];
  /** Functions of its own code. The first image of a release is the app's own, the others are its frameworks. */
  readonly functions: readonly WorldFunction[];
}

/** How a process ends. */
export interface End {
  readonly exception: object;
  readonly termination: object;
  readonly message: string | null;
  /** Frames of the machinery of dying, by library and function. */
  readonly dying: readonly (readonly [library: number, fn: number])[];
}

/** What all reports of one signature share. */
export interface WorldSignature {
  readonly app: App;
  readonly end: End;
  /** The two functions of the app that decide. */
  readonly frames: readonly [WorldFunction, WorldFunction];
  /** A release of which nobody has symbols: its own frames are addresses. */
  readonly nameless: Release | null;
  /** Thrown exceptions have a backtrace of their own. */
  readonly thrown: boolean;
}

export interface World {
  readonly apps: readonly App[];
  readonly libraries: readonly Library[];
  readonly signatures: readonly WorldSignature[];
  /** How often each signature is met, added up from the first to the last: a few are met often, most hardly ever. */
  readonly weights: readonly number[];
  /** What threads are doing that have nothing to do with a crash: hardly ever anything new. */
  readonly stacks: readonly (readonly (readonly [library: number, fn: number])[])[];
  readonly devices: readonly string[];
  readonly systems: readonly { readonly version: string; readonly build: string; readonly age: number }[];
}

const NOUNS =
  'Anchor Beacon Buoy Cabin Cargo Chart Compass Crane Current Deck Dock Ferry Fleet Galley Gauge Harbor Hatch Helm Jetty Keel Lantern Ledger Locker Log Mast Mooring Pilot Port Quay Radar Rope Route Rudder Sail Signal Tide Tug Voyage Wake Winch'.split(
    ' ',
  );
const KINDS =
  'Manager Store View Controller Model Cache Loader Parser Session Queue Cell Router Service Client Layout Index'.split(
    ' ',
  );
const VERBS =
  'load save update fetch decode render layout insert remove open close sync merge validate resolve present'.split(' ');
const OBJECTS = 'All Items Entry State Page Image Row Header Token Batch Range Section Account Record Buffer'.split(
  ' ',
);

const MEGABYTE = 1 << 20;

function named(dice: Dice, module: string): string {
  const type = `${dice.pick(NOUNS)}${dice.pick(KINDS)}`;
  const method = `${dice.pick(VERBS)}${dice.pick(OBJECTS)}`;
  const style = dice.next();
  // Systems of today write Swift's names demangled as a rule, and leave them mangled where a library came with the app.
  if (style < 0.45) return `${type}.${method}(_:)`;
  if (style < 0.6) return `closure #${1 + dice.below(3)} in ${type}.${method}()`;
  if (style < 0.7) return `specialized ${type}.${method}(for:completion:)`;
  if (style < 0.8) return `$s${module.length}${module}${type.length}${type}C${method.length}${method}yyF`;
  if (style < 0.85) return `_ZN${module.length}${module}${type.length}${type}${method.length}${method}Em`;
  return `-[${type} ${method}:completion:]`;
}

function functions(dice: Dice, count: number, module: string, size: number): readonly WorldFunction[] {
  return Array.from({ length: count }, (_, index) => ({
    name: named(dice, module),
    offset: 0x4000 + Math.floor((index * (size - 0x8000)) / count) * 4 - ((index * 3) % 4),
  }));
}

const SYSTEM_NAMES =
  'libsystem_kernel.dylib libsystem_pthread.dylib libsystem_c.dylib libobjc.A.dylib libdispatch.dylib CoreFoundation UIKitCore Foundation GraphicsServices libc++abi.dylib libswiftCore.dylib dyld CFNetwork QuartzCore SwiftUI libsystem_platform.dylib libxpc.dylib WebKit JavaScriptCore CoreData libsqlite3.dylib ImageIO CoreGraphics AVFoundation Network libswift_Concurrency.dylib Combine MapKit CoreLocation StoreKit CloudKit Photos Security libboringssl.dylib RunningBoardServices FrontBoardServices BackBoardServices libnetwork.dylib CoreUI AttributeGraph'.split(
    ' ',
  );

/** What every stack is made of, by library. */
const SYSTEM_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  'libsystem_kernel.dylib': ['__pthread_kill', 'mach_msg2_trap', '__psynch_cvwait', '__workq_kernreturn', 'kevent_id'],
  'libsystem_pthread.dylib': ['pthread_kill', 'start_wqthread', '_pthread_wqthread', '_pthread_start', 'thread_start'],
  'libsystem_c.dylib': ['abort', 'nanosleep', 'usleep', '__assert_rtn'],
  'libobjc.A.dylib': ['objc_exception_throw', 'objc_msgSend', 'objc_release', 'objc_retain'],
  'libdispatch.dylib': [
    '_dispatch_client_callout',
    '_dispatch_call_block_and_release',
    '_dispatch_lane_serial_drain',
    '_dispatch_main_queue_drain',
    '_dispatch_root_queue_drain_deferred_wlh',
    '_dispatch_workloop_worker_thread',
  ],
  CoreFoundation: [
    '__exceptionPreprocess',
    '__CFRunLoopRun',
    '__CFRUNLOOP_IS_SERVICING_THE_MAIN_DISPATCH_QUEUE__',
    'CFRunLoopRunSpecific',
    '-[__NSArrayM objectAtIndex:]',
    '__CFRunLoopDoSources0',
  ],
  UIKitCore: ['-[UIApplication _run]', 'UIApplicationMain', '-[UIView layoutSubviews]', '-[UIWindow sendEvent:]'],
  GraphicsServices: ['GSEventRunModal'],
  'libswiftCore.dylib': ['_assertionFailure(_:_:file:line:flags:)', 'swift_unexpectedError', 'swift_release'],
  'libc++abi.dylib': ['abort_message', 'std::__terminate(void (*)())', '__cxa_throw'],
  dyld: ['start'],
};

function libraries(dice: Dice): readonly Library[] {
  return SYSTEM_NAMES.map((name, index) => {
    const isFramework = !name.endsWith('.dylib') && name !== 'dyld';
    const size = (1 + dice.below(24)) * MEGABYTE;
    const known = SYSTEM_FUNCTIONS[name] ?? [];
    const more = functions(dice, 60, name.replaceAll(/\W/g, ''), size / 8).map(({ offset }, place) => ({
      name: `-[${name.replaceAll(/\W/g, '')}${dice.pick(NOUNS)} ${dice.pick(VERBS)}${dice.pick(OBJECTS)}${place}:]`,
      offset,
    }));
    const image = {
      name,
      path: isFramework ? `/System/Library/Frameworks/${name}.framework/${name}` : `/usr/lib/system/${name}`,
      bundleId: isFramework ? `com.apple.${name}` : null,
      uuid: uuidFor(`bench ${name}`),
      base: 0x1_8000_0000 + index * 0x400_0000,
      size,
      system: true,
    };
    return { image, functions: [...known.map((fn, at) => ({ name: fn, offset: 0x1000 + at * 0x240 })), ...more] };
  });
}

const APP_NAMES =
  'Harbor Lighthouse Pier Tidewater Skipper Drydock Seachart Gangway Foghorn Bosun Windlass Spindrift'.split(' ');

function releasesOf(dice: Dice, app: string, bundleId: string): readonly Release[] {
  const count = 20 + dice.below(30);
  return Array.from({ length: count }, (_, index) => {
    const version = `${1 + Math.floor(index / 12)}.${Math.floor((index % 12) / 3)}${index % 3 === 0 ? '' : `.${index % 3}`}`;
    const build = String(100 + index * 7);
    const folder = `/private/var/containers/Bundle/Application/${uuidFor(`bench ${app} ${build}`).toUpperCase()}/${app}.app`;
    const image = (name: string, place: number, path: string): WorldImage => ({
      name,
      path,
      bundleId: place === 0 ? bundleId : `${bundleId}.${name}`,
      uuid: uuidFor(`bench ${app} ${build} ${name}`),
      base: 0x1_0000_0000 + place * 0x200_0000,
      size: 12 * MEGABYTE,
      system: false,
    });
    const frameworks = ['Charts', 'Networking', 'Persistence'].map((name, place) =>
      image(name, place + 1, `${folder}/Frameworks/${name}.framework/${name}`),
    );
    const age = Math.floor(((count - index) * DAYS) / (count + 1));
    return { version, build, age, images: [image(app, 0, `${folder}/${app}`), ...frameworks] };
  });
}

function apps(dice: Dice): readonly App[] {
  return APP_NAMES.map((name) => {
    const bundleId = `com.example.${name.toLowerCase()}`;
    const releases = releasesOf(dice, name, bundleId);
    return { name, bundleId, module: name, releases, functions: functions(dice, 1200, name, MEGABYTE) };
  });
}

function signal(
  type: string,
  name: string,
  code: number,
  subtype: string | null = null,
): Pick<End, 'exception' | 'termination'> {
  return {
    exception: {
      codes: '0x0000000000000001, 0x0000000000000010',
      rawCodes: [1, 16],
      type,
      signal: name,
      ...(subtype === null ? {} : { subtype }),
    },
    termination: {
      flags: 0,
      code,
      namespace: 'SIGNAL',
      indicator: `${name} ${code}`,
      byProc: 'exc handler',
      byPid: 711,
    },
  };
}

const ENDS: readonly (End & { readonly thrown: boolean; readonly weight: number })[] = [
  {
    ...signal('EXC_BAD_ACCESS', 'SIGSEGV', 11, 'KERN_INVALID_ADDRESS at 0x0000000000000010'),
    message: null,
    dying: [[3, 1]],
    thrown: false,
    weight: 4,
  },
  {
    ...signal('EXC_BREAKPOINT', 'SIGTRAP', 5),
    message: 'Fatal error: Unexpectedly found nil while unwrapping an Optional value',
    dying: [[10, 0]],
    thrown: false,
    weight: 4,
  },
  {
    ...signal('EXC_CRASH', 'SIGABRT', 6),
    message:
      "*** Terminating app due to uncaught exception 'NSRangeException', reason: '*** -[__NSArrayM objectAtIndex:]: index 7 beyond bounds [0 .. 6]'",
    dying: [
      [0, 0],
      [1, 0],
      [2, 0],
    ],
    thrown: true,
    weight: 2,
  },
  {
    exception: {
      codes: '0x0000000000000000, 0x0000000000000000',
      rawCodes: [0, 0],
      type: 'EXC_CRASH',
      signal: 'SIGKILL',
    },
    termination: {
      flags: 6,
      code: 0x8badf00d,
      namespace: 'FRONTBOARD',
      reasons: ['process-launch watchdog transgression: exhausted real (wall clock) time allowance of 20.00 seconds'],
    },
    message: null,
    dying: [],
    thrown: false,
    weight: 1,
  },
];

/** Signatures differ in app and deciding frames: no pair of functions is taken twice in an app. */
function signatures(dice: Dice, all: readonly App[], count: number): readonly WorldSignature[] {
  const ends = ENDS.flatMap((end) => Array.from({ length: end.weight }, () => end));
  const taken = new Set<string>();
  const made: WorldSignature[] = [];
  while (made.length < count) {
    const app = dice.pick(all);
    const [first, second] = [dice.pick(app.functions), dice.pick(app.functions)];
    const key = `${app.name} ${first.name}`;
    if (first.name === second.name || taken.has(key)) continue;
    taken.add(key);
    const end = dice.pick(ends);
    const nameless = dice.next() < 0.15 ? dice.pick(app.releases) : null;
    made.push({ app, end, frames: [first, second], nameless, thrown: end.thrown });
  }
  return made;
}

/** Stacks of threads that wait and work, as processes have them by the dozen. */
function stacks(dice: Dice, all: readonly Library[]): readonly (readonly (readonly [number, number])[])[] {
  return Array.from({ length: 150 }, () =>
    Array.from({ length: 1 + dice.below(7) }, () => {
      const library = dice.below(all.length);
      return [library, dice.below(all[library]?.functions.length ?? 1)] as const;
    }),
  );
}

const DEVICES =
  'iPhone12,1 iPhone12,3 iPhone12,8 iPhone13,1 iPhone13,2 iPhone13,3 iPhone13,4 iPhone14,2 iPhone14,4 iPhone14,5 iPhone14,6 iPhone14,7 iPhone15,2 iPhone15,3 iPhone15,4 iPhone15,5 iPhone16,1 iPhone16,2 iPhone17,1 iPhone17,2 iPhone17,3 iPad11,6 iPad12,1 iPad13,4 iPad13,16 iPad13,18 iPad14,1 iPad14,3 iPad14,8 iPad16,3'.split(
    ' ',
  );

/** The world with that many signatures, always the same. */
export function makeWorld(count: number): World {
  const dice = createDice(20_261_031);
  const all = apps(dice);
  let sum = 0;
  const weights = Array.from({ length: count }, (_, index) => (sum += 1 / (index + 8)));
  const systems = Array.from({ length: 24 }, (_, index) => ({
    version: `${16 + Math.floor(index / 8)}.${index % 8}`,
    build: `${20 + Math.floor(index / 8)}${'ABCDEFGH'[index % 8] ?? 'A'}${300 + index * 7}`,
    age: Math.floor(((24 - index) * DAYS) / 25),
  }));
  const system = libraries(dice);
  return {
    apps: all,
    libraries: system,
    signatures: signatures(dice, all, count),
    stacks: stacks(dice, system),
    weights,
    devices: DEVICES,
    systems,
  };
}
