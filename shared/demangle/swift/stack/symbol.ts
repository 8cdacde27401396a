/**
 * A whole symbol of the stack mangling: its prefix, its operators, and how what is left on the stack makes a symbol.
 */
import type { MaybeNode, Node } from '../node.ts';
import { ATTRIBUTES, branch, child, leaf } from '../node.ts';
import { Machine } from './machine.ts';
import { readOperator } from './operators.ts';

const PREFIXES = ['_T0', '$S', '_$S', '$s', '_$s', '$e', '_$e', '@__swiftmacro_'];
const FIRST_VERSION = '_T0';
/** The entry point of an asynchronous `main`, which is not mangled though its parts have suffixes that are. */
const ASYNC_MAINS = ['async_Main', '_async_Main'];

/** Whether a name is written in the stack mangling. */
export function isStackMangled(name: string): boolean {
  return prefixOf(name, PREFIXES) !== null || prefixOf(name, ASYNC_MAINS) !== null;
}

/** The symbol a name stands for; `null` when it is malformed. */
export function readStackSymbol(name: string): MaybeNode {
  const prefix = prefixOf(name, PREFIXES);
  const main = prefix === null ? prefixOf(name, ASYNC_MAINS) : null;
  const start = prefix ?? main;
  if (start === null) return null;
  const machine = new Machine(name, start.length, prefix === FIRST_VERSION);
  if (main !== null) machine.push(branch('Phrase', [leaf('Text', 'async main entry point')]));
  while (!machine.isAtEnd) {
    const node = readOperator(machine);
    if (node === null || machine.isOverBound) return null;
    machine.push(node);
  }
  return machine.isOverBound ? null : assemble(machine);
}

/** Attributes are mangled last and written first; a partial application is about all that was before it. */
function assemble(machine: Machine): MaybeNode {
  const suffix = machine.pop('Suffix');
  const attributes: Node[] = [];
  for (let next = machine.popOneOf(ATTRIBUTES); next !== null; next = machine.popOneOf(ATTRIBUTES)) {
    attributes.push(next);
  }
  // Innermost last, so that attributes can be put in front by adding them at the end.
  let backwards = machine
    .takeStack()
    .map((node) => (node.kind === 'Type' ? (child(node, 0) ?? node) : node))
    .reverse();
  for (const attribute of attributes.reverse()) {
    if (attribute.kind === 'PartialApply') {
      backwards = [branch('PartialApply', [...attribute.children, ...backwards.reverse()])];
    } else {
      backwards.push(attribute);
    }
  }
  const written = backwards.reverse();
  if (suffix !== null) written.push(suffix);
  return written.length === (suffix === null ? 0 : 1) ? null : branch('Phrase', written);
}

function prefixOf(name: string, prefixes: readonly string[]): string | null {
  return prefixes.find((prefix) => name.startsWith(prefix)) ?? null;
}
