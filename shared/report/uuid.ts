/** `LC_UUID` of a Mach-O slice: the only thing that matches an image to its dSYM. Kept as lower-case text with dashes. */

declare const brand: unique symbol;

/** `01234567-89ab-cdef-0123-456789abcdef` */
export type Uuid = string & { readonly [brand]: 'uuid' };

const NIL = '00000000-0000-0000-0000-000000000000';

function isUuid(text: string): text is Uuid {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}

/**
 * Reads a UUID in any of the wordings of reports: with or without dashes, either case, in `<…>`. Returns `null` for
 * anything else, and for the all-zero UUID that reports write where they know none.
 */
export function parseUuid(text: string): Uuid | null {
  if (isUuid(text)) return text === NIL ? null : text;
  const hex = text.replace(/[<>{}\s-]/g, '').toLowerCase();
  if (hex.length !== 32 || /^0+$/.test(hex)) return null;
  const dashed = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return isUuid(dashed) ? dashed : null;
}
