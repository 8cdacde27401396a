/**
 * Reports of the whole device, of no app, or of nothing that is known: stackshots, forced restarts, watchdogs, metrics, and
 * bodies of which nothing is known. Grouped by what the system gave as reason, and by the process that it names.
 */
import { bugTypeName } from '../../formats/bug-type.ts';
import { KIND_WORDS } from '../../report/kind-words.ts';
import type { CrashReport, ReportKind } from '../../report/report.ts';
import { links } from '../meanings/links.ts';
import type { Meaning } from '../meaning.ts';
import { brief, sentence } from '../meanings/words.ts';
import { lasting } from './amounts.ts';
import { NO_BLAME, NO_STACK, ownerOf } from './family.ts';
import type { Family } from './family.ts';

/** Why the system wrote the report, wherever the format has a place for it. */
export function reasonOf(report: CrashReport): string | null {
  const { body, termination } = report;
  const fact = body?.facts.find(([label]) => /^(?:reason|stackshot reason|trigger|event)$/i.test(label))?.[1] ?? null;
  const said = body?.panic?.reason ?? fact ?? termination?.reasons[0] ?? null;
  return said === null || said.trim() === '' ? null : said.trim();
}

/** The reason in words for people: where it has no place of its own, what the watchdog said of it. */
function spokenReason(report: CrashReport): string | null {
  const { termination } = report;
  const said = reasonOf(report) ?? termination?.details[0] ?? termination?.indicator ?? null;
  return said === null || said.trim() === '' ? null : said.trim().replace(/(?: with context)?:$/, '');
}

/** Files of such restarts carry no bug type. */
function isGpuReset(report: CrashReport): boolean {
  return report.kind === 'other' && /^GPU Res(?:et|tart)\b/i.test(reasonOf(report) ?? '');
}

function kindName(report: CrashReport): string {
  const name = report.bugType === null ? null : bugTypeName(report.bugType);
  if (report.kind !== 'other') return KIND_WORDS[report.kind].name;
  if (name === null && isGpuReset(report)) return 'GPU restart';
  if (name === null) return report.bugType === null ? 'Report' : `Report of type ${report.bugType}`;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function titleFor(report: CrashReport, reason: string | null): string {
  const process = report.process.name ?? report.app.name;
  if (report.kind === 'metrics') return `Metrics of ${report.app.name ?? report.app.bundleId ?? process ?? 'an app'}`;
  if (reason !== null) return brief(reason, 100);
  return process === null ? kindName(report) : `${kindName(report)} of ${process}`;
}

/** What decides about the group of such a report. */
export function deviceFamily(report: CrashReport): Family {
  const reason = report.kind === 'metrics' ? null : reasonOf(report);
  const type = report.kind === 'other' ? (report.bugType ?? '') : '';
  const process = report.process.name ?? '';
  return {
    owner: ownerOf(report),
    blamed: NO_BLAME,
    tokens: [type, lasting(reason ?? '')],
    label: kindName(report),
    measure: reason === null ? '' : process,
    title: titleFor(report, report.kind === 'metrics' ? null : spokenReason(report)),
    stack: NO_STACK,
    sentence:
      report.kind === 'metrics'
        ? 'Grouped by the app that the metrics are of'
        : reason === null
          ? 'Grouped by the kind of report and its process: the report gives no reason'
          : 'Grouped by the reason that the system gave, without its numbers, and the process',
  };
}

const TEXTS: Partial<Readonly<Record<ReportKind, readonly [title: string, text: string]>>> = {
  stackshot: [
    'What all processes were doing',
    'The system noted what every thread of every process was doing at one moment, mostly because something had stopped answering.',
  ],
  'forced-reset': [
    'The user forced a restart',
    'The device was restarted by holding its buttons. People do that when it no longer answers: what ran then is in the report.',
  ],
  watchdog: [
    'A watchdog of the system ran out',
    'A part of the system did not check in within its time. What it waited for is on the stacks of the report.',
  ],
  metrics: [
    'Metrics of a day',
    'MetricKit counted what the app used and how it felt to people. It tells of no single event.',
  ],
  'os-fault': [
    'A fault that the system noted',
    'A part of the system found something wrong and wrote a report like that of a crash; the process went on.',
  ],
};

const GPU_RESTART = [
  'The graphics processor was restarted',
  'It did not answer its driver in time. The screen goes black or stands still for a moment; which hardware it was is in the report.',
] as const;

/** For the middle of a sentence. Names of systems and abbreviations stay as they are. */
function lowered(name: string): string {
  return /^[A-Z][a-z]*(?:[ /-]|$)/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** Such a report in words. */
export function explainDevice(report: CrashReport): Meaning {
  const known = isGpuReset(report) ? GPU_RESTART : TEXTS[report.kind];
  const name = kindName(report);
  const process = report.process.name ?? report.app.name;
  const about = process === null ? '' : ` about ${process}`;
  const [title, text] = known ?? [name, `A report that the system wrote${about}. Its fields are shown as they stand.`];
  const reason = report.kind === 'metrics' ? null : spokenReason(report);
  const said = reason === null ? '' : ` The reason given: ${sentence(brief(reason, 240))}`;
  const link = report.kind === 'metrics' ? links.metrics : null;
  return { title, short: reason === null ? lowered(name) : brief(reason), text: `${text}${said}`, link };
}
