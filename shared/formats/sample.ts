/** What the `sample` tool and Activity Monitor's “Sample Process” write, of Mac OS X 10.5 to macOS 26. */
import type { CrashReport } from '../report/report.ts';
import { isTreeText } from './recognise.ts';
import type { Source } from './source.ts';
import { toLines } from './text/lines.ts';
import { readSampleFrame } from './text/sample-line.ts';
import { SAMPLE_LINE, sortSample } from './text/sample-parts.ts';
import { reportOfTrees } from './text/spindump-report.ts';
import { textReport } from './text/envelope.ts';
import { Warnings } from './warnings.ts';

const TITLE = /^[ \t]*Analysis of sampling .{1,400} \(pid \d{1,9}\)/m;

/** So many lines of a graph are needed, where nothing else tells. */
const ENOUGH_LINES = 3;

/** A graph that was copied without its head, or a part of one. */
function isGraph(text: string): boolean {
  if (/^[ \t]*Call graph:[ \t]*$/m.test(text) && /^[ \t]*\d{1,15} Thread_(?:\d|<multiple>)/m.test(text)) return true;
  let lines = 0;
  for (const line of text.split('\n', 100)) if (SAMPLE_LINE.test(line)) lines += 1;
  // Functions of a spindump may have any name, also one that reads like this.
  return lines >= ENOUGH_LINES && !isTreeText(text);
}

/** Reads the file if it is of that kind, else answers null. */
export function readSample(source: Source): CrashReport | null {
  const head = source.text.slice(0, 20_000);
  if (source.first !== null || !(TITLE.test(head) || isGraph(head))) return null;
  const { text, envelope } = textReport(source, 'sample-text');
  const warnings = new Warnings();
  const parts = sortSample(toLines(text, envelope.firstLine), warnings);
  return reportOfTrees(parts, 'sample', readSampleFrame, envelope, warnings);
}
