/**
 * `W…`: witness tables and their accessors, field offsets, enum cases, outlined value operations and the one-time
 * initialisation of globals; `w<code>` for value witnesses.
 */
import type { MaybeNode } from '../node.ts';
import { DECL_NAMES, either, ENTITIES, phrase } from '../node.ts';
import { VALUE_WITNESSES } from '../vocabulary.ts';
import { readDifferentiabilityWitness } from './autodiff.ts';
import { popConformance } from './conformances.ts';
import { commaList, popAssociatedPath } from './generics.ts';
import type { Machine } from './machine.ts';
import { popContext, popProtocol } from './names.ts';

const CONFORMANCE_TABLES: ReadonlyMap<string, string> = new Map([
  ['P', 'protocol witness table for '],
  ['p', 'protocol witness table pattern for '],
  ['G', 'generic protocol witness table for '],
  ['I', 'instantiation function for generic protocol witness table for '],
  ['r', 'resilient protocol witness table for '],
  ['a', 'protocol witness table accessor for '],
]);

/** Outlined operations on a value; upper case works without the type's value witnesses. */
const OUTLINED: ReadonlyMap<string, string> = new Map([
  ['B', 'outlined init with take of '],
  ['b', 'outlined init with take of '],
  ['C', 'outlined init with copy of '],
  ['c', 'outlined init with copy of '],
  ['D', 'outlined assign with take of '],
  ['d', 'outlined assign with take of '],
  ['F', 'outlined assign with copy of '],
  ['f', 'outlined assign with copy of '],
  ['H', 'outlined destroy of '],
  ['h', 'outlined destroy of '],
  ['y', 'outlined copy of '],
  ['e', 'outlined consume of '],
  ['r', 'outlined retain of '],
  ['s', 'outlined release of '],
  ['g', 'outlined enum get tag of '],
  ['i', 'outlined enum tag store of '],
  ['j', 'outlined enum project data for load of '],
]);
/** The operations that name the case they work on. */
const OUTLINED_WITH_CASE = new Set(['i', 'j']);
/** The operations whose generic signature is written. */
const OUTLINED_WITH_SIGNATURE = new Set(['y', 'e']);

/** `W…`. */
export function readWitness(machine: Machine): MaybeNode {
  const table = machine.lookUp(CONFORMANCE_TABLES);
  if (table !== null) return phrase(table, popConformance(machine));
  switch (machine.next()) {
    case 'C':
      return phrase('enum case for ', machine.popOneOf(ENTITIES));
    case 'V':
      return phrase('value witness table for ', machine.pop('Type'));
    case 'v':
      return readFieldOffset(machine);
    case 'S':
      return phrase('protocol self-conformance witness table for ', popProtocol(machine));
    case 'l':
      return readLazy(machine, 'lazy protocol witness table accessor for type ');
    case 'L':
      return readLazy(machine, 'lazy protocol witness table cache variable for type ');
    case 't': {
      const name = machine.popOneOf(DECL_NAMES);
      return phrase('associated type metadata accessor for ', name, ' in ', popConformance(machine));
    }
    case 'T': {
      const protocol = machine.pop('Type');
      const path = popAssociatedPath(machine);
      const conformance = popConformance(machine);
      return phrase('associated type witness table accessor for ', path, ' : ', protocol, ' in ', conformance);
    }
    case 'b': {
      const protocol = machine.pop('Type');
      return phrase('base witness table accessor for ', protocol, ' in ', popConformance(machine));
    }
    case 'O':
      return readOutlined(machine);
    case 'Z':
      return readOnce(machine, 'one-time initialization function for ');
    case 'z':
      return readOnce(machine, 'one-time initialization token for ');
    case 'J':
      return readDifferentiabilityWitness(machine);
    default:
      return null;
  }
}

/** `w<two letters>`. */
export function readValueWitness(machine: Machine): MaybeNode {
  const words = VALUE_WITNESSES.get(machine.take(2) ?? '');
  return words === undefined ? null : valueWitness(words, machine.pop('Type'));
}

/** `<witness> value witness for <type>`. */
export function valueWitness(words: string, type: MaybeNode): MaybeNode {
  return phrase(words, either(' value witness for ', ' for '), type);
}

/** `direct field offset for <field>`. */
export function fieldOffset(directness: string, field: MaybeNode): MaybeNode {
  return phrase(`${directness} field offset for `, field);
}

function readFieldOffset(machine: Machine): MaybeNode {
  if (machine.nextIf('d')) return fieldOffset('direct', machine.popOneOf(ENTITIES));
  return machine.nextIf('i') ? fieldOffset('indirect', machine.popOneOf(ENTITIES)) : null;
}

function readLazy(machine: Machine, words: string): MaybeNode {
  const conformance = popConformance(machine);
  return phrase(words, machine.pop('Type'), ' and conformance ', conformance);
}

function readOutlined(machine: Machine): MaybeNode {
  const code = machine.peek();
  const words = machine.lookUp(OUTLINED);
  if (words === null || (OUTLINED_WITH_CASE.has(code) && machine.index() === null)) return null;
  const signature = machine.pop('GenericSignature');
  return phrase(words, machine.pop('Type'), (OUTLINED_WITH_SIGNATURE.has(code) ? signature : null) ?? '');
}

function readOnce(machine: Machine, words: string): MaybeNode {
  const names = [];
  while (machine.pop('FirstElement') !== null) {
    const name = machine.popOneOf(DECL_NAMES);
    if (name === null) return null;
    names.push(name);
  }
  if (popContext(machine) === null) return null;
  const list = commaList(names.reverse());
  return names.length === 1 ? phrase(words, list) : phrase(words, '(', list, ')');
}
