/** How a process ended, out of a MetricKit crash diagnostic: numbers where crash reports have names. */
import type { Exception, Termination } from '../../report/report.ts';
import { integerOf, isObject, textOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';

/** `mach/exception_types.h`, from 1. */
const EXCEPTIONS = [
  'EXC_BAD_ACCESS',
  'EXC_BAD_INSTRUCTION',
  'EXC_ARITHMETIC',
  'EXC_EMULATION',
  'EXC_SOFTWARE',
  'EXC_BREAKPOINT',
  'EXC_SYSCALL',
  'EXC_MACH_SYSCALL',
  'EXC_RPC_ALERT',
  'EXC_CRASH',
  'EXC_RESOURCE',
  'EXC_GUARD',
  'EXC_CORPSE_NOTIFY',
] as const;

/** `sys/signal.h` of Darwin, from 1. */
const SIGNALS = (
  'HUP INT QUIT ILL TRAP ABRT EMT FPE KILL BUS SEGV SYS PIPE ALRM TERM URG STOP TSTP CONT CHLD TTIN TTOU IO XCPU XFSZ ' +
  'VTALRM PROF WINCH INFO USR1 USR2'
).split(' ');

/** `sys/reason.h`, from 1: the namespaces of terminations, under the names that reports give them. */
const NAMESPACES = (
  'JETSAM SIGNAL CODESIGNING HANGTRACER TEST DYLD LIBXPC OBJC EXEC FRONTBOARD TCC REPORTCRASH COREANIMATION AGGREGATED ' +
  'RUNNINGBOARD SKYWALK SETTINGS LIBSYSTEM FOUNDATION WATCHDOG METAL WATCHKIT GUARD ANALYTICS SANDBOX SECURITY ' +
  'ENDPOINTSECURITY PAC_EXCEPTION BLUETOOTH_CHIP PORT_SPACE WEBKIT BACKLIGHTSERVICES MEDIA ROSETTA LIBIGNITION'
).split(' ');

/** `kern_return.h`, for the two codes that memory accesses have. */
const ACCESS: Readonly<Record<string, string>> = { '1': 'KERN_INVALID_ADDRESS', '2': 'KERN_PROTECTION_FAILURE' };

/** A name for a number; the word itself where the payload has one already. */
function nameOf(value: unknown, names: readonly string[], prefix: string): string | null {
  const number = integerOf(value);
  if (number === null) return textOf(value);
  const name = number > 0n && number <= 64n ? names[Number(number) - 1] : undefined;
  return name === undefined ? `${prefix} ${number}` : name;
}

function sixteen(value: bigint): string {
  return `0x${value.toString(16).padStart(16, '0')}`;
}

/** The faulting address, which is nowhere but in the first words of `0 is not in any region.` */
function faultAddress(region: string | null): bigint | null {
  const match = /^\s*(0x[0-9a-f]{1,16}|\d{1,20}) is (?:not )?in /i.exec(region ?? '');
  return match?.[1] === undefined ? null : BigInt.asUintN(64, BigInt(match[1]));
}

/** The sentence in which the Objective-C runtime tells of an exception that nobody caught. */
function thrownMessage(raw: JsonObject): string | null {
  const reason = raw['objectiveCexceptionReason'] ?? raw['objectiveCExceptionReason'] ?? raw['exceptionReason'];
  if (!isObject(reason)) return textOf(reason);
  const name = textOf(reason['exceptionName']) ?? textOf(reason['exceptionType']) ?? textOf(reason['className']);
  const said = textOf(reason['composedMessage']) ?? textOf(reason['formatString']);
  if (name === null) return said;
  return `Terminating app due to uncaught exception '${name}'${said === null ? '' : `, reason: '${said}'`}`;
}

/** `VM Region Info`; null where there is none. */
export function readRegion(raw: JsonObject): string | null {
  return textOf(raw['virtualMemoryRegionInfo'])?.trim() || null;
}

/** Exception and signal; null where the diagnostic has neither. */
export function readException(raw: JsonObject): Exception | null {
  const type = nameOf(raw['exceptionType'], EXCEPTIONS, 'EXC');
  const signals = SIGNALS.map((name) => `SIG${name}`);
  const signal = nameOf(raw['signal'], signals, 'SIG');
  const code = integerOf(raw['exceptionCode']);
  const message = thrownMessage(raw);
  if (type === null && signal === null && code === null && message === null) return null;
  const codes = code === null ? null : BigInt.asUintN(64, code);
  const address = faultAddress(readRegion(raw));
  const access = type === 'EXC_BAD_ACCESS' && codes !== null ? ACCESS[String(codes)] : undefined;
  return {
    // Crash reports name the exception by its signal where the processor found no fault.
    type: type ?? (message === null ? signal : 'EXC_CRASH'),
    signal: signal ?? (message === null ? null : 'SIGABRT'),
    codes: codes === null ? textOf(raw['exceptionCode']) : sixteen(codes),
    rawCodes: codes === null ? [] : [codes],
    subtype: access === undefined || address === null ? null : `${access} at ${sixteen(address)}`,
    message,
    note: null,
  };
}

const NOBODY = { byProcess: null, byPid: null, flags: null, details: [] };

/** The words without their code: of `<RBSTerminateContext| domain:10 code:0x8BADF00D explanation:…>` all of it. */
function wordsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function numbered(text: string): Termination | null {
  const match = /\bdomain:\s?(\d{1,3})\s+code:\s?(0x[0-9a-f]{1,16}|\d{1,20})/i.exec(text);
  if (match === null) return null;
  const namespace = NAMESPACES[Number(match[1]) - 1] ?? match[1] ?? null;
  return { ...NOBODY, namespace, code: BigInt(match[2] ?? 0), indicator: null, reasons: wordsOf(text) };
}

function worded(text: string): Termination | null {
  const match = /^Namespace\s+([^,\s]{1,60})\s*,\s*Code:?\s+(0x[0-9a-f]{1,16}|\d{1,20})[\s,]*/i.exec(text);
  if (match === null) return null;
  const [head, namespace = '', code = '0'] = match;
  const name = /^\d+$/.test(namespace) ? (NAMESPACES[Number(namespace) - 1] ?? namespace) : namespace;
  return { ...NOBODY, namespace: name, code: BigInt(code), indicator: null, reasons: wordsOf(text.slice(head.length)) };
}

/** Who ended the process and why; null where the diagnostic does not tell. */
export function readTermination(raw: JsonObject): Termination | null {
  const said = raw['terminationReason'];
  if (isObject(said)) {
    const domain = integerOf(said['domain'] ?? said['namespace']);
    const namespace = domain === null ? textOf(said['domain'] ?? said['namespace']) : NAMESPACES[Number(domain) - 1];
    const code = integerOf(said['code']);
    const words = textOf(said['explanation'] ?? said['reason'] ?? said['description']);
    return {
      ...NOBODY,
      namespace: namespace ?? null,
      code: code === null ? null : BigInt.asUintN(64, code),
      indicator: null,
      reasons: words === null ? [] : wordsOf(words),
    };
  }
  const text = textOf(said)?.trim() ?? '';
  if (text === '') return null;
  const read = worded(text) ?? numbered(text);
  return read ?? { ...NOBODY, namespace: null, code: null, indicator: null, reasons: wordsOf(text) };
}
