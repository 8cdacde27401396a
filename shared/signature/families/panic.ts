/**
 * Panics: the kernel, or the system of a coprocessor, stopped because it could not go on. Grouped by what it said before,
 * without numbers and addresses, and by the kernel extension or the process that it was about.
 */
import type { CrashReport } from '../../report/report.ts';
import { links } from '../meanings/links.ts';
import type { Meaning } from '../meaning.ts';
import { brief, sentence } from '../meanings/words.ts';
import { lasting } from './amounts.ts';
import { NO_BLAME, NO_STACK } from './family.ts';
import type { Family } from './family.ts';

const KINDS: readonly (readonly [pattern: RegExp, title: string, text: string])[] = [
  [
    /watchdog timeout|WDT timeout|watchdog reset|userspace watchdog|no checkins from watchdogd|no successful checkins/i,
    'The system stopped answering',
    'A service that the system cannot do without, or the kernel itself, did not check in for minutes, so that the device restarted itself. Where a service is to blame the reason names it, and a stackshot in the report shows what it waited for.',
  ],
  [
    /initproc (?:exited|failed)|launchd/i,
    'The first process of the system ended',
    'launchd, without which nothing runs, crashed or was ended. That is a fault of the system or of what was done to it.',
  ],
  [
    /kernel data abort|page fault|type 14=|type 13=|general protection|unaligned|instruction abort/i,
    'The kernel touched memory that is not there',
    'Code in the kernel read, wrote or ran at an address that is not mapped or not allowed. The extensions in the backtrace are the first to look at.',
  ],
  [
    /zone_require|zalloc|use-after-free|element modified|kalloc|zone map exhausted|corrupt/i,
    'Memory of the kernel was corrupt or used up',
    'The kernel found its own memory changed behind its back, or had none left. The extensions in the backtrace are the first to look at.',
  ],
  [
    /\bSEP\b|sep ?panic|SEPManager|\bsks (?:request|timeout)/i,
    'The Secure Enclave stopped',
    'The processor that guards keys and biometrics stopped. Often hardware, or firmware of the device.',
  ],
  [
    /\b(?:Apple)?(?:AOP|SMC|ANS2?\b|nvme|DCP|ISP\b|GFX|GPU|AGX|PMP\b|SIO\b|a?PCIe|PMGR|RTKit)|\bthermal/i,
    'A coprocessor or a device stopped',
    'A part of the hardware, or its firmware, did not answer as it must. Often hardware; sometimes a driver.',
  ],
  [
    /Sleep transition timed out|Sleep\/Wake|wake transition/i,
    'A driver kept the device from sleeping or waking',
    'The device did not fall asleep or wake up in time: a driver did not finish.',
  ],
];

/** Versions and load ranges of an extension change with each boot. */
function extensionName(worded: string): string {
  return /^[\w.-]+/.exec(worded.trim())?.[0] ?? '';
}

/** The sentence up to its first address: `Kernel data abort` of `Kernel data abort. at pc 0x…, lr 0x…`. */
function titleFor(reason: string): string {
  const [line = ''] = reason.split('\n', 1);
  const plain = line
    .slice(0, Math.max(0, line.search(/\b0x[0-9a-f]{6,}/i)))
    .replace(/\([^()]*$/, '')
    .replace(/\b\w+= ?$/, '')
    .replace(/(?:[\s,.:;=(@[-]|\b(?:at|pc|lr|address|addr|caller|from|for|is|=))+$/i, '');
  if (plain.length >= 12) return brief(plain, 100);
  return brief(line.replaceAll(/\b0x[0-9a-f]{6,}/gi, '0x…').replace(/[\s,:]+(?:registers)?[\s,:]*$/, ''), 100);
}

/** What decides about a panic's group. */
export function panicFamily(report: CrashReport): Family {
  const panic = report.body?.panic ?? null;
  const reason = panic?.reason.trim() ?? '';
  const words = lasting(reason);
  const extension = extensionName(panic?.extensions[0] ?? '');
  const whose = extension === '' ? lasting(report.process.name ?? '') : extension;
  return {
    owner: '',
    blamed: NO_BLAME,
    tokens: [words, whose],
    label: 'Panic',
    measure: extension === '' ? (report.process.name ?? '') : extension,
    title: reason === '' ? 'Panic of the kernel' : titleFor(reason),
    stack: NO_STACK,
    sentence: `Grouped by what the kernel said before it stopped, without its numbers and addresses${
      whose === '' ? '' : extension === '' ? ', and by the process that ran' : ', and by the extension in its backtrace'
    }`,
  };
}

/** A panic in words. */
export function explainPanic(report: CrashReport): Meaning {
  const reason = report.body?.panic?.reason.trim() ?? '';
  const known = KINDS.find(([pattern]) => pattern.test(reason));
  const [, title, text] = known ?? [
    null,
    'The kernel stopped',
    'The kernel found something that it could not go on with, and restarted the device to save its data.',
  ];
  const words = reason.replace(/[,\s]*registers:$/, '');
  const said = words === '' ? '' : ` It said: ${sentence(brief(words, 240))}`;
  const name = report.process.name;
  const ran = name === null ? '' : ` ${name} ran when it happened, which need not be the cause.`;
  return {
    title,
    short: title.charAt(0).toLowerCase() + title.slice(1),
    text: `${text}${said}${ran}`,
    link: links.panic,
  };
}
