/** The bytes of a report as text. Reports are UTF-8; editors and mail programs of Windows make UTF-16 of them. */

/**
 * Decodes by the byte order mark, else as UTF-8. Bytes that make no sense become U+FFFD: a damaged name must not cost the
 * report. The mark itself is left out.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
