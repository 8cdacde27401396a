/**
 * Generic parameters, associated types, signatures and their requirements, and bound generic types.
 */
import { assertNever } from '../../../assert.ts';
import type { Kind, MaybeNode, Node } from '../node.ts';
import { atom, branch, child, compose, join, leaf, phrase, typeOf, unwrapType } from '../node.ts';
import { genericParameterName, LAYOUTS } from '../vocabulary.ts';
import type { Machine } from './machine.ts';
import { popNominal, popProtocol } from './names.ts';

/** Parents of a bound generic type; deeper nesting is no compiler's. */
const MAX_PARENTS = 512;

const REQUIREMENTS: ReadonlySet<Kind> = new Set<Kind>(['Requirement', 'PackMarker', 'ValueMarker']);

/** Entities that have no generic arguments of their own: an argument list belongs to what they are nested in. */
const TRANSPARENT: ReadonlySet<Kind> = new Set<Kind>([
  'Variable',
  'Subscript',
  'ImplicitClosure',
  'ExplicitClosure',
  'DefaultArgument',
  'InitialValue',
  'Static',
]);

const BINDABLE_FUNCTIONS: ReadonlySet<Kind> = new Set<Kind>(['Function', 'Constructor']);
const BINDABLE_TYPES: ReadonlySet<Kind> = new Set<Kind>([
  'Class',
  'Structure',
  'Enum',
  'Protocol',
  'OtherNominal',
  'TypeAlias',
]);

/** A generic parameter by depth and index. */
export function genericParam(depth: number, index: number): Node {
  return leaf('GenericParam', genericParameterName(depth, index));
}

/** `d<depth><index>`, `z` for the first, `s` for Self, or an index at depth 0. */
export function readGenericParam(machine: Machine): MaybeNode {
  if (machine.nextIf('d')) {
    const depth = machine.index();
    const index = machine.index();
    return depth === null || index === null ? null : genericParam(depth + 1, index);
  }
  if (machine.nextIf('z')) return genericParam(0, 0);
  if (machine.nextIf('s')) return atom('Self');
  const index = machine.index();
  return index === null ? null : genericParam(0, index + 1);
}

/** The name of an associated type, with its protocol when that was mangled. */
export function popAssociatedName(machine: Machine): MaybeNode {
  const protocol = machine.pop('Type');
  if (protocol !== null && unwrapType(protocol).kind !== 'Protocol') return null;
  const name = machine.pop('Identifier');
  return protocol === null ? compose('AssociatedName', name) : compose('AssociatedName', protocol, '.', name);
}

/** A path of associated type names, joined with dots. */
export function popAssociatedPath(machine: Machine): MaybeNode {
  const names = machine.popMarkedList(() => popAssociatedName(machine));
  if (names === null) return null;
  return branch(
    'Phrase',
    names.flatMap((name, position) => (position === 0 ? [name] : [leaf('Text', '.'), name])),
  );
}

/** `base.Name`; without a base, the type on the stack is it. */
export function readAssociatedType(machine: Machine, base: MaybeNode | 'popped'): MaybeNode {
  const name = popAssociatedName(machine);
  const baseType = base === 'popped' ? machine.pop('Type') : typeOf(base);
  return machine.remember(typeOf(atom(baseType, '.', name)));
}

/** `base.Name.Name…`. */
export function readAssociatedChain(machine: Machine, base: MaybeNode | 'popped'): MaybeNode {
  const names = machine.popMarkedList(() => popAssociatedName(machine));
  let type = base === 'popped' ? machine.pop('Type') : typeOf(base);
  if (names === null) return null;
  for (const name of names) type = typeOf(atom(type, '.', name));
  return machine.remember(type);
}

/** `l` and `r…l`: how many parameters at each depth, and the requirements on the stack. */
export function readGenericSignature(machine: Machine, hasCounts: boolean): MaybeNode {
  const counts: Node[] = [];
  if (!hasCounts) {
    counts.push(leaf('ParamCount', '', 1));
  } else {
    while (!machine.nextIf('l')) {
      const count = readCount(machine);
      if (count === null) return null;
      counts.push(leaf('ParamCount', '', count));
    }
  }
  const requirements: Node[] = [];
  for (let next = machine.popOneOf(REQUIREMENTS); next !== null; next = machine.popOneOf(REQUIREMENTS)) {
    requirements.push(next);
  }
  return branch('GenericSignature', [...counts, ...requirements.reverse()]);
}

