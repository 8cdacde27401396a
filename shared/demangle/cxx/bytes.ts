/**
 * Text as UTF-8 with one byte in each character. Lengths in mangled names count
 * bytes, and identifiers may hold any letter.
 */
import { Malformed } from '../malformed.ts';

/** The UTF-8 bytes of a text, one in each character. */
export function encodeUtf8(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  const escaped = encodeURIComponent(text.toWellFormed());
  return escaped.replaceAll(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The text of UTF-8 bytes, one in each character. A length that cuts a letter in half is malformed. */
export function decodeUtf8(bytes: string): string {
  if (!/[^\0-\x7f]/.test(bytes)) return bytes;
  const escaped = bytes.replaceAll(/[%\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
  try {
    return decodeURIComponent(escaped);
  } catch {
    throw new Malformed('identifier is not UTF-8');
  }
}
