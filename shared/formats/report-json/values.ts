/**
 * Readers for values of our own JSON export. They take exactly what the export writes: text stays as it is, numbers are
 * numbers (or text with all digits, see `json/parse.ts`), 64-bit values are `0x…`. What is anything else is counted, so
 * that the report can say how much of it was left out.
 */
import { isObject } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';

const HEX = /^0x-?[0-9a-f]{1,32}$/;
const DIGITS = /^-?\d{16,400}$/;

/** One export being read, with what was wrong in it. */
export class ExportReader {
  /** Values that were of another type than they should be. */
  wrong = 0;

  #amiss<Value>(instead: Value): Value {
    this.wrong += 1;
    return instead;
  }

  /** A key that older exports lack is null; a value of another type is null, and counted. */
  text(value: unknown): string | null {
    if (value === undefined || value === null) return null;
    return typeof value === 'string' ? value : this.#amiss(null);
  }

  number(value: unknown): number | null {
    if (value === undefined || value === null) return null;
    const number = typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : this.#amiss(null);
  }

  flag(value: unknown): boolean {
    if (value === undefined) return false;
    return typeof value === 'boolean' ? value : this.#amiss(false);
  }

  /** `0x…`; a sign behind the prefix is that of a value which the report itself had signed. */
  integer(value: unknown): bigint | null {
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string' || !HEX.test(value)) return this.#amiss(null);
    return value.startsWith('0x-') ? -BigInt(`0x${value.slice(3)}`) : BigInt(value);
  }

  /** One of some words; null for any other. */
  word<Word extends string>(value: unknown, words: readonly Word[]): Word | null {
    if (value === undefined || value === null) return null;
    return words.find((word) => word === value) ?? this.#amiss(null);
  }

  object(value: unknown): JsonObject | null {
    if (value === undefined || value === null) return null;
    return isObject(value) ? value : this.#amiss(null);
  }

  /** The items that `read` makes something of. */
  list<Item>(value: unknown, read: (item: unknown) => Item | null): readonly Item[] {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) return this.#amiss([]);
    const items: Item[] = [];
    for (const entry of value) {
      const item = read(entry);
      if (item === null) this.wrong += 1;
      else items.push(item);
    }
    return items;
  }

  texts(value: unknown): readonly string[] {
    return this.list(value, (item) => (typeof item === 'string' ? item : null));
  }

  /** Pairs of label and value. */
  pairs(value: unknown): readonly (readonly [label: string, value: string])[] {
    return this.list(value, (item) => {
      if (!Array.isArray(item)) return null;
      const label: unknown = item[0];
      const text: unknown = item[1];
      return typeof label === 'string' && typeof text === 'string' && item.length === 2 ? [label, text] : null;
    });
  }
}
