/**
 * Several reports in one text, written one behind the other: what `cat` makes of a folder, what people paste into an issue.
 * A report begins where the line that opens one stands below the stacks of another. Any text before the first belongs to it.
 */
import type { ReportPart } from './parts.ts';
import { textFamily } from './recognise.ts';
import type { Source } from './source.ts';

/** Lines that open a report, as they begin. */
const OPENINGS = ['Incident Identifier:', 'Process:', 'Date/Time:', 'Analysis of sampling ', 'Translated Report', '{'];
const MOST_PARTS = 5000;
/** So much of a line is looked at. */
const LOOK = 4000;

/** Whether any opening stands twice at the begin of a line: else there is no need to look closer. */
function mayHoldSeveral(text: string): boolean {
  return OPENINGS.some((opening) => {
    const mark = `\n${opening}`;
    const first = text.startsWith(opening) ? 0 : text.indexOf(mark);
    return first !== -1 && text.indexOf(mark, first + 1) !== -1;
  });
}

function isMetadata(line: string): boolean {
  if (!line.startsWith('{')) return false;
  return line.includes('"bug_type"') || (line.includes('"incident_id"') && line.includes('"timestamp"'));
}

/** Metadata is flat; what has lists or objects in it is a body, also where it was written in one line. */
function isBody(line: string): boolean {
  return line.startsWith('{') && /"\s{0,4}:\s{0,4}[[{]/.test(line);
}

/** `Incident Identifier: …`, in capitals. */
function incidentIn(line: string): string | null {
  return /^\s*Incident Identifier:\s*([0-9A-F-]{8,40})$/i.exec(line)?.[1]?.toUpperCase() ?? null;
}

/** Below these a report has its stacks. */
const STACKS =
  /^\s*(?:Binary Images|Thread \d|Thread 0x|Call graph|Heaviest stack|Last Exception Backtrace|Powerstats for:|EOF\b)/;
const TREES = /^\s*(?:Thread 0x|Powerstats for:|Heaviest stack|Data Source:|Steps:)/;

class Cutter {
  /** Offsets at which reports begin. */
  readonly starts: number[] = [];
  #stacks = false;
  #trees = false;
  #metadata = false;
  #body = false;
  #translated = false;
  #incident: string | null = null;

  #begin(offset: number): void {
    this.starts.push(offset);
    this.#stacks = false;
    this.#trees = false;
    this.#metadata = false;
    this.#body = false;
    this.#translated = false;
    this.#incident = null;
  }

  #opens(line: string): boolean {
    if (line.startsWith('Translated Report')) return true;
    if (this.#metadata && !this.#body && isBody(line)) return false;
    // Below its own translation the metadata line goes on with the same report.
    if (isMetadata(line)) return this.#metadata || !(this.#translated || this.#isSame(line));
    if (!this.#stacks) return false;
    if (/^(?:Incident Identifier|Date\/Time): *\S/.test(line)) return true;
    if (/^(?:Analysis of sampling |Sampling process \d+ for )/.test(line)) return true;
    return !this.#trees && /^Process: +\S.*\[\d+\]$/.test(line);
  }

  #isSame(metadata: string): boolean {
    return this.#incident !== null && metadata.toUpperCase().includes(`"${this.#incident}"`);
  }

  take(line: string, offset: number): void {
    if (line.trim() === '') return;
    if (/^\s*Full Report$/.test(line)) this.#translated = true;
    if (this.#opens(line)) {
      this.#begin(offset);
      this.#incident = incidentIn(line);
      this.#translated = line.startsWith('Translated Report');
      this.#metadata = isMetadata(line);
      this.#body = isBody(line);
      return;
    }
    if (this.starts.length === 0) this.#begin(0);
    this.#incident ??= incidentIn(line);
    if (isBody(line)) this.#body = true;
    if (isMetadata(line)) this.#metadata = true;
    else if (this.#metadata && line.startsWith('{')) this.#stacks = true;
    if (STACKS.test(line)) this.#stacks = true;
    if (TREES.test(line)) this.#trees = true;
  }
}

function startsOf(text: string): readonly number[] {
  const cutter = new Cutter();
  for (let at = 0; at < text.length && cutter.starts.length < MOST_PARTS;) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    cutter.take(text.slice(at, Math.min(end, at + LOOK)).trimEnd(), at);
    at = end + 1;
  }
  return cutter.starts;
}

function isReport(text: string): boolean {
  const begin = text.trimStart();
  return isMetadata(begin.slice(0, LOOK)) || begin.startsWith('Translated Report') || textFamily(text) !== null;
}

/** Cuts the text; null where it holds one report, or none. */
export function splitConcatenated(source: Source): readonly ReportPart[] | null {
  const { text } = source;
  if (!mayHoldSeveral(text)) return null;
  const starts = startsOf(text);
  if (starts.length < 2) return null;
  const texts: string[] = [];
  let before = '';
  for (const [index, start] of starts.entries()) {
    const part = text.slice(start, starts[index + 1] ?? text.length);
    // What is no report is a part of the one before, or stands in front of the first.
    if (isReport(part)) {
      texts.push(before + part);
      before = '';
    } else if (texts.length === 0) before += part;
    else texts.push((texts.pop() ?? '') + part);
  }
  if (texts.length < 2) return null;
  return texts.map((part, index) => ({ name: `report ${index + 1}`, text: part }));
}
