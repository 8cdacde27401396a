/**
 * Demangles the names of all languages that Apple's developers link together.
 * The prefix tells the language; what has none, or breaks its language's rules,
 * stays as it is, as do Objective-C's methods (`-[Class method]`).
 */
import { demangleCxx } from './cxx.ts';
import { demangleRust } from './rust.ts';
import { demangleSwift } from './swift.ts';

const UNDERSCORE = 0x5f;
/** What mangled names begin with, behind any underscores: `$s`, `@__swiftmacro_`, `T`, `R`, `Z`, `async_Main`. */
const [DOLLAR, AT, LETTER_T, LETTER_R, LETTER_Z, LETTER_A] = [0x24, 0x40, 0x54, 0x52, 0x5a, 0x61];

/** Told by the first characters: most names of a report were demangled by the system that wrote it. */
export function mayBeMangled(name: string): boolean {
  let at = 0;
  while (name.charCodeAt(at) === UNDERSCORE) at += 1;
  switch (name.charCodeAt(at)) {
    case DOLLAR:
    case AT:
      return true;
    case LETTER_T:
    case LETTER_R:
    case LETTER_Z:
      return at > 0;
    case LETTER_A:
      return name.startsWith('async_Main', at);
    default:
      return false;
  }
}

/**
 * The readable form of a symbol.
 *
 * @param name with Mach-O's additional underscore or without
 * @param options `simplified` leaves out of Swift names what crash reports leave
 *   out: argument types, generic constraints and most modules
 */
export function demangle(name: string, options: { readonly simplified?: boolean } = {}): string {
  if (!mayBeMangled(name)) return name;
  if (/^_{0,2}(?:\$[sSe]|@__swiftmacro_)|^_{1,2}T|^_?async_Main/.test(name))
    return demangleSwift(name, options) ?? name;
  // Rust's legacy names are valid C++ names, too, but for the meaning of their escapes.
  if (/^_{1,2}(?:R|ZN)/.test(name)) return demangleRust(name) ?? demangleCxx(name) ?? name;
  return demangleCxx(name) ?? name;
}

/** A name as crash reports show it: Swift without modules and types, others in full. */
export function demangleSimply(name: string): string {
  return demangle(name, { simplified: true });
}
