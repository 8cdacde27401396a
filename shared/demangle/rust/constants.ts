/**
 * Constants as generic arguments in Rust's v0 names: `<const>` of RFC 2603, and
 * the strings, references, arrays, tuples and structs that compilers have
 * mangled since.
 */
import { Malformed } from '../malformed.ts';
import type { Reader } from './reader.ts';

/**
 * `<const>`.
 *
 * @param path the rule for paths, by which structs and variants are named
 * @param isOperand whether it stands within another constant, where no braces are needed
 */
export function constant(reader: Reader, path: (reader: Reader) => void, isOperand = false): void {
  reader.nest(() => {
    const tag = reader.next();
    if (simple(reader, tag)) return;
    if (tag === 'B') return reader.backReference(undefined, () => constant(reader, path, isOperand));
    if (tag === 'R' && reader.take('e')) return string(reader);
    if (!isOperand) reader.write('{');
    compound(reader, tag, path);
    if (!isOperand) reader.write('}');
  });
}

/** Numbers, truth values, characters and placeholders; false for any other tag. */
function simple(reader: Reader, tag: string): boolean {
  if ('ailnsx'.includes(tag) && reader.take('n')) reader.write('-');
  if ('ailnsxhjmoty'.includes(tag)) {
    const digits = reader.hexDigits();
    reader.write(digits.length > 16 ? `0x${digits}` : BigInt(`0x${digits}`).toString());
    return true;
  }
  switch (tag) {
    case 'p':
      reader.write('_');
      return true;
    case 'b': {
      const value = ['false', 'true'][Number.parseInt(reader.hexDigits(), 16)];
      if (value === undefined) throw new Malformed('neither false nor true');
      reader.write(value);
      return true;
    }
    case 'c':
      reader.write(character(reader.hexDigits()));
      return true;
    default:
      return false;
  }
}

const escapes: Readonly<Record<string, string>> = {
  '\t': String.raw`\t`,
  '\r': String.raw`\r`,
  '\n': String.raw`\n`,
  "'": String.raw`\'`,
  '"': String.raw`\"`,
  '\\': String.raw`\\`,
};

/** A character by its code point; those beyond ASCII stay escaped. */
function character(digits: string): string {
  if (digits.length > 6) throw new Malformed('no character');
  const codePoint = Number.parseInt(digits, 16);
  const char = codePoint < 0x7f ? String.fromCodePoint(codePoint) : '';
  const isPlain = codePoint >= 0x20 && char !== '';
  return `'${escapes[char] ?? (isPlain ? char : `\\u{${digits}}`)}'`;
}

/** A string by its UTF-8 bytes. */
function string(reader: Reader): void {
  const percent = reader.hexBytes().replaceAll(/../g, '%$&');
  let text: string;
  try {
    text = decodeURIComponent(percent);
  } catch {
    throw new Malformed('string is not UTF-8');
  }
  const quoted = text.replaceAll(/[\p{Cc}"\\]/gu, (char) => {
    return escapes[char] ?? `\\u{${char.charCodeAt(0).toString(16)}}`;
  });
  reader.write(`"${quoted}"`);
}

function compound(reader: Reader, tag: string, path: (reader: Reader) => void): void {
  const operand = (): void => constant(reader, path, true);
  switch (tag) {
    case 'e':
      // A literal is a reference to its text.
      reader.write('*');
      return string(reader);
    case 'R':
    case 'Q':
      reader.write(tag === 'R' ? '&' : '&mut ');
      return operand();
    case 'A':
      reader.write('[');
      reader.list(', ', operand);
      return reader.write(']');
    case 'T':
      reader.write('(');
      return reader.write(reader.list(', ', operand) === 1 ? ',)' : ')');
    case 'V':
      path(reader);
      return fields(reader, operand);
    default:
      throw new Malformed('unknown constant');
  }
}

/** The fields of a struct or variant: none (`U`), by place (`T`) or by name (`S`). */
function fields(reader: Reader, operand: () => void): void {
  switch (reader.next()) {
    case 'U':
      return;
    case 'T':
      reader.write('(');
      reader.list(', ', operand);
      return reader.write(')');
    case 'S':
      reader.write(' { ');
      reader.list(', ', () => {
        reader.tagged('s');
        reader.write(`${reader.identifier()}: `);
        operand();
      });
      return reader.write(' }');
    default:
      throw new Malformed('unknown fields');
  }
}