function readCount(machine: Machine): number | null {
  if (machine.nextIf('z')) return 0;
  const index = machine.index();
  return index === null ? null : index + 1;
}

/** How the constrained type of a requirement is mangled. */
type Subject = 'parameter' | 'associated' | 'chain' | 'popped';
/** What a requirement demands. */
type Demand = 'protocol' | 'superclass' | 'sameType' | 'sameShape' | 'layout' | 'inverse' | 'pack' | 'value';

const REQUIREMENT_CODES: ReadonlyMap<string, readonly [Demand, Subject]> = new Map<string, readonly [Demand, Subject]>([
  ['V', ['value', 'parameter']],
  ['v', ['pack', 'parameter']],
  ['c', ['superclass', 'associated']],
  ['C', ['superclass', 'chain']],
  ['b', ['superclass', 'parameter']],
  ['B', ['superclass', 'popped']],
  ['t', ['sameType', 'associated']],
  ['T', ['sameType', 'chain']],
  ['s', ['sameType', 'parameter']],
  ['S', ['sameType', 'popped']],
  ['m', ['layout', 'associated']],
  ['M', ['layout', 'chain']],
  ['l', ['layout', 'parameter']],
  ['L', ['layout', 'popped']],
  ['p', ['protocol', 'associated']],
  ['P', ['protocol', 'chain']],
  ['Q', ['protocol', 'popped']],
  ['h', ['sameShape', 'parameter']],
  ['i', ['inverse', 'parameter']],
  ['I', ['inverse', 'popped']],
  ['j', ['inverse', 'associated']],
  ['J', ['inverse', 'chain']],
]);

/** `R…`: one requirement. */
export function readRequirement(machine: Machine): MaybeNode {
  const [demand, subject] = machine.lookUp(REQUIREMENT_CODES) ?? ['protocol', 'parameter'];
  const inverse = demand === 'inverse' ? machine.index() : 0;
  if (inverse === null) return null;
  const type = readSubject(machine, subject);
  switch (demand) {
    case 'pack':
      return join('PackMarker', type);
    case 'value':
      return join('ValueMarker', type, machine.pop('Type'));
    case 'protocol':
      return conformance(type, popProtocol(machine));
    case 'superclass':
      return conformance(type, machine.pop('Type'));
    case 'sameType':
      return sameType(type, machine.pop('Type'));
    case 'sameShape':
      return compose('Requirement', type, '.shape == ', machine.pop('Type'), '.shape');
    case 'inverse':
      return compose('Requirement', type, `: ~Swift.${invertibleProtocol(inverse)}`);
    case 'layout':
      return layoutRequirement(type, readLayout(machine));
    default:
      return assertNever(demand);
  }
}

function readSubject(machine: Machine, subject: Subject): MaybeNode {
  switch (subject) {
    case 'parameter':
      return typeOf(readGenericParam(machine));
    case 'associated':
      return readAssociatedType(machine, readGenericParam(machine));
    case 'chain':
      return readAssociatedChain(machine, readGenericParam(machine));
    case 'popped':
      return machine.pop('Type');
    default:
      return assertNever(subject);
  }
}

/** `type: constraint`. */
export function conformance(type: MaybeNode, constraint: MaybeNode): MaybeNode {
  return compose('Requirement', type, ': ', constraint);
}

/** `type == other`. */
export function sameType(type: MaybeNode, other: MaybeNode): MaybeNode {
  return compose('Requirement', type, ' == ', other);
}

/** `type: <layout>`. */
export function layoutRequirement(type: MaybeNode, layout: string | null): MaybeNode {
  return layout === null ? null : compose('Requirement', type, `: ${layout}`);
}

function invertibleProtocol(bit: number): string {
  return ['Copyable', 'Escapable'][bit] ?? `<bit ${bit}>`;
}

function readLayout(machine: Machine): string | null {
  const layout = machine.lookUp(LAYOUTS);
  if (layout === null) return null;
  const [name, count] = layout;
  const numbers: number[] = [];
  for (let position = 0; position < count; position++) {
    const number = machine.index();
    if (number === null) return null;
    numbers.push(number);
  }
  return layoutWords(name, numbers);
}

