/**
 * Rust's v0 mangling (RFC 2603, "Rust Symbol Mangling"), written as
 * `llvm-cxxfilt` writes it: without the disambiguators of crates and impls.
 */
import { Malformed } from '../malformed.ts';
import { constant } from './constants.ts';
import { Reader } from './reader.ts';

const basicTypes: Readonly<Record<string, string>> = {
  a: 'i8',
  b: 'bool',
  c: 'char',
  d: 'f64',
  e: 'str',
  f: 'f32',
  h: 'u8',
  i: 'isize',
  j: 'usize',
  l: 'i32',
  m: 'u32',
  n: 'i128',
  o: 'u128',
  p: '_',
  s: 'i16',
  t: 'u16',
  u: '()',
  v: '...',
  x: 'i64',
  y: 'u64',
  z: '!',
};

/** The path of a v0 name, behind its `_R`; throws `Malformed` for anything else. */
export function demangleV0(text: string): string {
  const dot = text.indexOf('.');
  const reader = new Reader(dot < 0 ? text : text.slice(0, dot));
  path(reader, false);
  // The crate that made this instance of a generic is mangled behind it.
  if (!reader.isAtEnd) reader.silently(() => path(reader, false));
  if (!reader.isAtEnd) throw new Malformed('text behind the name');
  return dot < 0 ? reader.output : `${reader.output} (${text.slice(dot)})`;
}

/**
 * `<path>`.
 *
 * @param isInType whether it stands in a type, where generics need no `::`
 * @param leavesOpen whether the `>` of its own generics is left to the caller
 * @returns whether a `>` has been left
 */
function path(reader: Reader, isInType: boolean, leavesOpen = false): boolean {
  return reader.nest(() => {
    const tag = reader.next();
    switch (tag) {
      case 'C':
        reader.tagged('s');
        reader.write(reader.identifier());
        return false;
      case 'M':
      case 'X':
      case 'Y':
        qualifiedPath(reader, tag, isInType);
        return false;
      case 'N':
        nestedPath(reader, isInType);
        return false;
      case 'I':
        path(reader, isInType);
        reader.write(isInType ? '<' : '::<');
        reader.list(', ', () => genericArg(reader));
        if (!leavesOpen) reader.write('>');
        return leavesOpen;
      case 'B':
        return reader.backReference(false, () => path(reader, isInType, leavesOpen));
      default:
        throw new Malformed('unknown path');
    }
  });
}

/** `<Type>` (`M`), or `<Type as Trait>` of an impl (`X`) or a trait (`Y`). */
function qualifiedPath(reader: Reader, tag: 'M' | 'X' | 'Y', isInType: boolean): void {
  if (tag !== 'Y') {
    // Where the impl stands is not shown.
    reader.silently(() => {
      reader.tagged('s');
      path(reader, isInType);
    });
  }
  reader.write('<');
  type(reader);
  if (tag !== 'M') {
    reader.write(' as ');
    path(reader, true);
  }
  reader.write('>');
}

/** A name in a namespace; those in upper case, such as closures, are the compiler's own. */
function nestedPath(reader: Reader, isInType: boolean): void {
  const namespace = reader.next();
  if (!/^[a-zA-Z]$/.test(namespace)) throw new Malformed('unknown namespace');
  path(reader, isInType);
  const disambiguator = reader.tagged('s');
  const name = reader.identifier();
  if (namespace >= 'a') {
    if (name !== '') reader.write(`::${name}`);
    return;
  }
  const special = { C: 'closure', S: 'shim' }[namespace] ?? namespace;
  reader.write(`::{${special}${name === '' ? '' : `:${name}`}#${disambiguator}}`);
}

function genericArg(reader: Reader): void {
  if (reader.take('L')) reader.lifetime(reader.base62());
  else if (reader.take('K')) constant(reader, constantPath);
  else type(reader);
}

function constantPath(reader: Reader): void {
  path(reader, false);
}

/** `<type>`. */
function type(reader: Reader): void {
  reader.nest(() => {
    const basic = basicTypes[reader.look()];
    if (basic !== undefined) {
      reader.next();
      return reader.write(basic);
    }
    if (/^[ASTRQPOFDB]$/.test(reader.look())) return compoundType(reader);
    path(reader, true);
  });
}

function compoundType(reader: Reader): void {
  const tag = reader.next();
  switch (tag) {
    case 'A':
      reader.write('[');
      type(reader);
      reader.write('; ');
      constant(reader, constantPath);
      return reader.write(']');
    case 'S':
      reader.write('[');
      type(reader);
      return reader.write(']');
    case 'T':
      reader.write('(');
      return reader.write(reader.list(', ', () => type(reader)) === 1 ? ',)' : ')');
    case 'R':
    case 'Q':
      reader.write('&');
      lifetimeOf(reader, '', ' ');
      reader.write(tag === 'Q' ? 'mut ' : '');
      return type(reader);
    case 'P':
    case 'O':
      reader.write(tag === 'P' ? '*const ' : '*mut ');
      return type(reader);
    case 'F':
      return reader.withBinder(() => functionSignature(reader));
    case 'D':
      reader.write('dyn ');
      reader.withBinder(() => reader.list(' + ', () => dynTrait(reader)));
      if (reader.look() !== 'L') throw new Malformed('trait object without a lifetime');
      return lifetimeOf(reader, ' + ', '');
    default:
      return reader.backReference(undefined, () => type(reader));
  }
}

/** `[<lifetime>]`; an erased one is not shown. */
function lifetimeOf(reader: Reader, before: string, after: string): void {
  const index = reader.take('L') ? reader.base62() : 0n;
  if (index === 0n) return;
  reader.write(before);
  reader.lifetime(index);
  reader.write(after);
}

function functionSignature(reader: Reader): void {
  if (reader.take('U')) reader.write('unsafe ');
  // The hyphens of an ABI's name have become underscores.
  if (reader.take('K')) {
    reader.write(`extern "${reader.take('C') ? 'C' : reader.identifier().replaceAll('_', '-')}" `);
  }
  reader.write('fn(');
  reader.list(', ', () => type(reader));
  reader.write(')');
  if (reader.take('u')) return;
  reader.write(' -> ');
  type(reader);
}

/** A trait with its generics, and the associated types that its object names. */
function dynTrait(reader: Reader): void {
  let isOpen = path(reader, true, true);
  while (reader.take('p')) {
    reader.write(isOpen ? ', ' : '<');
    isOpen = true;
    reader.write(`${reader.identifier()} = `);
    type(reader);
  }
  if (isOpen) reader.write('>');
}
