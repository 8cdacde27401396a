/**
 * Terminations by namespace: who ended the process, by the names of `sys/reason.h` in Apple's XNU sources, and what its
 * codes mean (`mach-o/dyld_images.h` for DYLD, `sys/codesign.h` for CODESIGNING, `sys/kern_memorystatus.h` for JETSAM).
 */
import { toHex } from '../../report/address.ts';
import type { CrashReport } from '../../report/report.ts';
import type { Meaning } from '../meaning.ts';
import { links } from './links.ts';
import { brief, messagesOf, reasonsOf, sentence } from './words.ts';

/** Older systems print the number of a namespace that they have no name for: `<0x1C>`. */
const NUMBERED: ReadonlyMap<number, string> = new Map([
  [15, 'RUNNINGBOARD'],
  [18, 'LIBSYSTEM'],
  [20, 'WATCHDOG'],
  [23, 'GUARD'],
  [25, 'SANDBOX'],
  [26, 'SECURITY'],
  [27, 'ENDPOINTSECURITY'],
  [28, 'PAC_EXCEPTION'],
  [30, 'PORT_SPACE'],
  [34, 'ROSETTA'],
]);

/** Systems before iOS 10 and macOS 10.12 know no namespaces: that dyld gave up is said in its own message only. */
function isDyldsMessage({ termination, appInformation }: CrashReport): boolean {
  if (termination !== null) return false;
  return appInformation.some(({ messages }) =>
    messages.some((message) => /^\s{0,8}(?:Dyld Message: )?(?:Library not loaded|Symbol not found): /.test(message)),
  );
}

/** The namespace of the termination by name, upper case; that of dyld also where only its message tells. */
export function namespaceOf(report: CrashReport): string | null {
  const text = brief(report.termination?.namespace ?? '', 40);
  if (text === '') return isDyldsMessage(report) ? 'DYLD' : null;
  const number = /^<?(0x[0-9a-f]{1,4}|\d{1,4})>?$/i.exec(text)?.[1];
  return number === undefined ? text.toUpperCase() : (NUMBERED.get(Number(number)) ?? text);
}

/** What dyld did not find: a library or a symbol. */
export function missingPiece(
  report: CrashReport,
): { readonly kind: 'library' | 'symbol'; readonly name: string } | null {
  const text = [...reasonsOf(report), ...messagesOf(report)].join('\n');
  const symbol = /Symbols? (?:missing|not found):\s*\(?'?([^\s,')]+)/.exec(text)?.[1];
  if (symbol !== undefined) return { kind: 'symbol', name: symbol };
  const library = /Library (?:not loaded|missing):\s*(\S.*)/.exec(text)?.[1];
  if (library === undefined) return null;
  const name = library.trim().split('/').at(-1) ?? '';
  return name === '' ? null : { kind: 'library', name };
}

/** The usage description that the app's Info.plist lacks: `NSCameraUsageDescription`. */
export function usageKey(report: CrashReport): string | null {
  return /\bNS\w{1,80}UsageDescription\b/.exec([...reasonsOf(report), ...messagesOf(report)].join('\n'))?.[0] ?? null;
}

function explainDyld(report: CrashReport): Meaning {
  const piece = missingPiece(report);
  const link = links.missingFramework;
  if (piece?.kind === 'library') {
    return {
      title: `Missing library ${brief(piece.name, 80)}`,
      short: `missing library ${brief(piece.name, 48)}`,
      text: `The app could not start: the dynamic linker did not find ${brief(piece.name, 200)}. It must be embedded in the app, or be part of every system version that the app supports.`,
      link,
    };
  }
  if (piece?.kind === 'symbol') {
    return {
      title: `Missing symbol ${brief(piece.name, 80)}`,
      short: `missing symbol ${brief(piece.name, 48)}`,
      text: `The app could not start: a library lacks the symbol ${brief(piece.name, 120)} that was there when the app was built. Usually the system is older than the SDK, or an embedded framework is of another build.`,
      link,
    };
  }
  const reasons: ReadonlyMap<bigint, string> = new Map([
    [1n, 'a library is missing'],
    [2n, 'a library is of another architecture'],
    [3n, 'a library is too old'],
    [4n, 'a symbol is missing'],
    [5n, 'a library has no valid code signature'],
    [6n, 'the sandbox forbids a library'],
    [7n, 'a Mach-O file is malformed'],
  ]);
  const why = reasons.get(report.termination?.code ?? 0n) ?? 'the dynamic linker gave up';
  return {
    title: `Could not load: ${why}`,
    short: why,
    text: `The app could not start: ${why}. ${said(report)}`.trim(),
    link,
  };
}

