/**
 * The kind of end: the part of a fingerprint that is not frames. Exception type, or who ended the process and with which
 * code. Never an address, a port number, a pid or a version.
 */
import { toHex } from '../report/address.ts';
import type { CrashReport } from '../report/report.ts';
import { killCode } from './meanings/kill-codes.ts';
import { exceptionOf } from './meanings/exception.ts';
import { missingPiece, namespaceOf, usageKey } from './meanings/namespaces.ts';
import { brief } from './meanings/words.ts';

/** Namespaces whose codes are values of the moment (a port, a signal), or that only repeat the exception. */
const UNTELLING: ReadonlySet<string> = new Set(['SIGNAL', 'GUARD', 'PORT_SPACE', 'PAC_EXCEPTION', 'REPORTCRASH']);
/** Who ends apps from outside: the crashed thread, if there is one, is the one that was asked. */
const OUTSIDE: ReadonlySet<string> = new Set(['FRONTBOARD', 'SPRINGBOARD', 'RUNNINGBOARD', 'ASSERTIOND', 'WATCHDOG']);

/** Whether the process ended without a fault of the processor: by a signal, or from outside. */
export function isCrash(report: CrashReport): boolean {
  const { type } = exceptionOf(report);
  return type === null || type === 'EXC_CRASH';
}

/** Whether the system ended the app from outside, so that the main thread is the one to look at. */
export function endsMainThread(report: CrashReport): boolean {
  if (killCode(report) !== null) return true;
  return isCrash(report) && OUTSIDE.has(namespaceOf(report) ?? '');
}

/** The kind of end as it goes into the fingerprint. */
export function endOf(report: CrashReport): string {
  const code = killCode(report);
  if (code !== null) return toHex(code);
  const namespace = namespaceOf(report);
  if (namespace !== null && !UNTELLING.has(namespace) && isCrash(report)) {
    const piece = namespace === 'DYLD' ? missingPiece(report)?.name : namespace === 'TCC' ? usageKey(report) : null;
    return [namespace, toHex(report.termination?.code ?? 0n), piece ?? ''].join(' ').trim();
  }
  const { type, signal } = exceptionOf(report);
  if (type === 'EXC_CRASH' && signal !== null) return `${type} ${signal}`;
  return type ?? signal ?? 'unknown';
}

/** The kind of end as a row shows it: `EXC_BAD_ACCESS`, `0x8BADF00D`, `DYLD`. */
export function labelOfEnd(report: CrashReport): string {
  const code = killCode(report);
  if (code !== null) return `0x${code.toString(16).toUpperCase()}`;
  const namespace = namespaceOf(report);
  if (namespace !== null && !UNTELLING.has(namespace) && isCrash(report)) return namespace;
  const { type, signal } = report.exception ?? { type: null, signal: null };
  return brief([type, signal].find((name) => /^(?:EXC_|SIG)/.test(name ?? '')) ?? 'Crash', 40);
}
