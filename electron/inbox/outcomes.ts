/**
 * Outcomes on their way from a worker to the host, as JSON: written and read in a third of the time that objects take. As
 * bytes, which are written as soon as an outcome is there: what waits for the end of its batch as objects is moved about by
 * every collection of garbage. Both ends are this program and of one build.
 *
 * The reports of a batch have most of their lines in common: each is written once, and reports name it by its number.
 */
import type { SearchText } from '../store/search-lines.ts';
import type { PackPlace } from '../store/packs.ts';
import type { Outcome } from './protocol.ts';

/** The outcomes of one batch. The bytes are given back when they are read. */
export interface EncodedOutcomes {
  readonly json: ArrayBuffer;
}

type Read = Extract<Outcome, { kind: 'report' }>;
type Numbered = Omit<Read, 'facts'> & {
  readonly facts: Omit<Read['facts'], 'lines'> & { readonly lines: NumberedText };
};

/** Lines by their numbers. */
interface NumberedText {
  readonly frames: readonly number[];
  readonly messages: readonly number[];
}

/** What is written: places of outcomes and outcomes that replace others are known last. */
interface Written {
  readonly outcomes: readonly (Numbered | Exclude<Outcome, Read>)[];
  readonly lines: readonly string[];
  readonly places: readonly (PackPlace | null)[];
  readonly instead: readonly (readonly [index: number, outcome: Outcome])[];
}

/** Bytes that are taken at first, and of the longest form of a character. */
const [FIRST, WIDEST] = [64 * 1024, 3];

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Writes the outcomes of one batch. */
export class OutcomeEncoder {
  readonly #lines = new Map<string, number>();
  #bytes = new Uint8Array(FIRST);
  #length = 0;
  #isEmpty = true;

  /** Takes the next outcome in; its place is told at the end. */
  add(outcome: Outcome): void {
    const written = outcome.kind === 'report' ? this.#shorten(outcome) : outcome;
    this.#write(`${this.#isEmpty ? '{"outcomes":[' : ','}${JSON.stringify(written)}`);
    this.#isEmpty = false;
  }

  /** `places` in the order of the outcomes, null for those that have none; `instead` are outcomes that replace others. */
  finish(places: Written['places'] = [], instead: Written['instead'] = []): EncodedOutcomes {
    const rest = JSON.stringify({ lines: [...this.#lines.keys()], places, instead });
    this.#write(`${this.#isEmpty ? '{"outcomes":[' : ''}],${rest.slice(1)}`);
    return { json: this.#bytes.buffer.transfer(this.#length) };
  }

  #shorten(outcome: Read): Numbered {
    const { frames, messages } = outcome.facts.lines;
    const lines = { frames: frames.map(this.#numberOf), messages: messages.map(this.#numberOf) };
    return { ...outcome, facts: { ...outcome.facts, lines } };
  }

  readonly #numberOf = (line: string): number => {
    const known = this.#lines.get(line);
    if (known !== undefined) return known;
    const number = this.#lines.size;
    this.#lines.set(line, number);
    return number;
  };

  #write(text: string): void {
    const needed = this.#length + WIDEST * text.length;
    if (needed > this.#bytes.length) {
      this.#bytes = new Uint8Array(this.#bytes.buffer.transfer(Math.max(needed, 2 * this.#bytes.length)));
    }
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }
}

/** All of them at once. */
export function encodeOutcomes(outcomes: readonly Outcome[]): EncodedOutcomes {
  const written = new OutcomeEncoder();
  for (const outcome of outcomes) written.add(outcome);
  return written.finish(outcomes.map((outcome) => ('place' in outcome ? outcome.place : null)));
}

/** Written by ourselves: that it is of this kind is all there is to check. */
function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && 'outcomes' in value && 'instead' in value;
}

function textOf({ frames, messages }: NumberedText, lines: readonly string[]): SearchText {
  const find = (number: number): string => lines[number] ?? '';
  return { frames: frames.map(find), messages: messages.map(find) };
}

/** One outcome, with what is written apart from it. */
function complete(outcome: Written['outcomes'][number], place: PackPlace | null, lines: readonly string[]): Outcome {
  if (outcome.kind === 'unread') return { ...outcome, place };
  if (outcome.kind !== 'report') return outcome;
  return { ...outcome, place, facts: { ...outcome.facts, lines: textOf(outcome.facts.lines, lines) } };
}

/** Takes the outcomes out, which can be done once. */
export function decodeOutcomes({ json }: EncodedOutcomes): readonly Outcome[] {
  const value: unknown = JSON.parse(decoder.decode(json));
  json.transfer(0);
  if (!isWritten(value)) return [];
  const { lines, places } = value;
  const instead = new Map(value.instead);
  const outcomes: Outcome[] = [];
  for (const [index, outcome] of value.outcomes.entries()) {
    outcomes.push(instead.get(index) ?? complete(outcome, places[index] ?? null, lines));
  }
  return outcomes;
}
