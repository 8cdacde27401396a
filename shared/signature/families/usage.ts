/**
 * Reports of what took too long or used too much: hangs, spins, CPU, wakeups, disk writes, launches, memory, samples.
 * Grouped by the first frames of the app on the heaviest way of the call tree, from the leaf up.
 */
import { assertNever } from '../../assert.ts';
import type { Cost } from '../../report/body.ts';
import type { CrashReport, ReportKind } from '../../report/report.ts';
import { KIND_WORDS } from '../../report/kind-words.ts';
import { links } from '../meanings/links.ts';
import type { Meaning } from '../meaning.ts';
import { brief, sentence } from '../meanings/words.ts';
import { bytesText, countText, secondsText } from './amounts.ts';
import { nameOf } from './family.ts';

/** Kinds that are grouped by frames. */
export type UsageKind = Extract<
  ReportKind,
  'hang' | 'spin' | 'cpu' | 'wakeups' | 'disk-writes' | 'launch' | 'resource' | 'sample'
>;

const KINDS: ReadonlySet<string> = new Set([
  'hang',
  'spin',
  'cpu',
  'wakeups',
  'disk-writes',
  'launch',
  'resource',
  'sample',
] satisfies readonly UsageKind[]);

export function isUsageKind(kind: ReportKind): kind is UsageKind {
  return KINDS.has(kind);
}

/** `Hang`, `Disk writes`; a resource report is called by what was used. */
export function usageLabel(report: CrashReport): string {
  if (report.kind === 'resource' && report.body?.cost?.of === 'memory') return 'Memory limit';
  const system = report.kind === 'spin' ? spinOfSystem(report) : null;
  return system?.label ?? KIND_WORDS[report.kind].name;
}

function amountText(unit: Cost['unit'], amount: number): string {
  switch (unit) {
    case 'seconds':
      return secondsText(amount);
    case 'bytes':
      return bytesText(amount);
    case 'wakeups':
      return countText(amount);
    default:
      return assertNever(unit);
  }
}

/** `90 s over 91 s`, `1.07 GB`, `45,001 in 120 s`; empty where the report gives no number. */
export function usageText(report: CrashReport): string {
  const cost = report.body?.cost ?? null;
  if (cost === null || cost.used === null) return sampleText(report);
  const used = amountText(cost.unit, cost.used);
  if (cost.during === null || cost.during === 0) return used;
  return `${used} ${cost.of === 'cpu' ? 'over' : 'in'} ${secondsText(cost.during)}`;
}

function sampleText(report: CrashReport): string {
  if (report.kind !== 'sample') return '';
  let samples = 0;
  for (const { nodes } of report.body?.trees ?? []) {
    for (const { depth, count } of nodes) if (depth === 0) samples += count ?? 0;
  }
  return samples === 0 ? '' : `${countText(samples)} samples`;
}

/** `The limit is 1.07 GB in 24 h.` */
function limitText({ unit, limit, limitDuring, of }: Cost): string {
  if (limit === null) return '';
  const during = limitDuring === null || limitDuring === 0 ? '' : ` in ${secondsText(limitDuring)}`;
  return ` The limit is ${amountText(unit, limit)}${of === 'cpu' ? ' of processor time' : ''}${during}.`;
}

function actionText({ action }: Cost): string {
  if (action === null || action === '' || /^none/i.test(action)) return '';
  return /terminat|kill/i.test(action) ? ' The system ended the process for it.' : ` The system’s answer: ${action}.`;
}

/** `90 s of processor time in 91 s, 99 % of one core` */
function cpuText(cost: Cost | null): string {
  if (cost === null || cost.used === null) return 'much processor time';
  const used = `${secondsText(cost.used)} of processor time`;
  if (cost.during === null || cost.during <= 0) return used;
  return `${used} in ${secondsText(cost.during)}, ${Math.round((100 * cost.used) / cost.during)} % of one core`;
}

/** `The call tree shows where it woke up.`; empty where the report has no stack. */
function whereText(report: CrashReport, what: string): string {
  const trees = report.body?.trees.length ?? 0;
  if (trees === 0 && report.threads.length === 0) return '';
  return ` ${trees === 0 ? 'The stack' : 'The call tree'} shows where ${what}.`;
}

interface SystemSpin {
  readonly label: string;
  readonly title: string;
  readonly text: string;
}

