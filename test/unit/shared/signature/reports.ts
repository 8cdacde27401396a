/**
 * Reports for tests, with stacks that can be read: one line a frame, image first, then two spaces, then the function. A
 * line that ends in `[inlined]` is a call inlined into the next one; `+ 0x1234` is an address without a name.
 *
 *     Harbor  Feed.row(at:) [inlined]
 *     Harbor  FeedView.body.getter
 *     Harbor  + 0x4a1c8
 *     UIKitCore  -[UIView layoutSubviews]
 *
 * Images called Harbor… are the app's; all others are the system's.
 */
import { addressAt, parseInteger, toImageOffset, toLoadAddress } from '../../../../shared/report/address.ts';
import type {
  BinaryImage,
  CrashReport,
  Exception,
  Frame,
  FrameStatus,
  SourceLocation,
  Termination,
  Thread,
} from '../../../../shared/report/report.ts';
import { parseUuid } from '../../../../shared/report/uuid.ts';

/** Where the images of a process lie, and what else changes from one run to the next. */
export interface Run {
  readonly slide: bigint;
  /** Status of app frames without a name. */
  readonly unnamed: FrameStatus;
}

const FIRST_RUN: Run = { slide: 0x1_0000_0000n, unnamed: 'missing-dsym' };

function imageNamed(name: string, index: number, run: Run): BinaryImage {
  const inApp = name.startsWith('Harbor');
  const digits = Array.from(name, (character) => character.charCodeAt(0).toString(16)).join('');
  return {
    name,
    bundleId: null,
    version: null,
    uuid: parseUuid(digits.padEnd(32, 'a').slice(0, 32)),
    arch: 'arm64',
    archName: 'arm64',
    base: toLoadAddress(run.slide + BigInt(index) * 0x100_0000n),
    size: 0x100_0000n,
    path: null,
    inApp,
    symbols: inApp ? { kind: 'unsearched' } : { kind: 'system' },
  };
}

/** Images in the order in which stacks name them. */
class Images {
  readonly list: BinaryImage[] = [];
  readonly run: Run;
  constructor(run: Run) {
    this.run = run;
  }
  index(name: string): number {
    const known = this.list.findIndex((image) => image.name === name);
    return known >= 0 ? known : this.list.push(imageNamed(name, this.list.length, this.run)) - 1;
  }
}

function location(symbol: string): SourceLocation {
  return { symbol, file: null, line: null, column: null };
}

function readStack(text: string, images: Images): readonly Frame[] {
  const frames: Frame[] = [];
  let inlined: SourceLocation[] = [];
  for (const line of text.split('\n')) {
    const [, name, what] = /^\s*(\S+) {2}(.+?)\s*$/.exec(line) ?? [];
    if (name === undefined || what === undefined) continue;
    if (what.endsWith(' [inlined]')) {
      inlined.push(location(what.replace(' [inlined]', '')));
      continue;
    }
    const image = images.index(name);
    const owner = images.list[image];
    const offset = toImageOffset(
      parseInteger(/^\+ (0x[0-9a-f]+)$/.exec(what)?.[1] ?? '') ?? BigInt(0x1000 + frames.length * 64),
    );
    const named = !what.startsWith('+ 0x');
    frames.push({
      image,
      imageName: name,
      address: addressAt(owner?.base ?? toLoadAddress(0n), offset),
      imageOffset: offset,
      inlined,
      location: named ? location(what) : null,
      symbolOffset: named ? 12n : null,
      status: named ? 'symbolicated' : owner?.inApp === true ? images.run.unnamed : 'system',
    });
    inlined = [];
  }
  return frames;
}

/** What a test says of a report; everything else is as in most crashes. */
export interface Story {
  /** The crashed thread. */
  readonly stack?: string;
  /** Further threads; the main thread first where the crashed one is another. */
  readonly others?: readonly string[];
  readonly lastException?: string;
  readonly backtrace?: string;
  readonly exception?: Partial<Exception> | null;
  readonly termination?: Partial<Termination>;
  readonly messages?: readonly string[];
  readonly vmRegion?: string;
  /** `esr` of the crashed thread. */
  readonly fault?: string;
  readonly report?: Partial<CrashReport>;
  readonly run?: Partial<Run>;
}

const EXCEPTION: Exception = {
  type: 'EXC_BAD_ACCESS',
  signal: 'SIGSEGV',
  codes: null,
  rawCodes: [1n, 0x10n],
  subtype: 'KERN_INVALID_ADDRESS at 0x0000000000000010',
  message: null,
  note: null,
};

const TERMINATION: Termination = {
  namespace: 'SIGNAL',
  code: 11n,
  indicator: null,
  reasons: [],
  details: [],
  byProcess: null,
  byPid: null,
  flags: null,
};

/** An exception without codes and words of its own. */
export function exception(type: string | null, signal: string | null, more: Partial<Exception> = {}): Exception {
  return { ...EXCEPTION, rawCodes: [], subtype: null, type, signal, ...more };
}

function thread(index: number, text: string, images: Images, crashed: boolean, fault: string | undefined): Thread {
  const registers = fault === undefined ? [] : [{ name: 'esr', value: 0n, note: fault }];
  return {
    index,
    id: null,
    name: null,
    queue: index === 0 ? 'com.apple.main-thread' : null,
    triggered: crashed,
    frames: readStack(text, images),
    state: crashed ? { flavor: null, registers } : null,
  };
}

/** A report of the app Harbor. The crashed thread comes last; alone, it is the main thread. */
export function crash(story: Story = {}): CrashReport {
  const images = new Images({ ...FIRST_RUN, ...story.run });
  const others = story.others ?? [];
  const stacks = [...others, story.stack ?? 'Harbor  UserManager.currentUser.getter'];
  const threads = stacks.map((text, index) => thread(index, text, images, index === others.length, story.fault));
  const lastException = story.lastException === undefined ? null : readStack(story.lastException, images);
  const backtraces =
    story.backtrace === undefined
      ? []
      : [{ title: 'Application Specific Backtrace 1', frames: readStack(story.backtrace, images) }];
  return {
    kind: 'crash',
    format: 'ips-json',
    bugType: '309',
    incident: '6F1E3F0A-0000-4000-8000-000000000001',
    process: { name: 'Harbor', pid: 412, path: null, parent: null, parentPid: null, role: null },
    app: { name: 'Harbor', bundleId: 'example.harbor', version: '2.1.0', build: '412' },
    os: { name: 'iPhone OS', version: '17.5', build: '21F79' },
    platform: 'iOS',
    device: 'iPhone16,1',
    codeType: 'ARM-64',
    arch: 'arm64',
    deviceKey: null,
    beta: false,
    crashedAt: null,
    launchedAt: null,
    reportVersion: null,
    exception: story.exception === null ? null : { ...EXCEPTION, ...story.exception },
    termination: { ...TERMINATION, ...story.termination },
    vmRegion: story.vmRegion ?? null,
    appInformation: story.messages === undefined ? [] : [{ image: 'libsystem_c.dylib', messages: story.messages }],
    crashedThread: others.length,
    threads,
    lastException,
    backtraces,
    images: images.list,
    notes: [],
    extras: [],
    body: null,
    warnings: [],
    ...story.report,
  };
}
