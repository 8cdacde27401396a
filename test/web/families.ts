/** Reports of every family as the host answers with them, for a window that shows them: hand-made, of the sample app. */
import type { APIResponse, Page } from '@playwright/test';
import type { Outputs } from '../../shared/contract.ts';
import type { BodyJson, CallTreeJson, FrameJson, ReportJson, ThreadJson } from '../../shared/render/json.ts';
import { EMPTY_BODY } from '../../shared/report/body.ts';
import type { MemoryProcess } from '../../shared/report/body.ts';
import type { ReportKind } from '../../shared/report/report.ts';
import type { Result } from '../../shared/result.ts';

const NO_BODY: BodyJson = { ...EMPTY_BODY, trees: [], processes: [] };

/** `Harbor load Loader.swift:40`, `UIKitCore -[UIView~layout]` with `~` for a space, `Harbor ?` for an address. */
export function frame(line: string, at: number): FrameJson {
  const [image = '', symbol = '', place = ''] = line.split(' ');
  const [file, number] = place.includes(':') ? place.split(':') : [];
  const inApp = image.startsWith('Harbor');
  return {
    index: at,
    machineIndex: at,
    image,
    imageName: null,
    imageIndex: inApp ? 0 : null,
    uuid: null,
    address: `0x${(0x1_0000_4000 + at * 64).toString(16).padStart(16, '0')}`,
    imageOffset: `0x${(0x4000 + at * 64).toString(16)}`,
    symbol: symbol === '?' ? null : symbol.replaceAll('~', ' '),
    symbolOffset: symbol === '?' ? null : 24,
    file: file === undefined ? null : `/Users/build/Harbor/${file}`,
    line: number === undefined ? null : Number(number),
    column: null,
    inline: false,
    inApp,
    status: symbol === '?' ? 'missing-dsym' : 'symbolicated',
  };
}

/** A tree drawn by indents of two spaces: `412 UIKitCore run`. A note stands behind ` | `. */
export function tree(art: string, part: Partial<CallTreeJson> = {}): CallTreeJson {
  const frames: FrameJson[][] = [];
  const nodes = art
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((text) => {
      const [line = '', note] = text.split(' | ');
      const depth = (line.length - line.trimStart().length) / 2;
      const [count = '', ...words] = line.trim().split(' ');
      frames.push([frame(words.join(' '), frames.length)]);
      return { frame: frames.length - 1, depth, count: count === '-' ? null : Number(count), note: note ?? null };
    });
  const first = nodes[0]?.depth ?? 0;
  return {
    title: null,
    process: 'Harbor',
    pid: 501,
    threadId: null,
    threadName: null,
    queue: null,
    attributed: false,
    unit: 'samples',
    ...part,
    frames,
    nodes: nodes.map(({ frame, depth, count, note }) => ({ frame, depth: depth - first, count, note })),
  };
}

const MAIN = tree(
  `
  217 dyld start
    217 Harbor main AppDelegate.swift:9
      217 UIKitCore UIApplicationMain
        217 GraphicsServices GSEventRunModal
          217 CoreFoundation CFRunLoopRunSpecific
            209 CoreFoundation __CFRunLoopDoSources0
              186 UIKitCore -[UIApplication~sendEvent:]
                171 Harbor MapController.reload(animated:) MapController.swift:88
                  164 Harbor TileStore.tiles(in:) TileStore.swift:212
                    121 Harbor TileStore.decode(_:) TileStore.swift:240
                      96 ImageIO CGImageSourceCreateImageAtIndex
                        96 libsystem_kernel.dylib __psynch_mutexwait | blocked by pthread mutex owned by Harbor [501] thread 0x9f3
                      25 Harbor ?
                    43 Foundation -[NSCache~objectForKey:]
                  7 HarborKit Log.write(_:) Log.swift:31
                15 UIKitCore -[UIView~layoutIfNeeded]
              23 QuartzCore CA::Transaction::commit()
                14 Harbor BadgeView.draw(_:) BadgeView.swift:57
            8 libsystem_kernel.dylib mach_msg2_trap`,
  { title: 'Main Thread', queue: 'com.apple.main-thread', threadId: '0x9f1', attributed: true },
);
const DECODER = tree(
  `
  217 libsystem_pthread.dylib start_wqthread
    217 libdispatch.dylib _dispatch_worker_thread2
      150 Harbor TileStore.prefetch() TileStore.swift:300
        150 ImageIO copyImageBlock
      67 libsystem_kernel.dylib __workq_kernreturn`,
  { title: 'Thread 0x9f3', threadName: 'Tile decoder', queue: 'app.harbor.tiles', threadId: '0x9f3' },
);
const WRITES = tree(
  `
  1073741824 dyld start
    805306368 Harbor SyncEngine.flush() SyncEngine.swift:41
      536870912 libsqlite3.dylib sqlite3_step
      268435456 Harbor Journal.append(_:) Journal.swift:19
    268435456 Foundation -[NSFileHandle~writeData:]`,
  { unit: 'bytes', process: 'Harbor' },
);

