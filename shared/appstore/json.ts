/**
 * Small readers for JSON that comes from elsewhere. Each takes anything and gives what was asked for, bounded, or null: a
 * field of the wrong type is a field that is not there, never an error of the whole document.
 */

/** A JSON object, whatever is in it. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string that is not empty, cut to `most` characters. */
export function text(value: unknown, most: number): string | null {
  if (typeof value !== 'string' || value === '') return null;
  return value.length > most ? value.slice(0, most) : value;
}

/** A finite number that is not negative. */
export function amount(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

export function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** The first `most` entries of an array; none where it is no array. */
export function list(value: unknown, most: number): readonly unknown[] {
  if (!Array.isArray(value)) return [];
  const entries: readonly unknown[] = value;
  return entries.length > most ? entries.slice(0, most) : entries;
}

/** A date of ISO 8601 as Unix milliseconds. */
export function date(value: unknown): number | null {
  const written = text(value, 40);
  if (written === null || !/^\d{4}-\d{2}-\d{2}/.test(written)) return null;
  const time = Date.parse(written);
  return Number.isNaN(time) ? null : time;
}
