/**
 * Demangles Rust names of both manglings: v0 (`_R…`) and the legacy one, which
 * borrows the shape of C++ names (`_ZN…17h<hash>E`).
 */
import { Malformed } from './malformed.ts';
import { demangleLegacy } from './rust/legacy.ts';
import { demangleV0 } from './rust/v0.ts';

/** The longest mangled name that is looked at. */
const maxLength = 64 * 1024;

/**
 * The path that a mangled Rust name stands for, such as
 * `<alloc::vec::Vec<u8> as core::clone::Clone>::clone`, without hashes; null
 * when it is no such name, or when it or its path is longer than 64 KiB.
 *
 * @param name with Mach-O's additional underscore or without
 */
export function demangleRust(name: string): string | null {
  if (name.length > maxLength) return null;
  const v0 = /^_{1,2}R(?=[A-Z])/.exec(name)?.[0];
  if (v0 === undefined) return demangleLegacy(name);
  try {
    return demangleV0(name.slice(v0.length));
  } catch (error) {
    // Called deep in a stack, less of it may be left than the bound on nesting counts on: a RangeError.
    if (error instanceof Malformed || error instanceof RangeError) return null;
    throw error;
  }
}
