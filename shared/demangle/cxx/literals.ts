/**
 * Literals as template arguments and operands (`<expr-primary>`, Itanium C++
 * ABI 5.1.6.1).
 */
import { lambdaLiteral } from './closures.ts';
import { Malformed } from '../malformed.ts';
import { signed } from './cursor.ts';
import { hexFloat } from './hex-float.ts';
import { type Node, parens, sequence, word } from './node.ts';
import type { ParseState } from './state.ts';

/** Integer types by letter: what is written before the value, and behind it. */
const integers: Readonly<Record<string, { readonly cast: string; readonly suffix: string }>> = {
  w: { cast: '(wchar_t)', suffix: '' },
  c: { cast: '(char)', suffix: '' },
  a: { cast: '(signed char)', suffix: '' },
  h: { cast: '(unsigned char)', suffix: '' },
  s: { cast: '(short)', suffix: '' },
  t: { cast: '(unsigned short)', suffix: '' },
  i: { cast: '', suffix: '' },
  j: { cast: '', suffix: 'u' },
  l: { cast: '', suffix: 'l' },
  m: { cast: '', suffix: 'ul' },
  x: { cast: '', suffix: 'll' },
  y: { cast: '', suffix: 'ull' },
  n: { cast: '(__int128)', suffix: '' },
  o: { cast: '(unsigned __int128)', suffix: '' },
};

/** The sizes of `float`, `double` and `long double` in hexadecimal digits, and their suffixes. */
const floats: Readonly<Record<string, { readonly sizes: readonly number[]; readonly suffix: string }>> = {
  f: { sizes: [8], suffix: 'f' },
  d: { sizes: [16], suffix: '' },
  e: { sizes: [16, 20, 32], suffix: 'L' },
};

/** Literals whose type has two letters: `nullptr` and the characters of UTF-8, UTF-16 and UTF-32. */
function literalOfD(state: ParseState): Node {
  const character = characters[state.look(1)];
  if (character === undefined) {
    state.expect('Dn');
    state.take('0');
    state.expect('E');
    return word('nullptr');
  }
  state.position += 2;
  const value = state.requiredNumber(true);
  state.expect('E');
  return sequence([`(${character})${signed(value)}`]);
}

const characters: Readonly<Record<string, string>> = { u: 'char8_t', s: 'char16_t', i: 'char32_t' };

/** `<expr-primary>`: `L`, a type and a value, `E`. */
export function primary(state: ParseState): Node {
  state.expect('L');
  const letter = state.look();
  const integer = integers[letter];
  if (integer !== undefined) {
    state.position++;
    const value = state.requiredNumber(true);
    state.expect('E');
    return sequence([integer.cast + signed(value) + integer.suffix]);
  }
  const float = floats[letter];
  if (float !== undefined) {
    state.position++;
    const hex = state.text.slice(state.position, state.text.indexOf('E', state.position));
    if (!float.sizes.includes(hex.length)) throw new Malformed('floating-point literal of another size');
    state.position += hex.length;
    state.expect('E');
    return sequence([hexFloat(hex) + float.suffix]);
  }
  switch (letter) {
    case 'b':
      if (state.take('b0E')) return word('false');
      state.expect('b1E');
      return word('true');
    case '_': {
      state.expect('_Z');
      const entity = state.encoding();
      state.expect('E');
      return entity;
    }
    case 'A': {
      const array = state.type();
      state.expect('E');
      return sequence(['"<', array, '>"']);
    }
    case 'D':
      return literalOfD(state);
    case 'T':
      throw new Malformed('literal of a dependent type');
    case 'U':
      return lambdaLiteral(state);
    default: {
      const type = state.type();
      const value = state.requiredNumber(true);
      state.expect('E');
      return sequence([parens(type), signed(value)]);
    }
  }
}
