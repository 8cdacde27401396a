/**
 * Swift names. Reads both manglings of Swift (`$s…` and its earlier prefixes, and `_T…` before Swift 4) and writes
 * them as Apple's `swift-demangle` does: with sugar (`[Int]`, `Int?`), or simplified as crash reports show them.
 *
 * Spec: swiftlang/swift docs/ABI/Mangling.rst. Hostile names cost bounded time, memory and text: past a bound a name
 * counts as malformed and stays as it is.
 */
import { fromByteString, toByteString } from './swift/bytes.ts';
import type { MaybeNode } from './swift/node.ts';
import { isOldMangled, readOldSymbol } from './swift/old/symbol.ts';
import { printSymbol } from './swift/print/printer.ts';
import { isStackMangled, readStackSymbol } from './swift/stack/symbol.ts';

/** Longer names are not read: the longest real ones are a few thousand characters. */
const MAX_NAME = 65_536;
/** Names inside names inside names are written as they stand from here on. */
const MAX_NESTING = 8;

/**
 * Demangles a Swift symbol.
 *
 * @param name The symbol, with or without the underscore Mach-O puts before every C name.
 * @param options `simplified` leaves out modules, types and `where` clauses, like `swift-demangle -simplified`.
 * @returns The readable name, or `null` when `name` is not a Swift mangled name or is malformed.
 */
export function demangleSwift(name: string, options: { readonly simplified?: boolean } = {}): string | null {
  if (name.length > MAX_NAME) return null;
  const bytes = toByteString(withoutExtraUnderscore(name));
  const root = readSymbol(bytes);
  if (root === null) return null;
  const style = { isSimplified: options.simplified ?? false, hasSugar: true };
  const text = printSymbol(root, style, (nested) => nameNested(nested, 0));
  return text === null ? null : fromByteString(text);
}

function withoutExtraUnderscore(name: string): string {
  return name.startsWith('__') || name.startsWith('_@') ? name.slice(1) : name;
}

function readSymbol(name: string): MaybeNode {
  // Types the Objective-C runtime names are always in the old mangling, though `_T` is all they share with `_T0`.
  if (name.startsWith('_Tt')) return readOldSymbol(name);
  if (isStackMangled(name)) return readStackSymbol(name);
  return isOldMangled(name) ? readOldSymbol(name) : null;
}

/** A name inside another is written in full and without sugar. */
function nameNested(name: string, nesting: number): string {
  const root = nesting < MAX_NESTING ? readSymbol(name) : null;
  if (root === null) return name;
  const style = { isSimplified: false, hasSugar: false };
  return printSymbol(root, style, (nested) => nameNested(nested, nesting + 1)) ?? name;
}
