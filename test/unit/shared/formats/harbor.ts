/** Reports of an invented app, to be bent into the shapes that a test is about. */
import { expect } from 'vitest';
import { readReport } from '../../../../shared/formats/index.ts';
import type { CrashReport } from '../../../../shared/report/report.ts';
import type { Fault } from '../../../../shared/result.ts';

export const HARBOR_UUID = '11111111-2222-3333-4444-555555555555';
const BUNDLE = '/private/var/containers/Bundle/Application/0000/Harbor.app';

/** The metadata line of an `.ips`. */
export const header = {
  app_name: 'Harbor',
  timestamp: '2025-05-06 07:08:09.00 +0200',
  app_version: '2.1',
  build_version: '34',
  bundleID: 'com.example.harbor',
  platform: 2,
  bug_type: '309',
  os_version: 'iPhone OS 17.5 (21F79)',
  incident_id: 'AAAAAAAA-0000-0000-0000-000000000001',
  name: 'Harbor',
};

/** A JSON crash body with one crashed thread. */
export const body = {
  modelCode: 'iPhone15,2',
  osVersion: { train: 'iPhone OS 17.5', build: '21F79', releaseType: 'User' },
  captureTime: '2025-05-06 07:08:09.1234 +0200',
  procLaunch: '2025-05-06 07:00:00.0000 +0200',
  incident: 'AAAAAAAA-0000-0000-0000-000000000001',
  pid: 512,
  cpuType: 'ARM-64',
  procName: 'Harbor',
  procPath: `${BUNDLE}/Harbor`,
  bundleInfo: {
    CFBundleShortVersionString: '2.1',
    CFBundleVersion: '34',
    CFBundleIdentifier: 'com.example.harbor',
  },
  parentProc: 'launchd',
  parentPid: 1,
  crashReporterKey: 'feedfeed',
  exception: {
    codes: '0x0000000000000001, 0x0000000000000010',
    rawCodes: [1, 16],
    type: 'EXC_BAD_ACCESS',
    signal: 'SIGSEGV',
    subtype: 'KERN_INVALID_ADDRESS at 0x0000000000000010',
  },
  termination: {
    flags: 0,
    code: 11,
    namespace: 'SIGNAL',
    indicator: 'Segmentation fault: 11',
    byProc: 'exc handler',
    byPid: 512,
  },
  faultingThread: 0,
  threads: [
    {
      id: 4711,
      triggered: true,
      queue: 'com.apple.main-thread',
      frames: [
        { imageIndex: 0, imageOffset: 16_384 },
        { imageIndex: 1, imageOffset: 800, symbol: 'start', symbolLocation: 520 },
      ],
    },
  ],
  usedImages: [
    {
      source: 'P',
      arch: 'arm64',
      base: 4_336_386_048,
      size: 1_048_576,
      uuid: HARBOR_UUID,
      path: `${BUNDLE}/Harbor`,
      name: 'Harbor',
    },
    {
      source: 'P',
      arch: 'arm64e',
      base: 7_516_192_768,
      size: 524_288,
      uuid: '99999999-8888-7777-6666-555555555555',
      path: '/usr/lib/dyld',
      name: 'dyld',
    },
  ],
};

/** An `.ips` file: the metadata in one line, the body below. */
export function ips(changes: object = {}, headerChanges: object = {}): string {
  return `${JSON.stringify({ ...header, ...headerChanges })}\n${JSON.stringify({ ...body, ...changes }, null, 2)}\n`;
}

/** An iOS text report around any lines of head, stacks and images. */
export function iosText(head: readonly string[], stacks: readonly string[], images = IOS_IMAGES): string {
  return [
    'Incident Identifier: AAAAAAAA-0000-0000-0000-000000000001',
    'Hardware Model:      iPhone15,2',
    'Process:             Harbor [512]',
    `Path:                ${BUNDLE}/Harbor`,
    'Identifier:          com.example.harbor',
    'Version:             2.1 (34)',
    'Code Type:           ARM-64 (Native)',
    'Date/Time:           2025-05-06 07:08:09.1234 +0200',
    'OS Version:          iPhone OS 17.5 (21F79)',
    'Report Version:      104',
    '',
    'Exception Type:  EXC_CRASH (SIGABRT)',
    ...head,
    '',
    ...stacks,
    '',
    'Binary Images:',
    ...images,
    '',
    'EOF',
  ].join('\n');
}

export const IOS_IMAGES = [
  `0x102780000 - 0x10287ffff Harbor arm64  <11111111222233334444555555555555> ${BUNDLE}/Harbor`,
  '0x1c0000000 - 0x1c007ffff dyld arm64e  <99999999888877776666555555555555> /usr/lib/dyld',
];

/** The report that a text gives; throws where it gives none. */
export function read(text: string): CrashReport {
  const result = readReport(text);
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

/** The fault that a text gives; throws where it gives a report. */
export function refuse(text: string): Fault {
  const result = readReport(text);
  if (result.ok) throw new Error('was read');
  return result.fault;
}

/** Matches any text that has these words in it. */
export function containing(words: string): unknown {
  return expect.stringContaining(words);
}