/** What a spin is of that no app is to blame for; null for one of an app. */
function spinOfSystem({ bugType, extras }: CrashReport): SystemSpin | null {
  const said = (name: string): string => extras.find(([label]) => label === name)?.[1] ?? '';
  const event = said('Event');
  if (/sleep|wake/i.test(event)) {
    const reason = said('Reason') === '' ? '' : ` The reason given: ${sentence(brief(said('Reason'), 240))}`;
    const told = /\bEFI\b/.test(reason)
      ? 'It failed in the firmware, of which the stacks below tell nothing: hardware, its firmware or what is plugged in is to blame.'
      : 'The system noted what its threads were doing. A driver, or a process that the system waited for, is on their stacks.';
    return { label: 'Sleep/wake failure', title: 'The Mac did not sleep or wake in time', text: `${told}${reason}` };
  }
  if (bugType !== '17' && !/shutdown|restart|log ?out/i.test(event)) return null;
  return {
    label: 'Shutdown stall',
    title: 'The Mac did not shut down in time',
    text: 'Something did not end when the system asked for it. What still ran, and what it waited for, is on the stacks.',
  };
}

function textOf(kind: UsageKind, report: CrashReport, measure: string): string {
  const name = nameOf(report);
  const cost = report.body?.cost ?? null;
  switch (kind) {
    case 'hang': {
      const time = measure === '' ? 'for too long' : `for ${measure}`;
      const whose = name === 'The app' ? 'the app' : name;
      return `The main thread of ${whose} did not answer ${time}: it was busy, or waited for something. Meanwhile taps and drawing stood still.${whereText(report, 'it was')}`;
    }
    case 'spin':
      return `${name} did not answer for several seconds while the user waited and saw the wait cursor.${whereText(report, 'its threads were')}`;
    case 'cpu':
      return `${name} used ${cpuText(cost)}. That drains the battery and warms the device, and is more than the system allows for so long.${whereText(report, 'the time went')}`;
    case 'wakeups':
      return `${name} woke the processor up too often${measure === '' ? '' : `: ${measure}`}. Each time it leaves its sleep for very little work: short timers, polling, many small messages.${whereText(report, 'it woke up')}`;
    case 'disk-writes':
      return `${name} wrote ${measure === '' ? 'too much' : measure} to the disk. Much writing wears the storage and takes power; the system reports apps that write more than a gigabyte in a day.${whereText(report, 'the writing began')}`;
    case 'launch':
      return `${name} took ${measure === '' ? 'too long' : measure} to launch.${whereText(report, 'the time went before the first picture was there')}`;
    case 'resource':
      return `${name} used more of a resource than the system allows it${measure === '' ? '' : `: ${measure}`}.`;
    case 'sample':
      return `A tool looked at ${name} many times and noted what each thread was doing. Nothing is wrong by itself; the counts show where the time went.`;
    default:
      return assertNever(kind);
  }
}

interface Words {
  readonly title: string;
  readonly link: string | null;
}

const WORDS: Readonly<Record<UsageKind, Words>> = {
  hang: { title: 'The main thread did not answer', link: links.hang },
  spin: { title: 'The app did not answer', link: links.hang },
  cpu: { title: 'Used too much CPU', link: links.energy },
  wakeups: { title: 'Woke up too often', link: links.energy },
  'disk-writes': { title: 'Wrote too much to disk', link: links.diskWrites },
  launch: { title: 'Launched slowly', link: links.launch },
  resource: { title: 'Exceeded a resource limit', link: links.resource },
  sample: { title: 'Sampled while running', link: null },
};

/** Such a report in words; memory is told of like the crash that its limit is. */
export function explainUsage(kind: UsageKind, report: CrashReport): Meaning {
  const measure = usageText(report);
  const { title, link } = WORDS[kind];
  const cost = report.body?.cost ?? null;
  const limits = cost === null ? '' : `${limitText(cost)}${actionText(cost)}`;
  const system = kind === 'spin' ? spinOfSystem(report) : null;
  if (system !== null) return { title: system.title, short: measure, text: system.text, link: null };
  if (kind === 'resource' && cost?.of === 'memory') {
    const text = `${nameOf(report)} used more memory than it may${measure === '' ? '' : `: ${measure}`}. Look for what grows: images, caches, leaks.`;
    return { title: 'Used too much memory', short: measure, text: `${text}${limits}`, link: links.memoryUse };
  }
  return { title, short: measure, text: `${textOf(kind, report, measure)}${limits}`, link };
}
