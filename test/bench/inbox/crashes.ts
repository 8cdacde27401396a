/**
 * The reports of the inbox benchmark, one after the other and always the same: `.ips` files as iOS writes them, with the
 * threads, frames, images and registers that real ones have (9 to 50 kB, 3 to 30 threads, 40 to 150 frames).
 */
import { createDice } from '../../appstore/server/random.ts';
import type { Dice } from '../../appstore/server/random.ts';
import { uuidFor } from '../../fixtures/reports.ts';
import { DAYS, LAST_DAY } from './world.ts';
import type { Release, World, WorldFunction, WorldImage, WorldSignature } from './world.ts';

/** One report as a file. */
export interface CrashFile {
  readonly name: string;
  readonly text: string;
}

const DAY = 86_400_000;

function pickSignature(world: World, dice: Dice, number: number): WorldSignature {
  // The first reports meet every signature once, in an order that mixes often and seldom ones.
  const { signatures, weights } = world;
  const total = weights.at(-1) ?? 0;
  const wanted = dice.next() * total;
  let [low, high] = [0, weights.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((weights[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  const index = number % 20 === 0 ? (number / 20) % signatures.length : low;
  const found = signatures[index];
  if (found === undefined) throw new Error('There are no signatures');
  return found;
}

/** `2026-03-04 10:11:12.0000 +0000` */
function moment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}.0000 +0000`;
}

/** The images of one report, numbered as they are met. */
class Images {
  readonly list: WorldImage[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(image: WorldImage): number {
    const known = this.#numbers.get(image.name);
    if (known !== undefined) return known;
    this.#numbers.set(image.name, this.list.length);
    return this.list.push(image) - 1;
  }
}

type RawFrame = Readonly<Record<string, unknown>>;

class Writer {
  readonly images = new Images();
  readonly #world: World;
  readonly #dice: Dice;
  readonly #release: Release;
  readonly #signature: WorldSignature;

  constructor(world: World, dice: Dice, release: Release, signature: WorldSignature) {
    this.#world = world;
    this.#dice = dice;
    this.#release = release;
    this.#signature = signature;
  }

  #frame(image: WorldImage, fn: WorldFunction, distance: number, isNamed = true): RawFrame {
    const place = { imageOffset: fn.offset + distance, imageIndex: this.images.numberOf(image) };
    if (!isNamed) return place;
    return { imageOffset: place.imageOffset, symbol: fn.name, symbolLocation: distance, imageIndex: place.imageIndex };
  }

  #system(library: number, fn: number): RawFrame {
    const found = this.#world.libraries[library];
    const called = found?.functions[fn];
    if (found === undefined || called === undefined) throw new Error(`no function ${fn} in library ${library}`);
    return this.#frame(found.image, called, 8 + (fn % 7) * 4);
  }

  #own(fn: WorldFunction, place = 0): RawFrame {
    const image = this.#release.images[place];
    if (image === undefined) throw new Error('an app without images');
    // Where symbols are missing the offset alone has to tell functions apart: it is the same in all reports.
    return this.#frame(image, fn, 36, this.#signature.nameless === null || place > 0);
  }

  /** The stack that is to blame. */
  blamed(): readonly RawFrame[] {
    const { end, frames, app, thrown } = this.#signature;
    // The same fault is reached in few ways.
    const way = createDice(frames[0].offset + this.#dice.below(3));
    const deeper = Array.from({ length: 2 + way.below(6) }, () => this.#own(way.pick(app.functions)));
    const dying = thrown ? [this.#system(5, 0), this.#system(3, 0), this.#system(5, 4)] : this.#dying(end.dying);
    return [...dying, ...frames.map((fn) => this.#own(fn)), ...deeper, ...this.mainLoop()];
  }

  #dying(dying: readonly (readonly [number, number])[]): readonly RawFrame[] {
    return dying.map(([library, fn]) => this.#system(library, fn));
  }

  /** What is on the crashed thread where the exception has a backtrace of its own. */
  raised(): readonly RawFrame[] {
    return [...this.#dying(this.#signature.end.dying), this.#system(9, 0), this.#system(9, 1), ...this.mainLoop()];
  }

  mainLoop(): readonly RawFrame[] {
    const loop = [this.#system(5, 2), this.#system(5, 1), this.#system(5, 3), this.#system(8, 0)];
    return [...loop, this.#system(6, 0), this.#system(6, 1), this.#system(11, 0)];
  }

  /** A thread that has nothing to do with it. */
  other(): readonly RawFrame[] {
    const kind = this.#dice.next();
    if (kind < 0.45) return [this.#system(0, 3), this.#system(1, 2), this.#system(1, 1)];
    const stack = this.#dice.pick(this.#world.stacks).map(([library, fn]) => this.#system(library, fn));
    if (kind < 0.6) return [this.#system(0, 1), ...stack, this.#system(1, 3), this.#system(1, 4)];
    const busy = this.#signature.app.functions.slice(0, 200);
    const own = Array.from({ length: this.#dice.below(3) }, () =>
      this.#own(this.#dice.pick(busy), this.#dice.below(4)),
    );
    return [this.#system(0, 2), ...stack, ...own, this.#system(4, 0), this.#system(4, 5), this.#system(1, 2)];
  }

  registers(): object {
    const value = (): { value: number } => ({
      value: this.#dice.below(2) === 0 ? this.#dice.below(4096) : 0x1_0000_0000 + this.#dice.below(0x7000_0000),
    });
    return {
      x: Array.from({ length: 29 }, value),
      flavor: 'ARM_THREAD_STATE64',
      lr: value(),
      cpsr: { value: 0x6000_0000 },
      fp: value(),
      sp: value(),
      esr: { value: 0x5600_0080, description: ' Address size fault' },
      pc: { value: 0x1_8000_1008, matchesCrashFrame: 1 },
      far: value(),
    };
  }

  /** Images that are loaded without being on any stack. */
  loadMore(count: number): void {
    for (const image of this.#release.images) this.images.numberOf(image);
    for (let more = 0; more < count; more += 1) this.images.numberOf(this.#dice.pick(this.#world.libraries).image);
  }
}

function imageEntry(image: WorldImage): object {
  const { name, path, bundleId, uuid, base, size, system } = image;
  return {
    source: 'P',
    arch: system ? 'arm64e' : 'arm64',
    base,
    ...(bundleId === null ? {} : { CFBundleShortVersionString: '1.0', CFBundleIdentifier: bundleId }),
    size,
    uuid,
    path,
    name,
    ...(bundleId === null ? {} : { CFBundleVersion: '1' }),
  };
}

/** The body as iOS lays it out: a line for each key, images over several lines, everything else in one. */
function layOut(body: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(body).map(([key, value]) => {
    const list = key === 'usedImages' && Array.isArray(value) ? value : null;
    const text = list === null ? JSON.stringify(value) : `[\n${list.map(indent).join(',\n')}\n]`;
    return `  "${key}" : ${text}`;
  });
  return `{\n${lines.join(',\n')}\n}`;
}

function indent(value: unknown): string {
  return `  ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ').replaceAll('": ', '" : ')}`;
}

function threadsOf(writer: Writer, signature: WorldSignature, dice: Dice): readonly object[] {
  const count = 3 + Math.floor(27 * dice.next() ** 2);
  const isMain = dice.next() < 0.7 || signature.end.dying.length === 0;
  const crashed = isMain ? 0 : 1 + dice.below(count - 1);
  return Array.from({ length: count }, (_, index) => {
    const id = 100_000 + dice.below(900_000);
    const queue = index === 0 ? { queue: 'com.apple.main-thread' } : {};
    if (index !== crashed) return { id, ...queue, frames: index === 0 ? writer.mainLoop() : writer.other() };
    const frames = signature.thrown ? writer.raised() : writer.blamed();
    return { triggered: true, id, threadState: writer.registers(), ...queue, frames };
  });
}

function bodyOf(
  world: World,
  dice: Dice,
  number: number,
  { signature, release, at }: { signature: WorldSignature; release: Release; at: number },
): Readonly<Record<string, unknown>> {
  const { app, end } = signature;
  const writer = new Writer(world, dice, release, signature);
  const threads = threadsOf(writer, signature, dice);
  const thrown = signature.thrown ? { lastExceptionBacktrace: writer.blamed() } : {};
  writer.loadMore(4 + dice.below(36));
  const young = world.systems.filter(({ age }) => age * DAY >= LAST_DAY - at);
  const system = dice.pick(young.length === 0 ? world.systems.slice(0, 1) : young.slice(-6));
  const device = dice.below(30_000);
  return {
    uptime: dice.below(900_000),
    procRole: dice.next() < 0.8 ? 'Foreground' : 'Background',
    version: 2,
    userID: 501,
    deployVersion: 210,
    modelCode: world.devices[device % world.devices.length],
    coalitionID: 500 + dice.below(400),
    osVersion: { isEmbedded: true, train: `iPhone OS ${system.version}`, releaseType: 'User', build: system.build },
    captureTime: moment(at),
    codeSigningMonitor: 2,
    incident: uuidFor(`bench incident ${number}`).toUpperCase(),
    pid: 300 + dice.below(40_000),
    cpuType: 'ARM-64',
    roots_installed: 0,
    bug_type: '309',
    procLaunch: moment(at - 1000 * dice.below(100_000)),
    procStartAbsTime: dice.below(2_000_000_000) * 1000,
    procExitAbsTime: dice.below(2_000_000_000) * 1000,
    procName: app.name,
    procPath: release.images[0]?.path,
    bundleInfo: {
      CFBundleShortVersionString: release.version,
      CFBundleVersion: release.build,
      CFBundleIdentifier: app.bundleId,
      DTAppStoreToolsBuild: '15F31e',
    },
    storeInfo: { deviceIdentifierForVendor: uuidFor(`vendor ${device}`).toUpperCase(), thirdParty: true },
    parentProc: 'launchd',
    parentPid: 1,
    coalitionName: app.bundleId,
    crashReporterKey: uuidFor(`bench device ${device}`).replaceAll('-', ''),
    appleIntelligenceStatus: { state: 'unavailable', reasons: ['notOptedIn', 'assetIsNotReady'] },
    codeSigningID: app.bundleId,
    codeSigningTeamID: 'ABCDE12345',
    codeSigningFlags: 570_450_689,
    codeSigningValidationCategory: 4,
    codeSigningTrustLevel: 4_294_967_295,
    wasUnlockedSinceBoot: 1,
    isLocked: 0,
    throttleTimeout: 5,
    bootSessionUUID: uuidFor(`boot ${number % 5000}`).toUpperCase(),
    sleepWakeUUID: uuidFor(`wake ${number}`).toUpperCase(),
    sip: 'enabled',
    exception: end.exception,
    termination: end.termination,
    ...(end.message === null ? {} : { asi: { 'libsystem_c.dylib': ['abort() called'], [app.name]: [end.message] } }),
    ...thrown,
    faultingThread: threads.findIndex((thread) => 'triggered' in thread),
    threads,
    usedImages: writer.images.list.map(imageEntry),
    sharedCache: { base: 6_442_450_944, size: 4_000_000_000, uuid: uuidFor(`cache ${system.build}`) },
    vmSummary: `ReadOnly portion of Libraries: Total=${900 + dice.below(300)}.0M resident=0K(0%) swapped_out_or_unallocated=1.1G(100%)\nWritable regions: Total=${dice.below(900)}.2M written=${dice.below(4000)}K(1%) resident=${dice.below(4000)}K(1%) swapped_out=0K(0%) unallocated=${dice.below(800)}.1M(99%)\n`,
    legacyInfo: { threadTriggered: { queue: 'com.apple.main-thread' } },
    logWritingSignature: uuidFor(`log ${number % 5000}`).replaceAll('-', ''),
    trialInfo: {
      rollouts: [{ rolloutId: '6112d14f37f5d11121dcd4e1', factorPackIds: {}, deploymentId: 240_000_407 }],
      experiments: [],
    },
  };
}

/** The report of that number. */
export function makeCrash(world: World, number: number): CrashFile {
  const dice = createDice(number * 7919 + 17);
  const signature = pickSignature(world, dice, number);
  const { app } = signature;
  const day = Math.floor(DAYS * dice.next() ** 1.5);
  const known = app.releases.filter(({ age }) => age >= day).slice(-8);
  const release = signature.nameless ?? (known.length === 0 ? app.releases[0] : dice.pick(known));
  if (release === undefined) throw new Error('an app without releases');
  const at = LAST_DAY - day * DAY + 1000 * dice.below(DAY / 1000);
  const body = bodyOf(world, dice, number, { signature, release, at });
  const header = {
    app_name: app.name,
    timestamp: moment(at),
    app_version: release.version,
    slice_uuid: release.images[0]?.uuid,
    build_version: release.build,
    platform: 2,
    bundleID: app.bundleId,
    share_with_app_devs: 1,
    is_first_party: 0,
    bug_type: '309',
    os_version: 'iPhone OS 17.5 (21F79)',
    roots_installed: 0,
    name: app.name,
    incident_id: body['incident'],
  };
  const stamp = new Date(at).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
  return { name: `${app.name}-${stamp}-${number}.ips`, text: `${JSON.stringify(header)}\n${layOut(body)}` };
}
