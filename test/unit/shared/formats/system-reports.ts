/** Small reports of an invented device in the families of the system, to be bent into the shapes that a test is about. */
import { valueOf } from '../../../fixtures/results.ts';
import { readReport } from '../../../../shared/formats/index.ts';
import { toText } from '../../../../shared/render/text.ts';
import type { CrashReport } from '../../../../shared/report/report.ts';

export const TIDE_UUID = '11111111-2222-3333-4444-555555555555';
export const CACHE_UUID = '66666666-7777-8888-9999-aaaaaaaaaaaa';
export const KERNEL_UUID = '31313131-aaaa-bbbb-cccc-dddddddddddd';

/** A JSON body behind its metadata line. */
export function envelope(bugType: string, body: object, header: object = {}): string {
  const first = { bug_type: bugType, timestamp: '2026-03-02 10:11:12.00 +0100', os_version: 'iPhone OS 17.5 (21F79)' };
  return `${JSON.stringify({ ...first, ...header })}\n${JSON.stringify(body, null, 2)}`;
}

/** What the bodies of all families begin with. */
export const device = {
  build: 'iPhone OS 17.5 (21F79)',
  product: 'iPhone15,2',
  incident: 'aaaaaaaa-0000-0000-0000-000000000288',
  crashReporterKey: 'feedfeed',
  date: '2026-03-02 10:11:12.66 +0100',
};

/** A stackshot's body: the app's main thread in a lock, and a thread of the kernel. */
export const shot = {
  ...device,
  reason: 'sysdiagnose (stackshot only)',
  frontmostPids: [512],
  binaryImages: [
    [TIDE_UUID, 0x1_0278_0000, 'P'],
    [CACHE_UUID, 0x1_8000_0000, 'S'],
    ['00000000-0000-0000-0000-000000000000', 0, 'A'],
    [KERNEL_UUID, '18446741874823217152', 'T'],
  ],
  processByPid: {
    0: {
      pid: 0,
      procname: 'kernel_task',
      threadById: { 172: { id: 172, state: ['TH_WAIT', 'TH_UNINT'], kernelFrames: [[3, 4096]], continuation: [3, 8] } },
    },
    512: {
      pid: 512,
      procname: 'Harbor',
      residentMemoryBytes: 10_485_760,
      waitInfo: ['thread 6699: kernel mutex 0x400e9c9c0 owned by thread 6700'],
      turnstileInfo: ['thread 6699: blocked on 6700, hops: 1, priority: 46'],
      threadById: {
        6699: {
          id: 6699,
          name: 'tide pump',
          dispatch_queue_label: 'com.apple.main-thread',
          state: ['TH_WAIT'],
          qosRequested: 'QOS_CLASS_DEFAULT',
          qosEffective: 'QOS_CLASS_USER_INITIATED',
          basePriority: 31,
          schedPriority: 46,
          userTime: 1.25,
          userFrames: [
            [1, 100],
            [0, 16384],
            [2, 0],
          ],
          kernelFrames: [[3, 200]],
        },
        6700: { id: 6700, userFrames: [[0, 20480]] },
      },
    },
  },
};

/** The panic's text of a device with Apple's own processor. */
export const PANIC = [
  'panic(cpu 1 caller 0xfffffe0051384f80): Tide too high: 7 > 5 (saved state: 0xfffffec990577340)',
  '\t  x0:  0x0000000000000000 x1:  0x000000000000000c',
  '',
  'Debugger message: panic',
  'Kernel UUID: 31313131-AAAA-BBBB-CCCC-DDDDDDDDDDDD',
  'Kernel text exec base:  0xfffffe004fb24000',
  'Panicked task 0xfafffe2cf8fcb968: 5589 pages, 37 threads: pid 512: Harbor',
  'Panicked thread: 0xf7fffe2163e7e180, backtrace: 0xfffffec990576830, tid: 6699',
  '\t\t  lr: 0xfffffe004fb6a4d0  fp: 0xfffffec9905768b0',
  '\t\t  lr: 0xfffffe0051384f80  fp: 0xfffffec990576920',
  '\t\t  lr: 0x000000024ab4acd4  fp: 0x0000000000000000',
  '      Kernel Extensions in backtrace:',
  '         com.example.driver.Tide(2.0)[99999999-F408-3BEC-8010-CECA92DC9A6A]@0xfffffe0051384f20->0xfffffe00513c2eff',
  '            dependency: com.apple.kec.corecrypto(26.0)[8A53603F-1E37-3F1B-A58C-9BD5729AFFAE]@0xfffffe005288ab80->0xfffffe00528f5e9b',
  '',
  'last started kext at 3674879580123: com.example.driver.Pier\t5.0.0 (addr 0xfffffe004efe6290, size 2644)',
  'loaded kexts:',
  'com.example.driver.Pier\t1: not a label',
].join('\n');

/** Reads a text that must be readable. */
export function read(text: string): CrashReport {
  return valueOf(readReport(text));
}

/** The report as it comes back out of its text, which must not change when it is written again. */
export function through(report: CrashReport): CrashReport {
  const text = toText(report);
  const again = read(text);
  if (toText(again) !== text) throw new Error('the text changes when it is written again');
  return again;
}
