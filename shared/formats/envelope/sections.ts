/**
 * The text of a system's report, sorted into its parts: a head of labels, then parts under headings of their own. Images come
 * last, so frames stay lines until then.
 *
 *     Process snapshot: Harbor [214]
 *         Resident memory: 84.2 MB
 *       Thread 0 (0x3d2) triggered
 *         Name: loader
 *         Note: TH_WAIT; kernel mutex
 *         0   <UUID>  0x1005a4000 0x1005a0000 + 16384
 */
import { readFrameLine } from '../text/frame-line.ts';
import type { FrameText } from '../text/frame-line.ts';
import { Labels } from '../text/labels.ts';
import type { Warnings } from '../warnings.ts';
import type { Fact } from './facts.ts';

export interface ThreadLines {
  readonly index: number;
  readonly id: bigint | null;
  readonly triggered: boolean;
  name: string | null;
  queue: string | null;
  note: string | null;
  readonly frames: FrameText[];
}

export interface ProcessLines {
  readonly label: string;
  readonly facts: Fact[];
  readonly threads: ThreadLines[];
}

/** A text's lines by what they are. */
export interface Sections {
  readonly labels: Labels;
  readonly notes: string[];
  readonly facts: Fact[];
  /** What stands above a table of memory; null where the head says it. */
  memory: Fact[] | null;
  /** Lines of the head that carry no label: a moment in C's wording. */
  readonly loose: string[];
  panic: string | null;
  /** The table of a Jetsam text, with its headings. */
  table: string[] | null;
  readonly threads: ThreadLines[];
  readonly processes: ProcessLines[];
  readonly backtraces: { readonly title: string; readonly frames: FrameText[] }[];
  readonly images: string[];
  /** Apple's summary of the Mac behind the end. */
  readonly profile: string[];
}

const THREAD = /^ {2}Thread (\d{1,9})(?: \((0x[0-9a-f]{1,16})\))?( triggered)?$/;
const PANIC = /^[ \t]*(?:panic\s?\(cpu \d+[ ,)]|Unresolved kernel trap\(cpu \d|\*\*\* Panic Report \*\*\*)/i;
const MARK = /^[ \t]*\*\*\* Panic Report \*\*\*\s*$/;

/** Splits `Label: value`; null where there is no label. */
export function splitFact(line: string): Fact | null {
  const at = line.indexOf(': ');
  return at < 1 ? null : [line.slice(0, at).trim(), line.slice(at + 2).trim()];
}

function factsInto(facts: Fact[]): (line: string) => void {
  return (line) => {
    const fact = splitFact(line);
    if (fact !== null) facts.push(fact);
  };
}

class Sorter {
  readonly sections: Sections = {
    labels: new Labels(),
    notes: [],
    facts: [],
    memory: null,
    loose: [],
    panic: null,
    table: null,
    threads: [],
    processes: [],
    backtraces: [],
    images: [],
    profile: [],
  };
  readonly #warnings: Warnings;

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  /** Lines below a heading of threads. */
  threadTaker(threads: ThreadLines[], facts: Fact[] | null): (line: string, number: number) => void {
    let open: ThreadLines | null = null;
    return (line, number) => {
      if (line === '') return;
      const head = THREAD.exec(line);
      if (head !== null) {
        const id = head[2] === undefined ? null : BigInt(head[2]);
        const triggered = head[3] !== undefined;
        open = { index: Number(head[1]), id, triggered, name: null, queue: null, note: null, frames: [] };
        threads.push(open);
        return;
      }
      const frame = open === null ? null : readFrameLine(line);
      const fact = frame === null ? splitFact(line.trim()) : null;
      if (open === null && facts !== null && fact !== null) facts.push(fact);
      else if (open !== null && frame !== null) open.frames.push(frame);
      else if (open !== null && fact?.[0] === 'Name') open.name = fact[1];
      else if (open !== null && fact?.[0] === 'Queue') open.queue = fact[1];
      else if (open !== null && fact?.[0] === 'Note') open.note = fact[1];
      else this.#warnings.add(`Line ${number} could not be read: ${line.trim().slice(0, 80)}`, number);
    };
  }

  /** What takes the lines below a heading; null for a line that is none. */
  open(line: string): ((line: string, number: number) => void) | null {
    const { sections } = this;
    if (line === 'Notes:') return (text) => void (text !== '' && sections.notes.push(text.trim()));
    if (line === 'Facts:') return factsInto(sections.facts);
    if (line === 'Memory:') {
      sections.memory = [];
      return factsInto(sections.memory);
    }
    if (line === 'Threads:') return this.threadTaker(sections.threads, null);
    if (line.startsWith('Process snapshot: ')) {
      const process: ProcessLines = { label: line.slice('Process snapshot: '.length), facts: [], threads: [] };
      sections.processes.push(process);
      return this.threadTaker(process.threads, process.facts);
    }
    if (line.startsWith('Backtrace: ')) {
      const backtrace = { title: line.slice('Backtrace: '.length), frames: new Array<FrameText>() };
      sections.backtraces.push(backtrace);
      return (text) => {
        const frame = readFrameLine(text);
        if (frame !== null) backtrace.frames.push(frame);
      };
    }
    if (line === 'Binary Images:') return (text) => void (text !== '' && sections.images.push(text));
    if (line === 'Processes') {
      const table: string[] = [];
      sections.table = table;
      return (text) => void table.push(text);
    }
    return null;
  }
}

/** Sorts a text. What belongs nowhere is named in `warnings`. */
export function sortSections(text: string, warnings: Warnings): Sections {
  const sorter = new Sorter(warnings);
  const { sections } = sorter;
  const head = (line: string, number: number): void => {
    if (!sections.labels.take({ text: line, number }) && line !== '') sections.loose.push(line.trim());
  };
  const profile = (line: string): void => void sections.profile.push(line);
  let take: (line: string, number: number) => void = head;
  let panic: string[] | null = null;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trimEnd();
    if (panic !== null) {
      if (line === 'EOF') {
        sections.panic = panic.join('\n');
        panic = null;
        take = profile;
      } else panic.push(raw);
      continue;
    }
    if (sections.panic === null && (take === head ? PANIC : MARK).test(line)) {
      panic = MARK.test(line) ? [] : [raw];
      continue;
    }
    const opened = sorter.open(line);
    if (opened !== null) take = opened;
    else if (line === 'EOF') take = profile;
    else take(line, index + 1);
  }
  if (panic !== null) sections.panic = panic.join('\n');
  return sections;
}
