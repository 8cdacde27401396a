/**
 * Files that hold several reports: payloads with many diagnostics, reports written one behind the other. Each part is a
 * report of its own, which is read, grouped and kept by itself; together the parts hold all that the file says.
 */
import { splitConcatenated } from './concatenated.ts';
import { isCrashBody } from './json/crash-body.ts';
import { objectOf } from './json/values.ts';
import { splitMetricKit } from './metrickit/split.ts';
import { splitExport } from './report-json.ts';
import { openSource } from './source.ts';
import type { Source } from './source.ts';

/** One report of a file that holds several. */
export interface ReportPart {
  /** What tells it from the others of the file: `hang 2`, for the end of its file name. */
  readonly name: string;
  /** Its text, which `readReport` reads. */
  readonly text: string;
}

/** A splitter answers null for what is not its kind, or holds one report only. */
const SPLITTERS: readonly ((source: Source) => readonly ReportPart[] | null)[] = [
  splitExport,
  splitMetricKit,
  splitConcatenated,
];

/** The reports of a file in their order; null where it holds one, or none. Never throws. */
export function partsOf(text: string): readonly ReportPart[] | null {
  return partsIn(openSource(text));
}

/** Shorter than any report: marks that tools put behind the end. */
const SHORTEST = 100;

/** Whether a file is one crash's `.ips`, read to its end, as nearly all are: then nobody has to look for another. */
function isOneReport({ text, prelude, first, second }: Source): boolean {
  if (prelude !== '' || first?.complete !== true || second?.complete !== true) return false;
  if (!('bug_type' in objectOf(first.value)) || !isCrashBody(objectOf(second.value))) return false;
  return text.length - second.end < SHORTEST;
}

/** The same of a file that was taken apart already. */
export function partsIn(source: Source): readonly ReportPart[] | null {
  if (isOneReport(source)) return null;
  for (const split of SPLITTERS) {
    const parts = split(source);
    if (parts !== null) return parts;
  }
  return null;
}
