/** Base64 of text, which is how one report carries another. Nothing of the platform is used, and nothing throws. */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES = new Map(Array.from(LETTERS, (letter, value) => [letter.charCodeAt(0), value]));
/** More than any stackshot has. */
const LONGEST = 100_000_000;

/** The text; letters beyond ASCII come out as one mark a byte, since only names could have them. Null for other words. */
export function decodeBase64(text: string): string | null {
  if (text.length > LONGEST) return null;
  const parts: string[] = [];
  let codes: number[] = [];
  let bits = 0;
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 61) continue;
    const value = VALUES.get(code);
    if (value === undefined) return null;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    codes.push((bits >> count) & 0xff);
    if (codes.length < 4096) continue;
    parts.push(String.fromCharCode(...codes));
    codes = [];
  }
  parts.push(String.fromCharCode(...codes));
  return parts.join('');
}
