/**
 * Declarations: functions, variables, subscripts and their accessors, initialisers and deinitialisers, closures,
 * default arguments, extensions and anonymous contexts.
 *
 * The children of an entity are its context, its name when it has one, its labels when it has some, its type, and the
 * private discriminator of an initialiser or subscript.
 */
import type { Kind, MaybeNode, Node } from '../node.ts';
import { branch, DECL_NAMES, join } from '../node.ts';
import { ACCESSORS, ADDRESSORS, MUTABLE_ADDRESSORS } from '../vocabulary.ts';
import { popFunctionType, popLabels } from './functionTypes.ts';
import { underSignature } from './generics.ts';
import type { Machine } from './machine.ts';
import { popContext, popModule, popNominal } from './names.ts';
import { popTypeList } from './types.ts';

/** `F`. */
export function readFunction(machine: Machine): MaybeNode {
  const signature = machine.pop('GenericSignature');
  const type = popFunctionType(machine);
  if (type === null) return null;
  const labelled = popLabels(machine, type);
  const name = machine.popOneOf(DECL_NAMES);
  const context = popContext(machine);
  return entity('Function', [context, name], labelled.labels, underSignature(signature, labelled.type));
}

/** A declaration with a name and a type: variables, macros, generic parameter declarations. */
export function readNamedEntity(machine: Machine, kind: Kind): MaybeNode {
  const type = machine.pop('Type');
  if (type === null) return null;
  const labelled = popLabels(machine, type);
  const name = machine.popOneOf(DECL_NAMES);
  const context = popContext(machine);
  return entity(kind, [context, name], labelled.labels, labelled.type);
}

/** `v<accessor>`. */
export function readVariable(machine: Machine): MaybeNode {
  return readAccessor(machine, readNamedEntity(machine, 'Variable'));
}

/** `i<accessor>`. */
export function readSubscript(machine: Machine): MaybeNode {
  const privateName = machine.pop('PrivateName');
  const type = machine.pop('Type');
  if (type === null) return null;
  const labelled = popLabels(machine, type);
  const subscript = entity('Subscript', [popContext(machine)], labelled.labels, labelled.type, privateName);
  return readAccessor(machine, subscript);
}

function readAccessor(machine: Machine, storage: MaybeNode): MaybeNode {
  if (storage === null) return null;
  if (machine.nextIf('p')) return storage;
  const words = readAccessorWords(machine);
  return words === null ? null : branch('Accessor', [storage], words);
}

/** The words an accessor code stands for; the addressors take two letters. */
function readAccessorWords(machine: Machine): string | null {
  if (machine.nextIf('a')) return machine.lookUp(MUTABLE_ADDRESSORS);
  return machine.nextIf('l') ? machine.lookUp(ADDRESSORS) : machine.lookUp(ACCESSORS);
}

function entity(
  kind: Kind,
  head: readonly MaybeNode[],
  labels: MaybeNode,
  type: MaybeNode,
  privateName: MaybeNode = null,
): MaybeNode {
  const optional = (node: MaybeNode): MaybeNode[] => (node === null ? [] : [node]);
  return join(kind, ...head, ...optional(labels), type, ...optional(privateName));
}

/** Expressions and accessors the compiler makes up for a declaration; written "… of" it. */
const INITIAL_VALUES: ReadonlyMap<string, string> = new Map([
  ['i', 'variable initialization expression'],
  ['P', 'property wrapper backing initializer'],
  ['F', 'property wrapped field init accessor'],
  ['W', 'property wrapper init from projected value'],
]);

/** The ends of an object's life. */
const LIFECYCLE: ReadonlyMap<string, string> = new Map([
  ['D', '__deallocating_deinit'],
  ['Z', '__isolated_deallocating_deinit'],
  ['d', 'deinit'],
  ['E', '__ivar_destroyer'],
  ['e', '__ivar_initializer'],
]);

/** `f…`, without macros. */
export function readFunctionEntity(machine: Machine): MaybeNode {
  const initialValue = machine.lookUp(INITIAL_VALUES);
  if (initialValue !== null) {
    const context = popContext(machine);
    return context === null ? null : branch('InitialValue', [context], initialValue);
  }
  const lifecycle = machine.lookUp(LIFECYCLE);
  if (lifecycle !== null) return lifecycleEntity(popContext(machine), lifecycle);
  switch (machine.next()) {
    case 'C':
      return readInitializer(machine, 'Allocator');
    case 'c':
      return readInitializer(machine, 'Constructor');
    case 'U':
      return readClosure(machine, 'ExplicitClosure');
    case 'u':
      return readClosure(machine, 'ImplicitClosure');
    case 'A': {
      const index = machine.index();
      const context = popContext(machine);
      return index === null || context === null ? null : branch('DefaultArgument', [context], '', index);
    }
    default:
      return null;
  }
}

/** A deinitialiser; only a class's own deallocates. */
export function lifecycleEntity(context: MaybeNode, words: string): MaybeNode {
  if (context === null) return null;
  const isPlain = words.endsWith('_deinit') && context.kind !== 'Class';
  return branch('Lifecycle', [context], isPlain ? 'deinit' : words);
}

/** The word an allocating initialiser is written with. */
export function allocatorWords(context: Node): string {
  return context.kind === 'Class' ? '__allocating_init' : 'init';
}

function readInitializer(machine: Machine, kind: 'Allocator' | 'Constructor'): MaybeNode {
  const privateName = machine.pop('PrivateName');
  const type = machine.pop('Type');
  if (type === null) return null;
  const labelled = popLabels(machine, type);
  const context = popContext(machine);
  const initializer = entity(kind, [context], labelled.labels, labelled.type, privateName);
  if (initializer === null || context === null) return null;
  return { ...initializer, text: kind === 'Allocator' ? allocatorWords(context) : 'init' };
}

function readClosure(machine: Machine, kind: 'ExplicitClosure' | 'ImplicitClosure'): MaybeNode {
  const index = machine.index();
  const type = machine.pop('Type');
  const context = popContext(machine);
  return index === null || type === null || context === null ? null : branch(kind, [context, type], '', index);
}

/** `E`: an extension: its module, what it extends, and its constraints. */
export function readExtension(machine: Machine): MaybeNode {
  const signature = machine.pop('GenericSignature');
  const module = popModule(machine);
  const type = popNominal(machine);
  return signature === null ? join('Extension', module, type) : join('Extension', module, type, signature);
}

/** `XZ`: a context known only by where it lies: its parent, its name and its generic arguments. */
export function readAnonymousContext(machine: Machine): MaybeNode {
  const types = popTypeList(machine);
  const name = machine.pop('Identifier');
  const parent = popContext(machine);
  return types === null ? null : join('AnonymousContext', parent, name, branch('TypeList', types));
}
