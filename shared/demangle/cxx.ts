/**
 * Demangles C++ names of the Itanium C++ ABI, which every compiler for Apple's
 * systems and Linux uses (https://itanium-cxx-abi.github.io/cxx-abi/abi.html).
 * The output is that of `llvm-cxxfilt`.
 *
 * The name is parsed into a tree (`cxx/`), because a substitution refers to a
 * part already read and a declarator is written inside out, and then printed.
 * Names may be hostile: length, nesting and work are bounded in both steps.
 */
import { decodeUtf8, encodeUtf8 } from './cxx/bytes.ts';
import { Malformed } from './malformed.ts';
import { encoding } from './cxx/encodings.ts';
import { expression } from './cxx/expressions.ts';
import { primary } from './cxx/literals.ts';
import { name as nameRule } from './cxx/names.ts';
import { type Node, sequence } from './cxx/node.ts';
import { Printer } from './cxx/printer.ts';
import { ParseState, type Rules } from './cxx/state.ts';
import { type } from './cxx/types.ts';

const rules: Rules = { type, name: nameRule, encoding, expression, primary };

/** The longest mangled name that is looked at, in bytes. */
const maxLength = 64 * 1024;

/**
 * The declaration that a mangled C++ name stands for, such as
 * `std::vector<int>::push_back(int const&)`; null when it is no such name, or
 * when it or its declaration is longer than 64 KiB.
 *
 * @param name with Mach-O's additional underscore (`__Z…`) or without (`_Z…`);
 *   the invocation function of a block (`___Z…_block_invoke`) and the suffix
 *   of a clone (`.cold`) are part of it
 */
export function demangleCxx(name: string): string | null {
  if (!/^_{1,4}Z/.test(name) || name.length > maxLength) return null;
  try {
    return decodeUtf8(new Printer().print(symbol(new ParseState(encodeUtf8(name), rules))));
  } catch (error) {
    // Called deep in a stack, less of it may be left than the bound on nesting counts on: a RangeError.
    if (error instanceof Malformed || error instanceof RangeError) return null;
    throw error;
  }
}

/** `<mangled-name>` and everything that compilers add to it. */
function symbol(state: ParseState): Node {
  const isBlock = state.take('___Z') || state.take('____Z');
  if (!isBlock && !state.take('_Z')) state.expect('__Z');
  const node = state.encoding();
  // The blocks of global variables come without further underscores.
  if (isBlock || state.look() === '_') return blockInvoke(state, node);
  if (state.look() === '.') return sequence([node, ` (${state.text.slice(state.position)})`]);
  if (state.left > 0) throw new Malformed('text behind the name');
  return node;
}

/** The function of a block, which clang numbers when there are several in one function. */
function blockInvoke(state: ParseState, enclosing: Node): Node {
  state.expect('_block_invoke');
  if (state.take('_')) state.requiredNumber();
  else state.number();
  if (state.left > 0 && state.look() !== '.') throw new Malformed('text behind the name');
  return sequence(['invocation function for block in ', enclosing]);
}
