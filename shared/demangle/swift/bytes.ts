/**
 * Names as bytes. The lengths inside a mangled name count UTF-8 bytes, so a name with characters beyond ASCII is
 * taken apart as a "byte string": a string whose every character stands for one byte. What comes out is read back as
 * UTF-8; bytes that are not UTF-8 become U+FFFD.
 */

const ASCII = /^[\0-\x7f]*$/;

/** Whether every character is a single byte already. */
function isAscii(text: string): boolean {
  return ASCII.test(text);
}

/** The UTF-8 bytes of a text, one character each. */
export function toByteString(text: string): string {
  if (isAscii(text)) return text;
  let bytes = '';
  for (const character of text) bytes += encodeScalar(character.codePointAt(0) ?? 0xfffd);
  return bytes;
}

/** The UTF-8 bytes of one code point, one character each. */
export function encodeScalar(scalar: number): string {
  if (scalar < 0x80) return String.fromCharCode(scalar);
  if (scalar < 0x800) return String.fromCharCode(0xc0 | (scalar >> 6), continuation(scalar, 0));
  if (scalar < 0x10000) {
    return String.fromCharCode(0xe0 | (scalar >> 12), continuation(scalar, 6), continuation(scalar, 0));
  }
  return String.fromCharCode(
    0xf0 | ((scalar >> 18) & 7),
    continuation(scalar, 12),
    continuation(scalar, 6),
    continuation(scalar, 0),
  );
}

/** The text a byte string encodes. */
export function fromByteString(bytes: string): string {
  if (isAscii(bytes)) return bytes;
  let text = '';
  let position = 0;
  while (position < bytes.length) {
    const first = bytes.charCodeAt(position);
    const length = sequenceLength(first);
    const scalar = decodeSequence(bytes, position, first, length);
    text += scalar === null ? '\ufffd' : String.fromCodePoint(scalar);
    position += scalar === null ? 1 : length;
  }
  return text;
}

function continuation(scalar: number, shift: number): number {
  return 0x80 | ((scalar >> shift) & 0x3f);
}

function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

function decodeSequence(bytes: string, start: number, first: number, length: number): number | null {
  if (length === 0 || start + length > bytes.length) return null;
  if (length === 1) return first;
  let scalar = first & (0x7f >> length);
  for (let offset = 1; offset < length; offset++) {
    const byte = bytes.charCodeAt(start + offset);
    if ((byte & 0xc0) !== 0x80) return null;
    scalar = (scalar << 6) | (byte & 0x3f);
  }
  const smallest = length === 2 ? 0x80 : length === 3 ? 0x800 : 0x10000;
  const isSurrogate = scalar >= 0xd800 && scalar <= 0xdfff;
  return scalar < smallest || scalar > 0x10ffff || isSurrogate ? null : scalar;
}
