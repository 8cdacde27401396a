/** Which family a report belongs to, and what its signature and its words are made of. Crashes belong to none. */
import type { CrashReport } from '../../report/report.ts';
import { KIND_WORDS } from '../../report/kind-words.ts';
import { blame, blameFrames } from '../blame.ts';
import type { Blame } from '../blame.ts';
import { labelOfEnd } from '../end.ts';
import type { Meaning } from '../meaning.ts';
import { deviceFamily, explainDevice } from './device.ts';
import { ownerOf } from './family.ts';
import type { Family } from './family.ts';
import { explainJetsam, jetsamFamily } from './jetsam.ts';
import { explainPanic, panicFamily } from './panic.ts';
import { heaviestStack } from './tree-stack.ts';
import type { TreeStack } from './tree-stack.ts';
import { explainUsage, isUsageKind, usageLabel, usageText } from './usage.ts';
import type { UsageKind } from './usage.ts';

/** A crash is signed by its threads; without any, by its call trees. */
function isCrash({ kind, threads, body }: CrashReport): boolean {
  return kind === 'crash' && (threads.length > 0 || (body?.trees.length ?? 0) === 0);
}

function treeName({ tree, index }: TreeStack): readonly [label: string, inSentence: string] {
  const name = tree.title ?? tree.threadName ?? (tree.attributed ? 'Attributed thread' : `Call tree ${index + 1}`);
  const where = tree.attributed ? 'the thread that the report blames' : 'the call tree';
  const label = /^heaviest/i.test(name) ? name : `${name}, heaviest path`;
  return [label, `the heaviest path of ${where}`];
}

function framesFamily(report: CrashReport, label: string, measure: string): Family {
  const stack = heaviestStack(report);
  const name = report.process.name ?? report.app.name ?? report.app.bundleId;
  const blamed: Blame = stack === null ? blame(report) : { ...blameFrames(report, stack.frames), stack: null };
  return {
    owner: ownerOf(report),
    blamed,
    tokens: [],
    label,
    measure,
    title: name === null ? label : `${label} of ${name}`,
    stack: stack === null ? null : treeName(stack),
    sentence: 'Grouped by the kind of report and its process: no stack in it tells more',
  };
}

/** What the signature of a report is made of; null for crashes. */
export function familyOf(report: CrashReport): Family | null {
  const { kind } = report;
  if (isCrash(report)) return null;
  if (kind === 'jetsam') return jetsamFamily(report);
  if (kind === 'panic') return panicFamily(report);
  if (kind === 'crash') return framesFamily(report, labelOfEnd(report), '');
  if (kind === 'os-fault') {
    const ended = report.exception !== null || report.termination !== null;
    return framesFamily(report, KIND_WORDS[kind].name, ended ? labelOfEnd(report) : '');
  }
  return isUsageKind(kind) ? framesFamily(report, usageLabel(report), usageText(report)) : deviceFamily(report);
}

/** The report in words; null for what a crash's words fit. */
export function explainFamily(report: CrashReport): Meaning | null {
  const { kind, exception } = report;
  if (kind === 'crash') return null;
  // A limit of the kernel says more of itself than its report's kind does.
  if ((kind === 'os-fault' || kind === 'resource') && exception !== null) return null;
  if (kind === 'jetsam') return explainJetsam(report);
  if (kind === 'panic') return explainPanic(report);
  const usage: UsageKind | null = isUsageKind(kind) ? kind : null;
  return usage === null ? explainDevice(report) : explainUsage(usage, report);
}
