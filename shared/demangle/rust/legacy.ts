/**
 * Rust's legacy mangling: the shape of a C++ nested name (`_ZN … E`) whose last
 * part is a hash, with escapes for what no C++ identifier may hold. Written as
 * `rustc-demangle` writes it in its short form, without the hash.
 */

const escapes: Readonly<Record<string, string>> = {
  SP: '@',
  BP: '*',
  RF: '&',
  LT: '<',
  GT: '>',
  LP: '(',
  RP: ')',
  C: ',',
};

/** One part of a path with its escapes undone; from the first unknown escape on it stays as it is. */
function unescaped(part: string): string {
  // The compiler puts `_` before a part that begins with an escape.
  let rest = part.startsWith('_$') ? part.slice(1) : part;
  let text = '';
  while (rest !== '') {
    const plain = /^[^.$]+/.exec(rest)?.[0];
    const separator = /^\.\.?/.exec(rest)?.[0];
    const escape = /^\$([^$]*)\$/.exec(rest);
    const token = plain ?? separator ?? escape?.[0];
    const value = plain ?? (separator === '..' ? '::' : separator) ?? escaped(escape?.[1]);
    if (token === undefined || value === null) return text + rest;
    text += value;
    rest = rest.slice(token.length);
  }
  return text;
}

/** What stands between two `$`: a name, or `u` and a code point in hexadecimal. */
function escaped(code: string | undefined): string | null {
  if (code === undefined) return null;
  const named = escapes[code];
  if (named !== undefined) return named;
  if (!/^u[0-9a-f]{1,6}$/.test(code)) return null;
  const codePoint = Number.parseInt(code.slice(1), 16);
  const isLetter = codePoint <= 0x10_ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
  const isControl = codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0);
  return isLetter && !isControl ? String.fromCodePoint(codePoint) : null;
}

/** The path of a legacy name, null for anything else. */
export function demangleLegacy(name: string): string | null {
  const prefix = /^_{1,2}ZN/.exec(name)?.[0];
  if (prefix === undefined || /[^\x21-\x7e]/.test(name)) return null;
  const parts: string[] = [];
  let position = prefix.length;
  while (name[position] !== 'E') {
    const digits = /^\d{1,6}/.exec(name.slice(position, position + 6))?.[0];
    const length = Number(digits ?? 0);
    position += digits?.length ?? 0;
    if (length === 0 || position + length >= name.length) return null;
    parts.push(name.slice(position, position + length));
    position += length;
  }
  const hash = parts.pop();
  if (hash === undefined || parts.length === 0 || !/^h[0-9a-f]{16}$/.test(hash)) return null;
  // LLVM renames what it splits off a crate; the number says nothing to a reader.
  const suffix = name.slice(position + 1).replace(/\.llvm\.[0-9A-F@]+$/, '');
  if (suffix !== '' && !suffix.startsWith('.')) return null;
  return parts.map(unescaped).join('::') + suffix;
}