function thread(index: number, lines: readonly string[], part: Partial<ThreadJson> = {}): ThreadJson {
  return { index, id: null, name: null, queue: null, triggered: false, frames: lines.map(frame), state: null, ...part };
}

function memory(name: string, megabytes: number, part: Partial<MemoryProcess> = {}): MemoryProcess {
  return {
    name,
    pid: 100 + name.length,
    uuid: null,
    bytes: megabytes * 1e6,
    most: Math.round(megabytes * 1.2) * 1e6,
    limit: null,
    reason: null,
    states: ['suspended'],
    cpuTime: 1.5,
    facts: [],
    ...part,
  };
}

const PROCESSES: BodyJson['processes'] = [
  {
    name: 'SpringBoard',
    pid: 57,
    facts: [['Memory', '64 MB']],
    threads: [
      {
        ...thread(0, ['libsystem_kernel.dylib mach_msg2_trap', 'UIKitCore UIApplicationMain']),
        id: '0x1f1',
        queue: 'com.apple.main-thread',
        note: 'TH_WAIT, waits for a reply of Harbor [501]',
      },
      { ...thread(1, ['libsystem_kernel.dylib __workq_kernreturn']), id: '0x1f2', note: null },
    ],
  },
  {
    name: 'Harbor',
    pid: 501,
    facts: [['State', 'foreground']],
    threads: [
      {
        ...thread(0, [
          'libsystem_kernel.dylib __psynch_mutexwait',
          'Harbor TileStore.decode(_:) TileStore.swift:240',
          'Harbor MapController.reload(animated:) MapController.swift:88',
        ]),
        id: '0x9f1',
        name: 'Main',
        note: 'blocked by pthread mutex owned by thread 0x9f3',
      },
      {
        ...thread(1, ['ImageIO copyImageBlock', 'Harbor TileStore.prefetch() TileStore.swift:300']),
        id: '0x9f3',
        note: null,
      },
    ],
  },
  { name: 'kernel_task', pid: 0, facts: [], threads: [] },
];

const PANIC_TEXT = `panic(cpu 4 caller 0xfffffe0028c41f2c): watchdog timeout: no checkins from watchdogd in 92 seconds (30 total checkins since monitoring last enabled)
Debugger message: panic
Memory ID: 0x6
OS release type: User
Kernel version: Darwin Kernel Version 23.5.0: Wed May  1 20:12:58 PDT 2024; root:xnu-10063.121.3~5/RELEASE_ARM64_T6000
Panicked task 0xfffffe151a2b0000: 3 pages, 4 threads: pid 501: Harbor`;

