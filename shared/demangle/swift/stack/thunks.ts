/**
 * `T…`: thunks, specialisations, symbol attributes, descriptors of requirements, and outlined code.
 */
import type { MaybeNode, Node } from '../node.ts';
import { branch, either, ENTITIES, leaf, phrase } from '../node.ts';
import { readAutoDiff } from './autodiff.ts';
import { popConformance } from './conformances.ts';
import { popAssociatedName, popAssociatedPath } from './generics.ts';
import type { Machine } from './machine.ts';
import { popProtocol } from './names.ts';
import {
  readDroppingSpecialization,
  readGenericSpecialization,
  readPartialSpecialization,
  readSignatureSpecialization,
} from './specializations.ts';

type Read = (machine: Machine) => MaybeNode;

/** Words written before the whole symbol. */
function attribute(words: string): Read {
  const node = branch('Attribute', [leaf('Text', words)]);
  return () => node;
}

/** Words the simplified style leaves out. */
function hiddenAttribute(words: string): Read {
  const node = branch('Attribute', [branch('Either', [leaf('Text', words), leaf('Text')])]);
  return () => node;
}

/** Words, and the entity they are about. */
function about(words: string): Read {
  return (machine) => phrase(words, machine.popOneOf(ENTITIES));
}

function partialApply(words: string): Read {
  const node = branch('PartialApply', [branch('Either', [leaf('Text', words), leaf('Text', 'partial apply')])]);
  return () => node;
}

const THUNKS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['A', partialApply('partial apply forwarder')],
  ['a', partialApply('partial apply ObjC forwarder')],
  ['b', readBaseConformance],
  ['B', (machine) => readGenericSpecialization(machine, 'generic specialization')],
  ['C', (machine) => phrase('coroutine continuation prototype for ', machine.pop('Type'))],
  ['c', about('curry thunk of ')],
  ['D', attribute('dynamic ')],
  ['d', attribute('super ')],
  ['E', hiddenAttribute('distributed thunk ')],
  ['e', readBridgedMethod],
  ['F', hiddenAttribute('distributed accessor for ')],
  ['f', readSignatureSpecialization],
  ['G', (machine) => readGenericSpecialization(machine, 'generic not re-abstracted specialization')],
  ['g', (machine) => readGenericSpecialization(machine, 'generic specialization')],
  ['H', (machine) => readKeyPathOperator(machine, 'equality')],
  ['h', (machine) => readKeyPathOperator(machine, 'hash')],
  ['I', hiddenAttribute('dynamically replaceable thunk for ')],
  ['i', (machine) => readGenericSpecialization(machine, 'inlined generic function')],
  ['J', readAutoDiff],
  ['j', about('dispatch thunk of ')],
  ['K', (machine) => readKeyPathAccess(machine, 'key path getter for ')],
  ['k', (machine) => readKeyPathAccess(machine, 'key path setter for ')],
  ['L', (machine) => phrase('protocol requirements base descriptor for ', popProtocol(machine))],
  ['l', (machine) => phrase('associated type descriptor for ', popAssociatedName(machine))],
  ['M', (machine) => phrase('default associated type metadata accessor for ', popAssociatedName(machine))],
  ['m', hiddenAttribute('merged ')],
  ['N', (machine) => readAssociatedConformance(machine, 'default associated conformance accessor for ')],
  ['n', (machine) => readAssociatedConformance(machine, 'associated conformance descriptor for ')],
  ['O', attribute('@nonobjc ')],
  ['o', attribute('@objc ')],
  ['P', (machine) => readPartialSpecialization(machine, 'generic not-reabstracted partial specialization')],
  ['p', (machine) => readPartialSpecialization(machine, 'generic partial specialization')],
  ['Q', (machine) => readResumption(machine, 'await')],
  ['q', about('method descriptor for ')],
  ['R', (machine) => readReabstraction(machine, 'reabstraction thunk helper ')],
  ['r', (machine) => readReabstraction(machine, 'reabstraction thunk ')],
  ['S', about('protocol self-conformance witness for ')],
  ['s', (machine) => readGenericSpecialization(machine, 'generic pre-specialization')],
  ['T', (machine) => (machine.nextIf('I') ? about('identity thunk of ')(machine) : null)],
  ['t', readDroppingSpecialization],
  ['U', readActorReabstraction],
  ['u', attribute('async function pointer to ')],
  ['V', readVTableThunk],
  ['v', readOutlinedVariable],
  ['W', readProtocolWitness],
  ['w', readDeployment],
  ['X', hiddenAttribute('dynamically replaceable variable for ')],
  ['x', hiddenAttribute('dynamically replaceable key for ')],
  ['Y', (machine) => readResumption(machine, 'suspend')],
  ['y', readSelfReabstraction],
  ['Z', (machine) => readCompletionHandler(machine, 'checked ')],
  ['z', (machine) => readCompletionHandler(machine, '')],
]);

const DEPLOYMENT: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['b', hiddenAttribute('back deployment thunk for ')],
  ['B', attribute('back deployment fallback for ')],
  ['c', attribute('coro function pointer to ')],
  ['d', attribute('default override of ')],
  ['S', attribute('#_hasSymbol query for ')],
]);

/** `HF`: an attribute too, though its code is among the runtime records. */
export const readAccessibleFunction: Read = hiddenAttribute('accessible function runtime record for ');

/** `T…`. */
export function readThunk(machine: Machine): MaybeNode {
  return machine.lookUp(THUNKS)?.(machine) ?? null;
}

