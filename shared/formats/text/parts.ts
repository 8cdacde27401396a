/** Walks the lines of a text report once and sorts them into its parts. Images come last, so frames stay lines until then. */
import type { AppInformation, Register } from '../../report/report.ts';
import type { Warnings } from '../warnings.ts';
import { readAddressList, readManagedLine } from './backtrace.ts';
import { readFrameLine } from './frame-line.ts';
import type { FrameText } from './frame-line.ts';
import { readHeading, splitThreadLabel } from './headings.ts';
import type { Heading } from './headings.ts';
import { Labels } from './labels.ts';
import type { Line } from './lines.ts';
import { flavorOf, readProcessorLine, readRegisterLine } from './registers.ts';

export interface ThreadText {
  readonly index: number;
  name: string | null;
  queue: string | null;
  crashed: boolean;
  readonly frames: FrameText[];
}

export interface StateText {
  /** Null when the report does not say which thread. */
  readonly index: number | null;
  readonly flavor: string | null;
  readonly registers: Register[];
}

/** A report's lines by what they are. */
export interface Parts {
  readonly labels: Labels;
  readonly threads: ThreadText[];
  readonly states: StateText[];
  lastException: FrameText[] | null;
  readonly backtraces: { readonly title: string; readonly frames: FrameText[] }[];
  readonly information: AppInformation[];
  readonly notes: string[];
  /** Parts that are kept as they stand. */
  readonly summaries: { readonly title: string; readonly lines: string[] }[];
  readonly images: Line[];
  hasImages: boolean;
}

type Taker = (line: Line) => boolean;

class Sorter {
  readonly parts: Parts = {
    labels: new Labels(),
    threads: [],
    states: [],
    lastException: null,
    backtraces: [],
    information: [],
    notes: [],
    summaries: [],
    images: [],
    hasImages: false,
  };
  readonly #byIndex = new Map<number, ThreadText>();

  thread(index: number): ThreadText {
    const known = this.#byIndex.get(index);
    if (known !== undefined) return known;
    const thread: ThreadText = { index, name: null, queue: null, crashed: false, frames: [] };
    this.#byIndex.set(index, thread);
    this.parts.threads.push(thread);
    return thread;
  }

  /** Opens the part of a heading; the answer takes the lines below it. */
  open(heading: Heading): Taker {
    const { parts } = this;
    switch (heading.kind) {
      case 'thread-name':
      case 'thread': {
        const thread = this.thread(heading.index);
        const { name, queue } = splitThreadLabel(heading.label);
        thread.name = name ?? thread.name;
        thread.queue = queue ?? thread.queue;
        if (heading.kind === 'thread' && heading.crashed) thread.crashed = true;
        return framesInto(thread.frames);
      }
      case 'state': {
        const state: StateText = { index: heading.index, flavor: flavorOf(heading.flavor), registers: [] };
        parts.states.push(state);
        return (line) => {
          state.registers.push(...readRegisterLine(line.text));
          return true;
        };
      }
      case 'last-exception': {
        const frames: FrameText[] = [];
        parts.lastException = frames;
        return framesInto(frames);
      }
      case 'backtrace': {
        const backtrace = { title: heading.title, frames: [] };
        parts.backtraces.push(backtrace);
        return framesInto(backtrace.frames);
      }
      case 'information': {
        const messages = heading.rest === '' ? [] : [heading.rest];
        parts.information.push({ image: null, messages });
        return textInto(messages);
      }
      case 'notes':
        if (heading.rest !== '') parts.notes.push(heading.rest);
        return textInto(parts.notes);
      case 'images':
        parts.hasImages = true;
        return (line) => {
          if (line.text !== '') parts.images.push(line);
          return true;
        };
      case 'summary': {
        const lines: string[] = [];
        parts.summaries.push({ title: heading.title, lines });
        return (line) => lines.push(line.text) > 0;
      }
      case 'other':
        return () => true;
    }
  }
}

function textInto(texts: string[]): Taker {
  return (line) => {
    if (line.text !== '') texts.push(line.text);
    return true;
  };
}

/** So many characters of a frame may stand on several lines. */
const LONGEST_BROKEN = 2000;

/** Lines of a frame that a letter or a book broke, as one; the function's offset is where they end. */
function joined(begin: string, text: string): string {
  return `${begin}${/[:(,]$/.test(begin) ? '' : ' '}${text.trim()}`;
}

function endsFrame(text: string): boolean {
  return text.length < LONGEST_BROKEN && / \+ \d{1,12}(?: \([^()]{1,300}\))?$/.test(text);
}

function isBroken({ base, symbolOffset, file, malformed }: FrameText): boolean {
  return base === null && symbolOffset === null && file === null && !malformed;
}

function isAddressList(text: string): boolean {
  return /^\(?\s{0,40}0x/i.test(text.trimStart());
}

function framesInto(frames: FrameText[]): Taker {
  /** The last frame as far as it was read, where it may go on below. */
  let open: string | null = null;
  return ({ text }) => {
    if (text === '') return true;
    const frame = readFrameLine(text) ?? readManagedLine(text, frames.length);
    if (frame !== null) {
      frames.push(frame);
      open = isBroken(frame) ? text : null;
      return true;
    }
    if (open !== null && open.length < LONGEST_BROKEN && !isAddressList(text)) {
      open = joined(open, text);
      const whole = endsFrame(open) ? readFrameLine(open) : null;
      if (whole === null) return /^\s*[+-]\[/.test(text);
      frames.splice(-1, 1, whole);
      open = null;
      return true;
    }
    if (!isAddressList(text)) return false;
    for (const address of readAddressList(text, frames.length)) frames.push(address);
    return true;
  };
}

/** Sorts the lines. What belongs nowhere is named in `warnings`. */
export function sortLines(lines: readonly Line[], warnings: Warnings): Parts {
  const sorter = new Sorter();
  const { labels, states } = sorter.parts;
  let take: Taker = (line) => labels.take(line);
  for (const line of lines) {
    const text = line.text.trimStart();
    const heading = readHeading(text);
    if (heading !== null) {
      take = sorter.open(heading);
      continue;
    }
    const register = states.length === 0 ? null : readProcessorLine(text);
    if (register !== null) states.at(-1)?.registers.push(register);
    else if (!take(line)) warnings.add(`Line ${line.number} could not be read: ${text.slice(0, 80)}`, line.number);
  }
  return sorter.parts;
}
