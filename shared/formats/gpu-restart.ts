/**
 * What macOS writes when it restarts the graphics processor (`.gpuRestart`): a head like a spindump's, and below it what the
 * driver wrote, of which only lines with labels are read.
 */
import { EMPTY_BODY } from '../report/body.ts';
import type { CrashReport } from '../report/report.ts';
import { factsOfText } from './envelope/facts.ts';
import { reportOfText } from './envelope/family-text.ts';
import { sortSections } from './envelope/sections.ts';
import { parseSpokenMoment } from './moment.ts';
import type { Source } from './source.ts';
import { textReport } from './text/envelope.ts';
import { Warnings } from './warnings.ts';

const EVENT = /^Event:[ \t]+GPU (?:Reset|Restart)\b/im;
const DATA = /^Report Data:/m;

/** Reads the file if it is of that kind, else answers null. */
export function readGpuRestart(source: Source): CrashReport | null {
  const { text, envelope } = textReport(source, 'ips-text');
  if (!EVENT.test(text.slice(0, 2000))) return null;
  const warnings = new Warnings();
  for (const problem of envelope.problems) warnings.add(problem);
  const at = DATA.exec(text)?.index ?? text.length;
  const sections = sortSections(text.slice(0, at), warnings);
  const { labels, loose } = sections;
  const report = reportOfText(sections, 'other', envelope.format, [], warnings);
  const name = labels.value('Application') ?? report.process.name;
  const moment = [labels.value('Date/Time') ?? '', ...loose].map(parseSpokenMoment).find((time) => time !== null);
  const said = report.extras.filter(([label]) => label !== 'Application');
  return {
    ...report,
    bugType: envelope.bugType,
    incident: report.incident ?? envelope.incident,
    process: { ...report.process, name },
    app: { ...report.app, name },
    crashedAt: report.crashedAt ?? moment ?? null,
    extras: [],
    body: { ...EMPTY_BODY, facts: [...said, ...factsOfText(text.slice(at))] },
    warnings: warnings.list(),
  };
}
