/**
 * Lines that are looked through with every key: what they show is brought into lower case once, each text once however
 * many lines show it, and while words only grow, what did not hold them is not looked at again.
 */
import type { FrameJson } from '../../shared/render/json.ts';
import { placesIn, searchable } from '../words/found.ts';
import type { Span } from '../words/found.ts';
import { fieldsOf } from './fields.ts';

/** What was found in the fields of one line. */
export interface LinePlaces {
  readonly image: readonly Span[];
  readonly symbol: readonly Span[];
  readonly source: readonly Span[];
}

/** How many places they are. */
export function countIn({ image, symbol, source }: LinePlaces): number {
  return image.length + symbol.length + source.length;
}

const NOWHERE: readonly Span[] = [];
const FIELDS = 3;

export class SearchedLines {
  /** For each line its texts, by their numbers. */
  readonly #fields: Int32Array;
  /** Null where a text cannot be searched. */
  readonly #texts: (string | null)[] = [];
  /** The words that were looked for last, and what is known of each text: undefined where it was not asked for. */
  #wanted = '';
  #places: (readonly Span[] | undefined)[] = [];

  constructor(lines: readonly FrameJson[]) {
    const numbers = new Map<string, number>();
    this.#fields = new Int32Array(lines.length * FIELDS);
    let next = 0;
    for (const line of lines) {
      const { image, symbol, source } = fieldsOf(line);
      for (const text of [image, symbol, source]) {
        let number = numbers.get(text);
        if (number === undefined) {
          number = this.#texts.push(searchable(text)) - 1;
          numbers.set(text, number);
        }
        this.#fields[next++] = number;
      }
    }
  }

  /** What is looked for from now on. */
  look(words: string): void {
    const wanted = words.toLowerCase();
    if (wanted === this.#wanted) return;
    const grows = this.#wanted !== '' && wanted.startsWith(this.#wanted);
    const before = this.#places;
    this.#places = grows
      ? Array.from(before, (places) => (places?.length === 0 ? NOWHERE : undefined))
      : Array.from(this.#texts, () => undefined);
    this.#wanted = wanted;
  }

  /** What was found in the line of that number; null where nothing was. */
  placesIn(line: number): LinePlaces | null {
    const [image, symbol, source] = [this.#in(line, 0), this.#in(line, 1), this.#in(line, 2)];
    return image.length + symbol.length + source.length === 0 ? null : { image, symbol, source };
  }

  #in(line: number, field: number): readonly Span[] {
    const number = this.#fields[line * FIELDS + field] ?? 0;
    const known = this.#places[number];
    if (known !== undefined) return known;
    const text = this.#texts[number] ?? null;
    const found = text === null ? NOWHERE : placesIn(this.#wanted, text);
    this.#places[number] = found;
    return found;
  }
}