function readDeployment(machine: Machine): MaybeNode {
  return machine.lookUp(DEPLOYMENT)?.(machine) ?? null;
}

function readResumption(machine: Machine, words: string): MaybeNode {
  const index = machine.index();
  return index === null ? null : hiddenAttribute(`(${index}) ${words} resume partial function for `)(machine);
}

function readBaseConformance(machine: Machine): MaybeNode {
  const requirement = popProtocol(machine);
  return phrase('base conformance descriptor for ', machine.pop('Type'), ': ', requirement);
}

function readAssociatedConformance(machine: Machine, words: string): MaybeNode {
  const requirement = popProtocol(machine);
  const subject = popConformanceSubject(machine);
  return phrase(words, machine.pop('Type'), '.', subject, ': ', requirement);
}

/** A generic parameter, or else a path of associated types. */
function popConformanceSubject(machine: Machine): MaybeNode {
  const type = machine.pop('Type');
  if (type === null) return popAssociatedPath(machine);
  if (type.children[0]?.kind === 'GenericParam') return type;
  machine.push(type);
  return popAssociatedPath(machine);
}

function readProtocolWitness(machine: Machine): MaybeNode {
  const entity = machine.popOneOf(ENTITIES);
  return protocolWitness(entity, popConformance(machine));
}

/** `protocol witness for <entity> in conformance <conformance>`. */
export function protocolWitness(entity: MaybeNode, conformance: MaybeNode): MaybeNode {
  return phrase('protocol witness for ', entity, ' in conformance ', conformance);
}

function readVTableThunk(machine: Machine): MaybeNode {
  const base = machine.popOneOf(ENTITIES);
  return phrase('vtable thunk for ', base, ' dispatching to ', machine.popOneOf(ENTITIES));
}

function readReabstraction(machine: Machine, words: string): MaybeNode {
  const signature = machine.pop('GenericSignature');
  const to = machine.pop('Type');
  return reabstraction(words, signature, machine.pop('Type'), to);
}

/** `reabstraction thunk [helper] [<signature>] from … to …`; simplified, only what it is a thunk for. */
export function reabstraction(words: string, signature: MaybeNode, from: MaybeNode, to: MaybeNode): MaybeNode {
  const generic = signature === null ? '' : phrase(signature, ' ');
  return either(phrase(words, generic, 'from ', from, ' to ', to), phrase('thunk for ', from));
}

function readSelfReabstraction(machine: Machine): MaybeNode {
  const signature = machine.pop('GenericSignature');
  const self = machine.pop('Type');
  const to = machine.pop('Type');
  const generic = signature === null ? '' : phrase(signature, ' ');
  return phrase('reabstraction thunk ', generic, 'from ', machine.pop('Type'), ' to ', to, ' self ', self);
}

function readActorReabstraction(machine: Machine): MaybeNode {
  const actor = machine.pop('Type');
  return actor === null ? null : phrase(machine.popAny(), ' with global actor constraint ', actor);
}

const ERROR_FLAGS = ['', ' nonzero on error', ' zero on error'];

function readCompletionHandler(machine: Machine, prefix: string): MaybeNode {
  const flag = machine.index();
  const signature = machine.pop('GenericSignature');
  const result = machine.pop('Type');
  const implementation = machine.pop('Type');
  if (flag === null) return null;
  return phrase(
    `${prefix}@objc completion handler block implementation for `,
    signature ?? '',
    implementation,
    ' with result type ',
    result,
    ERROR_FLAGS[flag] ?? ' <invalid error flag>',
  );
}

/** Which component of a key path a thunk serves; `mu` and `MA` are methods. */
function readKeyPathAccess(machine: Machine, accessor: string): MaybeNode {
  let words = accessor;
  if (machine.nextIf('mu')) words = 'key path unapplied method ';
  else if (machine.nextIf('MA')) words = 'key path applied method ';
  const isSerialized = machine.nextIf('q');
  const types = machine.popAll('Type');
  if (types.length === 0) return null;
  const signature = machine.pop('GenericSignature');
  const parts: Node[] = signature === null ? types : [signature, ...types];
  return phrase(words, machine.popAny(), ' : ', branch('Phrase', parts), isSerialized ? ', serialized' : '');
}

function readKeyPathOperator(machine: Machine, words: string): MaybeNode {
  machine.nextIf('q');
  const signature = machine.pop('GenericSignature');
  const types = machine.takeStack();
  if ((signature === null && types.length === 0) || types.some((type) => type.kind !== 'Type')) return null;
  const list = types.flatMap((type, position) => (position === 0 ? [type] : [leaf('Text', ', '), type]));
  return phrase(`key path index ${words} operator for `, signature ?? '', '(', branch('Phrase', list), ')');
}

function readOutlinedVariable(machine: Machine): MaybeNode {
  const index = machine.index();
  if (index === null) return null;
  const words = machine.nextIf('r') ? 'outlined read-only object #' : 'outlined variable #';
  return attribute(`${words}${index} of `)(machine);
}

const BRIDGED_KINDS: ReadonlySet<string> = new Set(['o', 'p', 'a', 'm']);
const BRIDGED_PARAMETERS: ReadonlySet<string> = new Set(['n', 'b', 'g']);

function readBridgedMethod(machine: Machine): MaybeNode {
  let shape = machine.next();
  if (!BRIDGED_KINDS.has(shape)) return null;
  while (!machine.nextIf('_')) {
    const parameter = machine.next();
    if (!BRIDGED_PARAMETERS.has(parameter)) return null;
    shape += parameter;
  }
  return attribute(`outlined bridged method (${shape}) of `)(machine);
}
