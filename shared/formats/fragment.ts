/**
 * A stack that somebody pasted, without the report around it: numbered lines with image and address, perhaps a heading, a
 * list of images, what the exception said. Taken for a report only where several lines cannot be anything else.
 */
import type { CrashReport } from '../report/report.ts';
import type { Source } from './source.ts';
import { readCrashLines } from './text/crash-report.ts';
import { rewordCr4shed } from './text/cr4shed.ts';
import { rewordCrashlytics } from './text/crashlytics.ts';
import { readFrameLine } from './text/frame-line.ts';
import { readHeading } from './text/headings.ts';
import { readImageLine } from './text/images.ts';
import { toLines } from './text/lines.ts';
import type { Line } from './text/lines.ts';

const NO_LOADER = { name: null, path: null };
/** Lines looked at to tell; what is pasted is short. */
const MOST_LINES = 20_000;

/** Index of a line that is a frame beyond doubt: number, image, an address or, in what Crashlytics prints, an offset. */
function frameIndex(text: string): number | null {
  if (!/^\s*\d{1,4}\s+\S.*\s0x[0-9a-f]{4,16}(?:\s|$)/i.test(text.slice(0, 2000))) return null;
  const frame = readFrameLine(text);
  return frame === null || frame.malformed || frame.imageName === null ? null : frame.index;
}

function isImage(text: string): boolean {
  return /^\s*\*?0x/i.test(text) && readImageLine(text, NO_LOADER) !== null;
}

/** Marks of quotations, of lists and of code in front of a line, and the brackets that a printed array has. */
function bare({ text, number }: Line): Line {
  const unquoted = text.replace(/^(?:\s{0,40}>){1,20} ?/, '');
  return { text: /^\s*(?:```\w*|\(|\)|~~~)$/.test(unquoted) ? '' : unquoted, number };
}

interface Found {
  readonly frames: number;
  readonly images: number;
  readonly headings: number;
}

/** Counts what is there; frames only where their numbers follow each other. */
function find(lines: readonly Line[]): Found {
  let [frames, images, headings] = [0, 0, 0];
  let last: number | null = null;
  for (const { text } of lines.slice(0, MOST_LINES)) {
    const index = frameIndex(text);
    if (index !== null) {
      if (index === 0 || (last !== null && (index === last + 1 || index === last))) frames += 1;
      last = index;
    } else if (isImage(text)) images += 1;
    else if (text !== '') {
      if (isStackHeading(text)) headings += 1;
      last = null;
    }
  }
  return { frames, images, headings };
}

function isStackHeading(text: string): boolean {
  const kind = readHeading(text.trim())?.kind;
  return kind === 'thread' || kind === 'last-exception' || kind === 'backtrace';
}

/** What the runtime prints when an exception ends a program, in the words of reports. */
function inReportWords({ text, number }: Line): readonly Line[] {
  if (/^.{0,200}\*\*\* Terminating app due to uncaught exception /.test(text)) {
    return [
      { text: 'Application Specific Information:', number },
      { text, number },
    ];
  }
  if (/^\s*\*{0,3} ?First throw call stack:$/.test(text)) return [{ text: 'Last Exception Backtrace:', number }];
  return [{ text, number }];
}

/** The lines with the headings that a report would have. */
function withHeadings(lines: readonly Line[]): readonly Line[] {
  const known = lines.flatMap(({ text }) => /^\s*Thread (\d{1,7})\b/.exec(text)?.[1] ?? []).map(Number);
  let next = known.length === 0 ? 0 : Math.max(...known.slice(0, MOST_LINES)) + 1;
  const done: Line[] = [];
  let open = false;
  let listed = false;
  let last = -1;
  for (const line of lines) {
    const index = frameIndex(line.text);
    if (isStackHeading(line.text)) [open, last] = [true, -1];
    else if (index !== null && (!open || index < last)) {
      done.push({ text: `Thread ${next}${next === 0 ? ' Crashed' : ''}:`, number: line.number });
      next += 1;
      open = true;
    } else if (readHeading(line.text.trim())?.kind === 'images') listed = true;
    else if (!listed && isImage(line.text)) {
      done.push({ text: 'Binary Images:', number: line.number });
      listed = true;
    }
    if (index !== null) last = index;
    done.push(line);
  }
  return done;
}

/** Reads the text if it is that, else answers null. */
export function readFragment(source: Source): CrashReport | null {
  if (source.first !== null) return null;
  const copied = toLines(source.text, 1).map(bare);
  const short = copied.length > MOST_LINES ? [] : copied;
  const reworded = rewordCrashlytics(short);
  const lines = reworded?.lines ?? rewordCr4shed(short) ?? copied;
  const { frames, images, headings } = find(lines);
  if (frames < 2 || (frames < 3 && images + headings === 0)) return null;
  return readCrashLines(withHeadings(lines.flatMap(inReportWords)), {
    format: 'fragment',
    bugType: null,
    incident: null,
    appName: null,
    version: reworded?.version ?? null,
    build: reworded?.build ?? null,
    bundleId: null,
    beta: false,
    problems: ['Only a part of a report was copied: stacks without what a report says of them.'],
    firstLine: 1,
  });
}