function explainTcc(report: CrashReport): Meaning {
  const key = usageKey(report);
  return {
    title: key === null ? 'Privacy violation' : `Missing ${key}`,
    short: key === null ? 'privacy-sensitive data without permission' : `missing ${key}`,
    text:
      key === null
        ? `The app reached for privacy-sensitive data in a way that the system forbids. ${said(report)}`.trim()
        : `The app reached for privacy-sensitive data, and its Info.plist has no ${key} that tells the user why. Add the key with a sentence for people.`,
    link: links.protectedResources,
  };
}

function explainCodeSigning(report: CrashReport): Meaning {
  const reasons: ReadonlyMap<bigint, string> = new Map([
    [1n, 'invalid code signature'],
    [2n, 'a page of code was changed after signing'],
    [3n, 'task port access without entitlement'],
    [4n, 'launch constraint violated'],
  ]);
  const why = reasons.get(report.termination?.code ?? 0n) ?? 'code signing';
  return {
    title: `Ended by code signing: ${why}`,
    short: why,
    text: `The system refused to run this code: ${why}. Check signature, entitlements and whether something changes the app’s files after signing.`,
    link: links.kill,
  };
}

function explainJetsam(report: CrashReport): Meaning {
  const limit = report.termination?.code === 7n;
  return {
    title: limit ? 'Used more memory than its limit' : 'Ended to free memory',
    short: limit ? 'memory limit exceeded' : 'ended under memory pressure',
    text: limit
      ? 'The process used more memory than the system allows it. Look for what grows: images, caches, leaks.'
      : 'The system ran short of memory and ended this process to get some back.',
    link: links.memoryUse,
  };
}

/** The reasons that the report gives, as a sentence. */
function said(report: CrashReport): string {
  return sentence(brief(reasonsOf(report)[0] ?? '', 240));
}

/** Who ends processes, for the namespaces that have no page or code table of their own. */
const ENDERS: ReadonlyMap<string, string> = new Map([
  ['FRONTBOARD', 'The system’s app manager (FrontBoard) ended the app'],
  ['SPRINGBOARD', 'SpringBoard ended the app'],
  ['RUNNINGBOARD', 'RunningBoard, which manages the life of processes, ended the app'],
  ['ASSERTIOND', 'The system’s assertion service ended the app'],
  ['WATCHDOG', 'A watchdog of the system ended the process'],
  ['LIBSYSTEM', 'A library of the system ended the process'],
  ['LIBXPC', 'The XPC library ended the process: its interface was misused, or its connection was not allowed'],
  ['OBJC', 'The Objective-C runtime ended the process'],
  ['ROSETTA', 'Rosetta, which runs Intel code on Apple silicon, ended the process'],
  ['EXEC', 'The program could not be started'],
  ['SANDBOX', 'The sandbox ended the process'],
  ['SECURITY', 'The Security framework ended the process'],
  ['ENDPOINTSECURITY', 'Endpoint Security ended the process'],
  ['COREANIMATION', 'Core Animation ended the process'],
  ['CORE_ANIMATION', 'Core Animation ended the process'],
  ['METAL', 'Metal ended the process'],
  ['WEBKIT', 'WebKit ended the process'],
  ['FOUNDATION', 'Foundation ended the process'],
  ['WATCHKIT', 'WatchKit ended the process'],
]);

/** What a termination means by its namespace, or null where it only repeats the exception. */
export function explainNamespace(report: CrashReport): Meaning | null {
  const namespace = namespaceOf(report);
  switch (namespace) {
    case null:
    case 'SIGNAL':
    case 'GUARD':
    case 'PORT_SPACE':
    case 'PAC_EXCEPTION':
    case 'REPORTCRASH':
      return null;
    case 'DYLD':
      return explainDyld(report);
    case 'TCC':
      return explainTcc(report);
    case 'CODESIGNING':
      return explainCodeSigning(report);
    case 'JETSAM':
      return explainJetsam(report);
    default:
      return explainEnder(report, namespace);
  }
}

function explainEnder(report: CrashReport, namespace: string): Meaning {
  const code = report.termination?.code ?? null;
  const reason = brief(reasonsOf(report)[0] ?? '');
  const number = code === null ? '' : ` (code ${toHex(code)})`;
  const who = ENDERS.get(namespace) ?? `${namespace} ended the process`;
  return {
    title: reason === '' ? `Ended by ${namespace}${number}` : `Ended by ${namespace}: ${reason}`,
    short: reason === '' ? `ended by ${namespace}${number}` : reason,
    text: `${who}${number}. ${said(report)}`.trim(),
    link: report.exception?.signal === 'SIGKILL' ? links.kill : links.exceptions,
  };
}
