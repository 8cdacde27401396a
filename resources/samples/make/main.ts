/**
 * Makes `resources/samples`: builds three versions of the sample app with real dSYMs and writes reports of their
 * crashes, and feedback of testers with drawn screenshots.
 *
 *     node resources/samples/make/main.ts [folder]
 *
 * Needs Debian's clang-19, lld-19 and llvm-19. The result is the same bytes on every machine; it is checked in, so that
 * nobody needs a compiler for a first look. Build 405 is left without a dSYM and Analytics with one of another build.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { feedbackFiles } from './feedback.ts';
import { writeReport } from './report.ts';
import type { Device, Ending, Plan } from './report.ts';
import * as stacks from './stacks.ts';
import type { Step, Version } from './stacks.ts';
import { buildImage } from './toolchain.ts';

const target = process.argv[2] ?? join(import.meta.dirname, '..');
const work = mkdtempSync(join(tmpdir(), 'faultline-samples-'));

function buildVersion(version: string, build: number, analytics: number): Version {
  const folder = (image: string): string => join(work, String(build), image);
  const app = {
    image: 'Harbor',
    sources: ['Harbor.c', 'TileMapView.m', 'SearchIndex.cpp'],
    build,
    version,
    dylib: false,
  };
  const kit = { image: 'HarborKit', sources: ['HarborKit.c'], build, version, dylib: true };
  const third = { image: 'Analytics', sources: ['Analytics.c'], build: analytics, version: '1.0', dylib: true };
  return {
    version,
    build: String(build),
    app: buildImage(app, folder('Harbor')),
    kit: buildImage(kit, folder('HarborKit')),
    analytics: buildImage(third, folder('Analytics')),
  };
}

const v204 = buildVersion('2.0.4', 391, 61);
const v205 = buildVersion('2.0.5', 398, 62);
const v209 = buildVersion('2.0.9', 405, 62);
const v210 = buildVersion('2.1.0', 412, 63);
const otherAnalytics = buildImage(
  { image: 'Analytics', sources: ['Analytics.c'], build: 60, version: '1.0', dylib: true },
  join(work, 'other'),
);

const DEVICES: readonly Device[] = [
  { model: 'iPhone16,1', os: '17.2.1', build: '21C66', owner: 1 },
  { model: 'iPhone15,2', os: '17.1.2', build: '21B101', owner: 2 },
  { model: 'iPhone14,7', os: '17.2.1', build: '21C66', owner: 3 },
  { model: 'iPhone14,5', os: '16.4.1', build: '20E252', owner: 4 },
  { model: 'iPad13,16', os: '17.2', build: '21C62', owner: 5 },
  { model: 'iPhone16,2', os: '17.3', build: '21D50', owner: 6 },
  { model: 'iPhone13,2', os: '16.7.4', build: '20H240', owner: 7 },
];

const signal = (code: number, indicator: string): Record<string, unknown> => ({
  flags: 0,
  code,
  namespace: 'SIGNAL',
  indicator,
  byProc: 'exc handler',
  byPid: 412,
});
const ABORTED = { flags: 0, code: 6, namespace: 'SIGNAL', indicator: 'Abort trap: 6', byProc: 'Harbor', byPid: 412 };
const ABORT_EXCEPTION = {
  codes: '0x0000000000000000, 0x0000000000000000',
  rawCodes: [0, 0],
  type: 'EXC_CRASH',
  signal: 'SIGABRT',
};
const TRAP = {
  codes: '0x0000000000000001, 0x00000001a3f0c214',
  rawCodes: [1, 7_045_431_828],
  type: 'EXC_BREAKPOINT',
  signal: 'SIGTRAP',
};

function badAccess(address: number, hex: string): Record<string, unknown> {
  const codes = `0x0000000000000001, 0x${hex}`;
  return {
    codes,
    rawCodes: [1, address],
    type: 'EXC_BAD_ACCESS',
    signal: 'SIGSEGV',
    subtype: `KERN_INVALID_ADDRESS at 0x${hex}`,
  };
}

const END = {
  readOfNull: {
    exception: badAccess(0x10, '0000000000000010'),
    termination: signal(11, 'Segmentation fault: 11'),
    vmRegionInfo:
      '0x10 is not in any region.  Bytes before following region: 4332208112\n      REGION TYPE                 START - END      [ VSIZE] PRT/MAX SHRMOD  REGION DETAIL\n      UNUSED SPACE AT START\n--->  \n      __TEXT                   102000000-102008000 [   32K] r-x/r-x SM=COW  /var/containers/Bundle/Application/Harbor.app/Harbor',
    main: true,
    far: 0x10,
  },
  outOfRange: {
    exception: TRAP,
    termination: signal(5, 'Trace/BPT trap: 5'),
    asi: { 'libswiftCore.dylib': ['Swift/ContiguousArrayBuffer.swift:600: Fatal error: Index out of range\n'] },
    main: true,
  },
  thrown: {
    exception: ABORT_EXCEPTION,
    termination: ABORTED,
    asi: {
      CoreFoundation: [
        "*** Terminating app due to uncaught exception 'NSRangeException', reason: 'tile column 4097 is beyond the last column 4095'",
      ],
      'libsystem_c.dylib': ['abort() called'],
    },
    main: true,
  },
  watchdog: {
    exception: {
      codes: '0x0000000000000000, 0x0000000000000000',
      rawCodes: [0, 0],
      type: 'EXC_CRASH',
      signal: 'SIGKILL',
    },
    termination: {
      flags: 6,
      code: 2_343_432_205,
      namespace: 'FRONTBOARD',
      reasons: [
        '<RBSTerminateContext| domain:10 code:0x8BADF00D explanation:scene-create watchdog transgression: app<app.faultline.samples.Harbor>:412 exhausted real (wall clock) time allowance of 19.83 seconds',
        'ProcessVisibility: Foreground',
        'ProcessState: Running',
        'WatchdogEvent: scene-create',
        'WatchdogVisibility: Foreground',
        'WatchdogCPUStatistics: (',
        '"Elapsed total CPU time (seconds): 9.640 (user 6.110, system 3.530), 8% CPU",',
        '"Elapsed application CPU time (seconds): 0.412, 0% CPU"',
        ') reportType:CrashLog maxTerminationResistance:Interactive>',
      ],
    },
    main: true,
  },
  assertion: {
    exception: ABORT_EXCEPTION,
    termination: ABORTED,
    asi: { 'libsystem_c.dylib': ['Assertion failed: (at < used), function slot, file SearchIndex.cpp, line 57.'] },
    main: true,
  },
  unwrap: {
    exception: TRAP,
    termination: signal(5, 'Trace/BPT trap: 5'),
    asi: {
      'libswiftCore.dylib': [
        'Harbor/NetworkService.swift:137: Fatal error: Unexpectedly found nil while unwrapping an Optional value\n',
      ],
    },
    main: false,
    queue: 'app.faultline.samples.Harbor.network',
  },
  cache: {
    exception: badAccess(0x1_2c04_8010, '000000012c048010'),
    termination: signal(11, 'Segmentation fault: 11'),
    main: false,
    queue: 'app.faultline.samples.Harbor.images',
    far: 0x1_2c04_8010,
  },
  analytics: {
    exception: ABORT_EXCEPTION,
    termination: ABORTED,
    asi: { 'libsystem_c.dylib': ['abort() called'] },
    main: true,
  },
  suspended: {
    exception: {
      codes: '0x0000000000000000, 0x0000000000000000',
      rawCodes: [0, 0],
      type: 'EXC_CRASH',
      signal: 'SIGKILL',
    },
    termination: {
      flags: 6,
      code: 3_735_883_980,
      namespace: 'RUNNINGBOARD',
      reasons: ['Shared system resource: /private/var/mobile/Containers/Shared/AppGroup/Harbor/Store.sqlite'],
    },
    main: false,
    queue: 'app.faultline.samples.Harbor.sync',
  },
} satisfies Record<string, Ending>;

type Row = readonly [version: Version, device: number, at: string];

function plans(
  slug: string,
  ending: Ending,
  stack: (version: Version) => readonly Step[],
  rows: readonly Row[],
): readonly Plan[] {
  return rows.map(([version, device, at]) => {
    const known = DEVICES[device];
    if (known === undefined) throw new Error(`no device ${device}`);
    const plan = { slug, version, device: known, at, ending, crashed: stack(version) };
    return ending === END.thrown ? { ...plan, lastException: stacks.thrown(version) } : plan;
  });
}

const all: readonly Plan[] = [
  ...plans('null', END.readOfNull, stacks.readOfNull, [
    [v205, 3, '2026-10-24T07:41:12Z'],
    [v210, 0, '2026-11-03T18:20:05Z'],
    [v210, 1, '2026-11-06T06:02:44Z'],
    [v210, 2, '2026-11-09T21:15:30Z'],
    [v210, 0, '2026-11-12T12:48:51Z'],
    [v210, 5, '2026-11-14T08:09:17Z'],
    [v210, 4, '2026-11-16T16:33:02Z'],
    [v210, 2, '2026-11-17T19:57:26Z'],
    [v210, 1, '2026-11-18T05:30:11Z'],
  ]),
  ...plans('range', END.outOfRange, stacks.indexOutOfRange, [
    [v204, 6, '2026-10-19T11:05:45Z'],
    [v205, 3, '2026-10-30T09:12:08Z'],
    [v210, 2, '2026-11-07T17:44:39Z'],
    [v210, 4, '2026-11-13T20:01:57Z'],
    [v210, 0, '2026-11-17T06:26:14Z'],
  ]),
  ...plans('thrown', END.thrown, stacks.terminated, [
    [v204, 6, '2026-10-22T14:17:33Z'],
    [v205, 1, '2026-11-01T10:55:20Z'],
    [v210, 5, '2026-11-15T13:08:49Z'],
  ]),
  ...plans('watchdog', END.watchdog, stacks.launchTooSlow, [
    [v205, 3, '2026-10-27T05:58:01Z'],
    [v210, 6, '2026-11-05T06:11:36Z'],
    [v210, 3, '2026-11-11T05:49:28Z'],
    [v210, 6, '2026-11-18T06:03:55Z'],
  ]),
  ...plans('assert', END.assertion, stacks.assertion, [
    [v205, 4, '2026-11-02T15:24:42Z'],
    [v210, 4, '2026-11-10T15:39:13Z'],
  ]),
  ...plans('unwrap', END.unwrap, stacks.unwrapOfNil, [
    [v204, 1, '2026-10-18T22:10:09Z'],
    [v204, 6, '2026-10-21T23:31:50Z'],
    [v205, 3, '2026-10-26T21:47:18Z'],
  ]),
  ...plans('cache', END.cache, stacks.cacheRead, [
    [v205, 2, '2026-10-29T12:36:07Z'],
    [v210, 5, '2026-11-08T11:18:59Z'],
  ]),
  ...plans('analytics', END.analytics, stacks.analyticsQueue, [
    [v210, 1, '2026-11-04T08:42:23Z'],
    [v210, 6, '2026-11-16T07:14:46Z'],
  ]),
  ...plans('null', END.readOfNull, stacks.readOfNull, [
    [v209, 0, '2026-10-31T16:50:34Z'],
    [v209, 2, '2026-11-02T18:05:15Z'],
  ]),
  ...plans('suspended', END.suspended, stacks.suspended, [[v210, 0, '2026-11-13T23:59:02Z']]),
];

const reports = join(target, 'reports');
const dsyms = join(target, 'dSYMs');
const feedback = join(target, 'feedback');
for (const folder of [reports, dsyms, feedback]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
}
for (const plan of all) {
  const { fileName, text } = writeReport(plan);
  writeFileSync(join(reports, fileName), text);
}
for (const version of [v204, v205, v210]) {
  const folder = join(dsyms, `Harbor ${version.version} (${version.build})`);
  for (const built of [version.app, version.kit])
    cpSync(built.dsym, join(folder, `${built.image}.dSYM`), { recursive: true });
}
cpSync(otherAnalytics.dsym, join(dsyms, 'Analytics 60', 'Analytics.dSYM'), { recursive: true });
for (const [name, bytes] of feedbackFiles()) writeFileSync(join(feedback, name), bytes);
rmSync(work, { recursive: true, force: true });
process.stdout.write(`${all.length} reports in ${reports}\n`);
