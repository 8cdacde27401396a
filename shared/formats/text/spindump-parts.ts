/**
 * Walks the lines of a spindump once and sorts them: the head, the heaviest stack, processes with their threads, and their
 * images. Microstackshots have no threads: the tree of a process stands right below its labels.
 */
import { lastPart } from '../../report/image.ts';
import type { Warnings } from '../warnings.ts';
import { splitProcess } from './ending.ts';
import { Labels } from './labels.ts';
import type { Label } from './labels.ts';
import type { Line } from './lines.ts';
import { readThreadLine } from './thread-line.ts';
import type { ThreadLine } from './thread-line.ts';
import { readTreeLine } from './tree-line.ts';
import type { TreeLine } from './tree-line.ts';

/** One tree as its lines. */
export interface TreeText {
  /** Heading, where the report has one for it. */
  readonly title: string | null;
  /** Null for the tree of a whole process. */
  readonly thread: ThreadLine | null;
  readonly lines: TreeLine[];
}

/** A process with what stands below it. */
export interface ProcessText {
  /** Null for threads that belong to no process of the text. */
  heading: { readonly name: string | null; readonly pid: number | null } | null;
  readonly labels: Labels;
  readonly trees: TreeText[];
  readonly images: Line[];
}

export interface SpindumpParts {
  readonly head: Labels;
  readonly heaviest: { readonly title: string; readonly lines: TreeLine[] }[];
  readonly processes: ProcessText[];
}

