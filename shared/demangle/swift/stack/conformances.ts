/**
 * Conformances: of types to protocols in symbols that belong to them, and the ones generic arguments need.
 */
import type { Kind, MaybeNode, Node } from '../node.ts';
import { branch, compose, either, join, phrase } from '../node.ts';
import { commaList, underSignature } from './generics.ts';
import type { Machine } from './machine.ts';
import { popModule, popProtocol } from './names.ts';

const ANY_CONFORMANCE: ReadonlySet<Kind> = new Set<Kind>(['Conformance', 'DependentConformance', 'OpaqueConformance']);

/** `type : protocol in module`; the simplified style names the type alone. */
export function conformanceWords(type: MaybeNode, protocol: MaybeNode, module: MaybeNode): MaybeNode {
  return phrase(type, either(phrase(' : ', protocol, ' in ', module), ''));
}

/** The conformance a witness table or thunk belongs to. */
export function popConformance(machine: Machine): MaybeNode {
  const signature = machine.pop('GenericSignature');
  const module = popModule(machine);
  const protocol = popProtocol(machine);
  const type = machine.pop('Type');
  if (type !== null) return conformanceWords(underSignature(signature, type), protocol, module);
  // A property behaviour: the property's name stands between the type and the protocol.
  const property = machine.pop('Identifier');
  const owner = underSignature(signature, machine.pop('Type'));
  return property === null ? null : phrase('property behavior storage of ', module, ' in ', owner, ' : ', protocol);
}

/** `H…` for conformances; `null` when the code is none of them. */
export function readConformance(machine: Machine, code: string): MaybeNode {
  switch (code) {
    case 'A':
      return readDependent(machine, 'associated protocol conformance', popAssociatedConformance, popDependent);
    case 'I':
      return readDependent(machine, 'inherited protocol conformance', popProtocol, popDependent);
    case 'D':
      return readDependent(machine, 'root protocol conformance', popProtocol, popType);
    case 'C':
      return readConcrete(machine);
    case 'O': {
      const type = machine.pop('Type');
      return compose('OpaqueConformance', 'opaque result conformance ', popDependent(machine), ' of ', type);
    }
    case 'P':
      return compose('ConformanceRef', "protocol conformance ref (type's module) ", popProtocol(machine));
    case 'p':
      return compose('ConformanceRef', "protocol conformance ref (protocol's module) ", popProtocol(machine));
    case 'X': {
      const list = popConformanceList(machine);
      return list === null ? null : compose('Conformance', 'pack protocol conformance ', parenthesizedList(list));
    }
    default:
      return null;
  }
}

/** `g`: a conformance that came from neither the type's nor the protocol's module. */
export function readRetroactive(machine: Machine): MaybeNode {
  const index = machine.index();
  const conformance = machine.popOneOf(ANY_CONFORMANCE);
  return index === null ? null : compose('RetroactiveConformance', `retroactive @ ${index}`, conformance);
}

function readConcrete(machine: Machine): MaybeNode {
  const conditions = popConformanceList(machine);
  const reference = machine.pop('ConformanceRef') ?? popRetroactiveReference(machine);
  const type = machine.pop('Type');
  if (conditions === null) return null;
  const requirements =
    conditions.length === 0 ? '' : phrase(' with conditional requirements: ', parenthesizedList(conditions));
  return compose('Conformance', 'concrete protocol conformance ', type, ' to ', reference, requirements);
}

function popRetroactiveReference(machine: Machine): MaybeNode {
  const module = popModule(machine);
  return phrase('protocol conformance ref (retroactive) ', popProtocol(machine), module);
}

function popConformanceList(machine: Machine): Node[] | null {
  return machine.popList(() => machine.popOneOf(ANY_CONFORMANCE));
}

function parenthesizedList(nodes: readonly Node[]): MaybeNode {
  return nodes.length === 0 ? branch('Phrase', []) : phrase('(', commaList(nodes), ')');
}

function readDependent(
  machine: Machine,
  words: string,
  popRequirement: (machine: Machine) => MaybeNode,
  popBase: (machine: Machine) => MaybeNode,
): MaybeNode {
  // 1 means that the index is not known; smaller ones are not written.
  const index = machine.index();
  const requirement = popRequirement(machine);
  const base = popBase(machine);
  if (index === null || index === 0) return null;
  const number = index === 1 ? '' : `#${index - 2} `;
  return compose('DependentConformance', `dependent ${words} ${number}`, base, ' to ', requirement);
}

function popAssociatedConformance(machine: Machine): MaybeNode {
  const protocol = popProtocol(machine);
  return phrase('dependent associated conformance ', machine.pop('Type'), protocol);
}

function popDependent(machine: Machine): MaybeNode {
  return machine.pop('DependentConformance');
}

function popType(machine: Machine): MaybeNode {
  return join('Type', machine.pop('Type'));
}