/** A layout with its size and alignment. */
export function layoutWords(name: string, numbers: readonly number[]): string {
  return numbers.length === 0 ? name : `${name}(${numbers.join(', ')})`;
}

/** The requirements of a constrained existential, joined with commas. */
export function popExistentialRequirements(machine: Machine): MaybeNode {
  const requirements = machine.popMarkedList(() => machine.popOneOf(REQUIREMENTS));
  return requirements === null ? null : commaList(requirements);
}

/** Nodes joined with `, `. */
export function commaList(nodes: readonly Node[]): Node {
  return branch(
    'Phrase',
    nodes.flatMap((node, position) => (position === 0 ? [node] : [leaf('Text', ', '), node])),
  );
}

/** Generic arguments: one list for each level of nesting, innermost first, and whether conformances came with them. */
interface GenericArguments {
  readonly lists: readonly Node[];
  readonly retroactive: readonly Node[];
}

/** Pops `y<types>_<types>…` down to its `y`. */
export function popGenericArguments(machine: Machine): GenericArguments | null {
  const retroactive = machine.popAll('RetroactiveConformance');
  const lists: Node[] = [];
  for (;;) {
    lists.push(branch('TypeList', machine.popAll('Type')));
    if (machine.pop('EmptyList') !== null) return { lists, retroactive };
    if (machine.pop('FirstElement') === null) return null;
  }
}

/** `G`: a nominal type with its arguments. */
export function readBoundGeneric(machine: Machine): MaybeNode {
  const generic = popGenericArguments(machine);
  if (generic === null) return null;
  const nominal = popNominal(machine);
  if (nominal === null) return null;
  const bound = bind(nominal, generic.lists, 0, 0);
  if (bound === null) return null;
  // A third child marks conformances: they are not written, but take the sugar away.
  const marked =
    generic.retroactive.length === 0
      ? bound
      : { ...bound, children: [...bound.children, branch('TypeList', generic.retroactive)] };
  return machine.remember(typeOf(marked));
}

/** Gives a type the arguments of its level and its parents theirs. */
function bind(nominal: Node, lists: readonly Node[], level: number, depth: number): MaybeNode {
  const list = lists[level];
  const context = child(nominal, 0);
  if (list === undefined || context === null || depth > MAX_PARENTS) return null;
  const takesArguments = !TRANSPARENT.has(nominal.kind);
  const nextLevel = takesArguments ? level + 1 : level;

  let rebuilt = nominal;
  if (nextLevel < lists.length) {
    const parent = bindContext(context, lists, nextLevel, depth + 1);
    if (parent === null) return null;
    rebuilt = { ...nominal, children: [parent, ...nominal.children.slice(1)] };
  }
  if (!takesArguments || list.children.length === 0) return rebuilt;
  return bindArguments(rebuilt, list);
}

function bindContext(context: Node, lists: readonly Node[], level: number, depth: number): MaybeNode {
  if (context.kind !== 'Extension') return bind(context, lists, level, depth);
  const extended = child(context, 1);
  const bound = extended === null ? null : bind(extended, lists, level, depth);
  if (bound === null) return null;
  return { ...context, children: context.children.map((part, position) => (position === 1 ? bound : part)) };
}

/** A type or function with arguments; `null` for what takes none. */
export function bindArguments(nominal: Node, list: Node): MaybeNode {
  if (BINDABLE_FUNCTIONS.has(nominal.kind)) return branch('BoundFunction', [nominal, list]);
  return BINDABLE_TYPES.has(nominal.kind) ? join('BoundGeneric', typeOf(nominal), list) : null;
}

/** `u`: a type under a generic signature. */
export function readGenericType(machine: Machine): MaybeNode {
  const signature = machine.pop('GenericSignature');
  return typeOf(join('GenericType', signature, machine.pop('Type')));
}

/** A function's or conforming type's own signature before it, when there is one. */
export function underSignature(signature: MaybeNode, type: MaybeNode): MaybeNode {
  return signature === null ? type : typeOf(join('GenericType', signature, type));
}

/** `Qo`: one of the opaque types a declaration returns. */
export function readOpaqueType(machine: Machine): MaybeNode {
  const index = machine.index();
  const generic = popGenericArguments(machine);
  if (generic === null || index === null) return null;
  return machine.remember(typeOf(phrase(machine.popAny(), `.${index}`)));
}
