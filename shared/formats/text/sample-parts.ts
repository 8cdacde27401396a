/** Walks the lines of what `sample` writes: the head, the call graph thread by thread, the images. */
import type { Warnings } from '../warnings.ts';
import { splitProcess } from './ending.ts';
import { Labels } from './labels.ts';
import type { Line } from './lines.ts';
import { otherAddresses, readSampleThread } from './sample-line.ts';
import type { ProcessText, SpindumpParts } from './spindump-parts.ts';
import type { ThreadLine } from './thread-line.ts';
import { readCount } from './tree-line.ts';
import type { TreeLine } from './tree-line.ts';

/** Labels of the head in spindump's words. */
const SPINDUMP_WORDS: Readonly<Record<string, string>> = {
  'Parent Process': 'Parent',
  'Code Type': 'Architecture',
};

const ANALYSIS = /^\s*Analysis of sampling (.{1,400}?) \(pid (\d{1,9})\)(?: (every .{1,80}))?$/;
/** What the tool says while it works, and marks of those who paste its text. */
const TALK = /^\s*(?:Sampling process \d+ for |Sample analysis of process \d+ written to |[`~]{3,4}\w*$|[$%] sample )/;
/** Summaries of the graph: they say nothing that is not in it. */
const SUMMARY = /^\s*(?:Total number in stack|Sort by top of stack)/;

type Section = 'head' | 'graph' | 'summary' | 'images';

interface Graph {
  readonly thread: ThreadLine | null;
  readonly count: number | null;
  readonly column: number;
  readonly lines: TreeLine[];
}

/** A line of a call graph, whose heading may have been cut off. */
export const SAMPLE_LINE =
  /^[ \t+!:|]*\d{1,15} [^\n]{1,1000} \(in [^()\n]{1,200}(?:\([^()\n]{0,80}\))?\)(?: \+ [\d,.]{1,60}|  load address 0x[0-9a-f]{1,16} \+ 0x[0-9a-f]{1,16})?\s{1,4}\[0x[0-9a-f]{1,16}[\],]/;

/** Where a line stands that lost its indentation: below the others, as long as all of them were seen as often as the thread. */
function lostColumn({ count, column, lines }: Graph): number {
  const branch = lines.findIndex((line) => line.count !== count);
  return column + 1 + (branch === -1 ? lines.length : branch);
}

class Walker {
  readonly head = new Labels();
  readonly graphs: Graph[] = [];
  readonly images: Line[] = [];
  #section: Section = 'head';

  #isHeading(text: string): boolean {
    const trimmed = text.trim();
    if (/^Call graph:?$/.test(trimmed)) this.#section = 'graph';
    else if (SUMMARY.test(text)) this.#section = 'summary';
    else if (/^Binary Images:?$/.test(trimmed)) this.#section = 'images';
    else return /^(?:-{3,}|\.\.\.|Binary images description not available|Sampling completed.*)$/.test(trimmed);
    return true;
  }

  #node(text: string): boolean {
    const counted = readCount(text);
    if (counted === null) return false;
    const { column, count, rest } = counted;
    const thread = readSampleThread(rest);
    const open = this.graphs.at(-1);
    if (thread !== null) this.graphs.push({ thread, count, column, lines: [] });
    else {
      const isLost = open !== undefined && open.thread !== null && column === open.column;
      const own = isLost ? lostColumn(open) : column;
      const note = otherAddresses(rest);
      const line: TreeLine = { column: own, count, words: rest, note, samples: null, inlined: false };
      if (open !== undefined && (open.thread === null || own > open.column)) open.lines.push(line);
      else this.graphs.push({ thread: null, count: null, column: -1, lines: [line] });
    }
    return true;
  }

  #take(line: Line): boolean {
    switch (this.#section) {
      case 'graph':
        return this.#node(line.text);
      case 'summary':
        return true;
      case 'images':
        if (/^\s*0x/.test(line.text)) this.images.push(line);
        return true;
      case 'head':
        if (!SAMPLE_LINE.test(line.text)) return this.#label(line);
        this.#section = 'graph';
        return this.#node(line.text);
    }
  }

  #label(line: Line): boolean {
    const analysis = ANALYSIS.exec(line.text);
    if (analysis === null) return this.head.take(line);
    const [, name = '', pid = '', rate] = analysis;
    this.#put('Command', name);
    this.#put('PID', pid);
    if (rate !== undefined) this.#put('Sampling', rate);
    return true;
  }

  #put(label: string, value: string): void {
    this.head.list.push({ label, value, below: [] });
  }

  walk(lines: readonly Line[], warnings: Warnings): void {
    for (const line of lines) {
      if (line.text === '' || TALK.test(line.text) || this.#isHeading(line.text) || this.#take(line)) continue;
      warnings.add(`Line ${line.number} could not be read: ${line.text.trim().slice(0, 80)}`, line.number);
    }
  }
}

function withNotes({ thread, count, lines }: Graph): ThreadLine | null {
  if (thread === null || count === null) return thread;
  const roots = Math.min(...lines.slice(0, 1).map(({ column }) => column));
  const told = lines.reduce((sum, line) => (line.column <= roots ? sum + (line.count ?? 0) : sum), 0);
  return told === count ? thread : { ...thread, notes: [`${count} samples`] };
}

/**
 * The head with spindump's labels, once each: the line of the process repeats what the first line says, and has the whole
 * name of its program where the first has what the system calls it by.
 */
function inSpindumpWords(head: Labels): Labels {
  const words = new Labels();
  const { name, pid } = splitProcess(head.value('Process'));
  const command = name ?? head.value('Command');
  const number = pid === null ? head.value('PID') : String(pid);
  if (command !== null) words.list.push({ label: 'Command', value: command, below: [] });
  if (number !== null) words.list.push({ label: 'PID', value: number, below: [] });
  for (const one of head.list) {
    const label = SPINDUMP_WORDS[one.label] ?? one.label;
    const says = one.value !== '' || one.below.length > 0;
    if (says && !['Process', 'Command', 'PID'].includes(label)) words.list.push({ ...one, label });
  }
  return words;
}

/** Sorts the lines. What belongs nowhere is named in `warnings`. */
export function sortSample(lines: readonly Line[], warnings: Warnings): SpindumpParts {
  const walker = new Walker();
  walker.walk(lines, warnings);
  const head = inSpindumpWords(walker.head);
  const pid = head.value('PID');
  const process: ProcessText = {
    heading: { name: head.value('Command'), pid: pid === null ? null : Number(pid) },
    labels: new Labels(),
    trees: walker.graphs.map((graph) => ({ title: null, thread: withNotes(graph), lines: graph.lines })),
    images: walker.images,
  };
  return { head, heaviest: [], processes: [process] };
}
