/** The bytes of a report as text. Reports are UTF-8; editors and mail programs of Windows make UTF-16 of them. */

const utf8 = new TextDecoder();

/**
 * Decodes by the byte order mark, else as UTF-8. Bytes that make no sense become U+FFFD: a damaged name must not cost the
 * report. The mark itself is left out.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = [bytes[0], bytes[1]];
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return utf8.decode(bytes);
}
