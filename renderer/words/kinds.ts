/** What is counted, by its kind: `3 crashes` where all are crashes, `3 reports` or `3 signatures` where they differ. */
import { atStart, groupNoun, inTitle, reportNoun } from '../../shared/report/kind-words.ts';
import type { ReportKind } from '../../shared/report/report.ts';
import { counted } from './numbers.ts';

/** A kind that is not known yet, or not one, is null. */
type Kind = ReportKind | null;

/** `1 hang`, `1,204 crashes`, `12 reports`; `more` stands before the noun: `10 more crashes`. */
export function countedReports(value: number, kind: Kind, more = ''): string {
  const { one, many } = reportNoun(kind);
  return counted(value, `${more}${one}`, `${more}${many}`);
}

/** Groups of reports: `1 hang`, `214 crashes`, `12 signatures`; `more` stands before the noun: `3 open crashes`. */
export function countedGroups(value: number, kind: Kind, more = ''): string {
  const { one, many } = groupNoun(kind);
  return counted(value, `${more}${one}`, `${more}${many}`);
}

/** `Crashes`, `Disk writes reports`, `Reports`: a label. */
export function reportsLabel(kind: Kind): string {
  return atStart(reportNoun(kind).many);
}

/** `Crashes`, `Disk Writes Reports`, `Reports`: a title. */
export function reportsTitle(kind: Kind): string {
  return inTitle(reportNoun(kind).many);
}

/** `crashes`, `reports`: in a sentence. */
export function reportsWord(kind: Kind): string {
  return reportNoun(kind).many;
}
