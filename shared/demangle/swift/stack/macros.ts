/**
 * `fM…`: macro expansions, the unique names they make, and where in a file they stand.
 */
import type { Kind, MaybeNode, Node } from '../node.ts';
import { branch, compose, DECL_NAMES } from '../node.ts';
import type { Machine } from './machine.ts';
import { popContext } from './names.ts';

const ATTACHED_ROLES: ReadonlyMap<string, string> = new Map([
  ['a', 'accessor'],
  ['r', 'memberAttribute'],
  ['m', 'member'],
  ['p', 'peer'],
  ['c', 'conformance'],
  ['e', 'extension'],
  ['q', 'preamble'],
  ['b', 'body'],
]);

const EXPANSIONS: ReadonlySet<Kind> = new Set<Kind>(['AttachedMacro', 'FreestandingMacro', 'MacroLocation']);

/** What follows `fM`. */
export function readMacroExpansion(machine: Machine): MaybeNode {
  if (machine.nextIf('X')) return readLocation(machine);
  if (machine.nextIf('f')) {
    const name = machine.pop('Identifier');
    const privateName = machine.pop('PrivateName');
    return readExpansion(machine, 'FreestandingMacro', 'freestanding macro expansion #', name, privateName);
  }
  if (machine.nextIf('u')) {
    return readExpansion(machine, 'MacroUniqueName', 'unique name #', machine.pop('Identifier'), null);
  }
  const role = machine.lookUp(ATTACHED_ROLES);
  if (role === null) return null;
  const macro = machine.pop('Identifier');
  const attachedTo = machine.popOneOf(DECL_NAMES);
  if (macro === null) return null;
  return readExpansion(machine, 'AttachedMacro', `${role} macro @${macro.text} expansion #`, attachedTo, null);
}

function readExpansion(
  machine: Machine,
  kind: Kind,
  words: string,
  name: MaybeNode,
  privateName: MaybeNode,
): MaybeNode {
  const context = machine.popOneOf(EXPANSIONS) ?? popContext(machine);
  const index = machine.index();
  if (context === null || name === null || index === null) return null;
  const children: Node[] = [context, name];
  if (privateName !== null) children.push(privateName);
  return branch(kind, children, words, index);
}

function readLocation(machine: Machine): MaybeNode {
  const line = machine.index();
  const column = machine.index();
  const file = machine.pop('Identifier');
  const module = machine.pop('Identifier');
  if (line === null || column === null) return null;
  return compose('MacroLocation', 'module ', module, ' file ', file, ` line ${line} column ${column}`);
}