/** What each family's report has that a crash has not. */
export const FAMILIES = {
  hang: {
    threads: [],
    body: {
      ...NO_BODY,
      trees: [MAIN, DECODER],
      cost: { of: 'hang', unit: 'seconds', used: 2.17, during: null, limit: null, limitDuring: null, action: 'none' },
    },
  },
  cpu: {
    threads: [],
    body: {
      ...NO_BODY,
      trees: [{ ...DECODER, attributed: true }, MAIN],
      cost: { of: 'cpu', unit: 'seconds', used: 144, during: 178, limit: 144, limitDuring: 180, action: 'none' },
    },
  },
  'disk-writes': {
    threads: [],
    body: {
      ...NO_BODY,
      trees: [WRITES],
      cost: {
        of: 'disk-writes',
        unit: 'bytes',
        used: 2_147_483_648,
        during: 14_400,
        limit: 1_073_741_824,
        limitDuring: 86_400,
        action: 'none',
      },
    },
  },
  jetsam: {
    threads: [],
    images: [],
    body: {
      ...NO_BODY,
      memory: {
        pageSize: 16_384,
        largest: 'Harbor',
        processes: [
          memory('SpringBoard', 212, { states: ['frontmost'] }),
          memory('Harbor', 1440, { limit: 1.44e9, reason: 'per-process-limit', states: ['frontmost', 'resume'] }),
          memory('mediaserverd', 88, { states: ['daemon'] }),
          memory('backboardd', 61, { states: ['daemon'] }),
          memory('Mail', 44),
        ],
        facts: [
          ['Free', '41.2 MB'],
          ['Active', '1.1 GB'],
          ['Wired', '612 MB'],
        ],
      },
    },
  },
  panic: {
    threads: [],
    images: [],
    backtraces: [
      { title: 'Backtrace', frames: ['kernel ?', 'kernel ?', 'com.apple.driver.AppleARMWatchdogTimer ?'].map(frame) },
    ],
    body: {
      ...NO_BODY,
      processes: PROCESSES,
      panic: {
        text: PANIC_TEXT,
        reason:
          'watchdog timeout: no checkins from watchdogd in 92 seconds (30 total checkins since monitoring last enabled)',
        facts: [
          ['Kernel version', 'Darwin Kernel Version 23.5.0'],
          ['Panicked task', 'Harbor [501]'],
          ['Boot args', ''],
          ['Uptime', '3 d 4 h'],
        ],
        extensions: ['com.apple.driver.AppleARMWatchdogTimer(1.0)[E43B…]@0xfffffe002a1d0000->0xfffffe002a1d3fff'],
      },
    },
  },
  stackshot: { threads: [], images: [], body: { ...NO_BODY, processes: PROCESSES } },
  metrics: {
    threads: [],
    images: [],
    body: {
      ...NO_BODY,
      facts: [
        ['Foreground time', '3 h 12 min'],
        ['Background time', '41 min'],
        ['Peak memory', '311 MB'],
        ['Launches, 300–400 ms', '12'],
      ],
    },
  },
} as const satisfies Partial<Record<ReportKind, Partial<ReportJson>>>;

export type Family = keyof typeof FAMILIES;

/** A tree of so many nodes: a root with branches of branches, as a spindump of a busy minute has them. */
export function largeTree(nodes: number): CallTreeJson {
  const frames = Array.from({ length: 500 }, (_, at) => [
    frame(at % 3 === 0 ? `Harbor work${at}() Work.swift:${at + 1}` : `libsystem_c.dylib system${at}`, at),
  ]);
  const depths = Array.from({ length: nodes }, (_, at) => (at === 0 ? 0 : 1 + ((at - 1) % 25)));
  return {
    ...MAIN,
    frames,
    nodes: depths.map((depth, at) => ({
      frame: (at * 7) % frames.length,
      depth,
      count: depth === 0 ? nodes : 25 - (depth - 1),
      note: null,
    })),
  };
}

/** The host's own answer, which is of the contract's shape. */
async function replyOf<Name extends keyof Outputs>(response: APIResponse): Promise<Result<Outputs[Name]>> {
  // oxlint-disable-next-line typescript/no-unsafe-return -- the host is the one that is tested elsewhere
  return response.json();
}

/** What only crashes have. */
const NO_CRASH = { exception: null, termination: null, lastException: null, vmRegion: null, crashedThread: null };

/** From now on every report is of this kind, and has these parts. */
export async function answerWith(page: Page, kind: ReportKind, part: Partial<ReportJson>): Promise<void> {
  await page.unrouteAll({ behavior: 'wait' });
  await page.route('**/api/report.detail', async (route) => {
    const response = await route.fetch();
    const reply = await replyOf<'report.detail'>(response);
    if (!reply.ok) return route.fulfill({ response });
    const report = { ...reply.value.report, ...NO_CRASH, ...part, kind };
    const meaning = { title: 'A report of another family', short: '', text: 'It tells what follows.', link: null };
    return route.fulfill({ response, json: { ok: true, value: { ...reply.value, report, meaning } } });
  });
  await page.route('**/api/signature.detail', async (route) => {
    const response = await route.fetch();
    const reply = await replyOf<'signature.detail'>(response);
    const changed = reply.ok ? { ...reply, value: { ...reply.value, row: { ...reply.value.row, kind } } } : reply;
    await route.fulfill({ response, json: changed });
  });
}
