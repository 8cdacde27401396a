/**
 * Readers for values of unknown shape out of JSON. None of them throws: what is not there, or is of another type, is
 * `null` or empty. Integers may come as text, see `parse.ts`.
 */

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The items, or none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text that says something: numbers in words, nothing for empty text and for `???`, Apple's word for unknown. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' || value === '???' ? null : value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

/** All texts of a list, or the one text that stands in its place. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return listOf(value).flatMap((item) => textOf(item) ?? []);
}

/** A whole number that a `number` holds exactly. */
export function countOf(value: unknown): number | null {
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

const MOST = 0xffff_ffff_ffff_ffffn;
const INTEGER = /^(?:-?\d{1,20}|0[xX][0-9a-fA-F]{1,16})$/;

/**
 * A whole number of any size up to 64 bits, from a number, decimal text or `0x…`. May be negative. A number beyond 2^53 is
 * one that another tool has rounded already.
 */
export function integerOf(value: unknown): bigint | null {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) <= 2 ** 64 ? BigInt(value) : null;
  if (typeof value !== 'string' || !INTEGER.test(value)) return null;
  const integer = BigInt(value);
  return integer <= MOST && integer >= -MOST ? integer : null;
}

/** `true`, or 1, as older and newer systems write the same thing. */
export function flagOf(value: unknown): boolean {
  return value === true || value === 1 || value === '1';
}
