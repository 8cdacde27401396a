/**
 * Demangles the names of all languages that Apple's developers link together.
 * The prefix tells the language; what has none, or breaks its language's rules,
 * stays as it is, as do Objective-C's methods (`-[Class method]`).
 */
import { demangleCxx } from './cxx.ts';
import { demangleRust } from './rust.ts';
import { demangleSwift } from './swift.ts';

const [DOLLAR, AT, LETTER_A, UNDERSCORE] = [0x24, 0x40, 0x61, 0x5f];

/** Told by the first character: most names of a report were demangled by the system that wrote it. */
export function mayBeMangled(name: string): boolean {
  const first = name.charCodeAt(0);
  return (
    first === UNDERSCORE || first === DOLLAR || first === AT || (first === LETTER_A && name.startsWith('async_Main'))
  );
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
