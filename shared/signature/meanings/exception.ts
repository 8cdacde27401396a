/** The Mach exception of a report, whichever writer made it: reporters inside of apps only know the Unix signal. */
import type { CrashReport } from '../../report/report.ts';

/** How the kernel turns exceptions into signals (`ux_exception` in XNU), backwards. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ['SIGSEGV', 'EXC_BAD_ACCESS'],
  ['SIGBUS', 'EXC_BAD_ACCESS'],
  ['SIGTRAP', 'EXC_BREAKPOINT'],
  ['SIGILL', 'EXC_BAD_INSTRUCTION'],
  ['SIGFPE', 'EXC_ARITHMETIC'],
]);

/** `EXC_…` and `SIG…` of a report; what it does not say follows from the other, as far as it can. */
export function exceptionOf(report: CrashReport): { readonly type: string | null; readonly signal: string | null } {
  const { type, signal } = report.exception ?? { type: null, signal: null };
  const written = signal?.startsWith('SIG') === true ? signal : null;
  if (type?.startsWith('EXC_') === true) return { type, signal: written };
  const known = written ?? (type?.startsWith('SIG') === true ? type : null);
  if (known === null) return { type: null, signal: null };
  return { type: EXCEPTIONS.get(known) ?? 'EXC_CRASH', signal: known };
}