const PROCESS = /^\s{0,8}(?:Process|Powerstats for):\s+(\S.*)$/;
const HEAVIEST = /^\s{0,8}(Heaviest stack for .{1,200}?):?$/;
const IMAGES = /^\s*Binary Images:?$/;
const STACK = /^\s+((?:User|Kernel) stack):$/;
/** Drawn lines and hints for the reader of a timeline. */
const ORNAMENT = /^\s*(?:-{4,}|Use -i and -heavy .*|EOF|No samples|\.{3}|…|[`~]{3,4}\w*)$/;
/** A line of a list of images, whose heading may have been cut off. */
const IMAGE = /^\s*\*?0x[0-9a-f]{1,16}\s+-\s+(?:0x[0-9a-f]{1,16}|\?\?\?)\s+\S/i;

/** What is kept of the states of a thread; a timeline may have one for every sample. */
const MOST_NOTES = 50;

/** Whether a mail program wrapped the value: the line below begins with the space that was between two words. */
function isWrapped({ label, value, below }: Label, text: string): boolean {
  if (!/^ \S/.test(text) || below.length > 0) return false;
  return value !== '' || /^(?:Path|Identifier|Version|Command)$/.test(label);
}

/** What is read of a process's heading: `Harbor [27] (suspended) [unique pid 1280]`. */
function openProcess(text: string): ProcessText {
  const labels = new Labels();
  const { name, pid } = splitProcess(text);
  const rest = pid === null ? '' : text.slice(text.indexOf(`[${pid}]`) + `[${pid}]`.length).trim();
  const state = /^\(([^()]*)\)$/.exec(rest)?.[1] ?? rest;
  if (state !== '') labels.list.push({ label: 'State', value: state, below: [] });
  return { heading: { name: name === '???' ? null : name, pid }, labels, trees: [], images: [] };
}

type Section = 'labels' | 'heaviest' | 'thread' | 'images';

class Walker {
  readonly parts: SpindumpParts = { head: new Labels(), heaviest: [], processes: [] };
  #section: Section = 'labels';
  #tree: TreeText | null = null;

  #process(): ProcessText {
    const last = this.parts.processes.at(-1);
    if (last !== undefined) return last;
    const headless: ProcessText = { heading: null, labels: new Labels(), trees: [], images: [] };
    this.parts.processes.push(headless);
    return headless;
  }

  #open(tree: TreeText): void {
    this.#process().trees.push(tree);
    this.#tree = tree;
    this.#section = 'thread';
  }

  /** Labels below a list of images are the report's again. */
  #labels(): Labels {
    const process = this.parts.processes.at(-1);
    return process === undefined || process.heading === null || this.#section === 'images'
      ? this.parts.head
      : process.labels;
  }

  #heading(text: string): boolean {
    const heaviest = HEAVIEST.exec(text);
    if (heaviest?.[1] !== undefined) {
      this.parts.heaviest.push({ title: heaviest[1], lines: [] });
      this.#section = 'heaviest';
      return true;
    }
    const process = PROCESS.exec(text);
    if (process?.[1] !== undefined) {
      this.parts.processes.push(openProcess(process[1]));
      this.#section = 'labels';
      this.#tree = null;
      return true;
    }
    if (IMAGES.test(text)) {
      this.#process();
      this.#section = 'images';
      return true;
    }
    return false;
  }

  #node(line: TreeLine): boolean {
    if (this.#section === 'heaviest') this.parts.heaviest.at(-1)?.lines.push(line);
    else if (this.#section === 'images') return false;
    else {
      if (this.#tree === null) {
        // Tables have numbers too; a frame says its image or its address.
        if (!/^<.*>$|\)$|\]$/.test(line.words)) return false;
        this.#open({ title: null, thread: null, lines: [] });
      }
      this.#tree?.lines.push(line);
    }
    return true;
  }

  #thread(text: string): boolean {
    const thread = readThreadLine(text);
    if (thread !== null) {
      this.#open({ title: thread.title, thread, lines: [] });
      return true;
    }
    const stack = STACK.exec(text)?.[1];
    const last = this.#tree?.thread;
    if (stack === undefined || last === undefined || last === null) return false;
    if (this.#tree?.lines.length === 0 && this.#tree.title === null) this.#process().trees.pop();
    this.#open({ title: stack, thread: last, lines: [] });
    return true;
  }

  /** Takes a line that is neither empty nor a heading; false for one that makes no sense where it stands. */
  #take(line: Line): boolean {
    const { text } = line;
    if (this.#section === 'images' ? /^\s*\*?0x/i.test(text) : IMAGE.test(text)) {
      this.#process().images.push(line);
      return true;
    }
    if (this.#thread(text)) return true;
    const tree = this.#tree;
    // Below the thread's line its state; further down what became of that, and gaps between samples.
    if (tree?.thread && /^\s*<.*>$/.test(text)) {
      if (tree.thread.notes.length < MOST_NOTES) tree.thread.notes.push(text.trim());
      return true;
    }
    const node = readTreeLine(text);
    if (node !== null && this.#node(node)) return true;
    const labels = this.#labels();
    const before = labels.list.length;
    const open = labels.list.at(-1);
    if (/^\S/.test(text) && labels.take(line) && labels.list.length > before) return true;
    if (ORNAMENT.test(text)) return true;
    // Lists and histograms stand below a label without a value.
    if (open !== undefined && this.#tree === null && isWrapped(open, text)) {
      labels.list[before - 1] = { ...open, value: `${open.value} ${text.trim()}`.trim() };
      return true;
    }
    if (open === undefined || open.value !== '') return labels.take(line);
    open.below.push(text);
    return true;
  }

  walk(lines: readonly Line[], warnings: Warnings): SpindumpParts {
    for (const line of lines) {
      if (line.text === '' || this.#heading(line.text)) continue;
      if (this.#take(line)) continue;
      warnings.add(`Line ${line.number} could not be read: ${line.text.trim().slice(0, 80)}`, line.number);
    }
    for (const process of this.parts.processes) nameOnce(process, this.parts.head);
    return this.parts;
  }
}

/** A program with a further name has both in its heading, `Harbor (Dock) [27]`: its own is the one of its file. */
function nameOnce(process: ProcessText, head: Labels): void {
  const [, name = '', further = ''] = /^(.{1,200}) \(([^()]{1,200})\)$/.exec(process.heading?.name ?? '') ?? [];
  const path = process.labels.value('Path');
  const known = path === null ? head.value('Command') : lastPart(path);
  if (process.heading === null || name === '' || known !== name) return;
  process.heading = { ...process.heading, name };
  if (further !== name) process.labels.list.unshift({ label: 'Display Name', value: further, below: [] });
}

/** Sorts the lines. What belongs nowhere is named in `warnings`. */
export function sortSpindump(lines: readonly Line[], warnings: Warnings): SpindumpParts {
  return new Walker().walk(lines, warnings);
}
