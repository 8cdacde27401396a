/**
 * The tree a mangled Swift name stands for.
 *
 * Both manglings (the stack-based one of Swift 4 and later, and the recursive one before it) build this tree, and
 * one printer writes it. Most of what a symbol can say ("type metadata accessor for …") matters only as words, so it
 * becomes a `Phrase`: text and nodes in the order they are written. A kind of its own exists only where the grammar
 * or the printer has to tell nodes apart. Trees are immutable and share subtrees (substitutions): walking one can
 * therefore cost more than its size, and the printer counts its steps.
 */

/** What a node is; see the groups below for how the grammar classes them. */
export type Kind =
  // Words and arrangements.
  | 'Text'
  | 'Phrase'
  | 'Atom'
  | 'Either'
  | 'Parenthesized'
  | 'NestedName'
  | 'Suffix'
  // Names.
  | 'Module'
  | 'Identifier'
  | 'OperatorName'
  | 'LocalName'
  | 'PrivateName'
  | 'RelatedName'
  | 'LabelList'
  // Nominal types and what binds them.
  | 'Class'
  | 'Structure'
  | 'Enum'
  | 'Protocol'
  | 'TypeAlias'
  | 'OtherNominal'
  | 'BuiltinTuple'
  | 'BoundGeneric'
  | 'BoundFunction'
  | 'TypeList'
  // Entities and contexts.
  | 'Extension'
  | 'AnonymousContext'
  | 'Function'
  | 'Variable'
  | 'Subscript'
  | 'Accessor'
  | 'Constructor'
  | 'Allocator'
  | 'Lifecycle'
  | 'InitialValue'
  | 'DefaultArgument'
  | 'ExplicitClosure'
  | 'ImplicitClosure'
  | 'Static'
  | 'OpaqueReturnTypeOf'
  | 'AutoDiffFunction'
  | 'Macro'
  | 'GenericTypeParamDecl'
  | 'AttachedMacro'
  | 'FreestandingMacro'
  | 'MacroUniqueName'
  | 'MacroLocation'
  // Types.
  | 'Type'
  | 'TypeMangling'
  | 'BuiltinName'
  | 'Tuple'
  | 'TupleElement'
  | 'FunctionType'
  | 'UncurriedFunctionType'
  | 'ThinFunctionType'
  | 'BlockFunctionType'
  | 'Parameters'
  | 'InOut'
  | 'ProtocolList'
  | 'ClassComposition'
  | 'ObjectComposition'
  | 'ExistentialMetatype'
  | 'GenericType'
  | 'GenericParam'
  | 'AssociatedName'
  | 'GenericSignature'
  | 'ParamCount'
  | 'PackMarker'
  | 'ValueMarker'
  | 'Requirement'
  // Conformances.
  | 'Conformance'
  | 'DependentConformance'
  | 'OpaqueConformance'
  | 'ConformanceRef'
  | 'RetroactiveConformance'
  // Marks that wait on the stack for the operator that takes them.
  | 'EmptyList'
  | 'FirstElement'
  | 'Variadic'
  | 'Throws'
  | 'Async'
  | 'Sendable'
  | 'FunctionIsolation'
  | 'Differentiable'
  | 'SendingResult'
  | 'Yields'
  // Attributes of a whole symbol, written before it.
  | 'Attribute'
  | 'PartialApply'
  | 'Specialization';

/** One node: a kind, the words or number it carries itself, and its children in writing order. */
export interface Node {
  readonly kind: Kind;
  readonly text: string;
  readonly index: number;
  readonly children: readonly Node[];
}

/** A node, or `null` where the name did not follow the grammar. */
export type MaybeNode = Node | null;

const NO_CHILDREN: readonly Node[] = [];

/** A node that carries words and no children. */
export function leaf(kind: Kind, text = '', index = 0): Node {
  return { kind, text, index, children: NO_CHILDREN };
}

/** A node with children that are all there. */
export function branch(kind: Kind, children: readonly Node[], text = '', index = 0): Node {
  return { kind, text, index, children };
}

/** A node with these children, or `null` when one of them is missing. */
export function join(kind: Kind, ...children: readonly MaybeNode[]): MaybeNode {
  const present = allPresent(children);
  return present === null ? null : branch(kind, present);
}

/** A node of `kind` that writes its parts one after another; `null` when a part is missing. */
export function compose(kind: Kind, ...parts: readonly (string | MaybeNode)[]): MaybeNode {
  return join(kind, ...parts.map((part) => (typeof part === 'string' ? leaf('Text', part) : part)));
}

/** Words and nodes in writing order. */
export function phrase(...parts: readonly (string | MaybeNode)[]): MaybeNode {
  return compose('Phrase', ...parts);
}

/** Like {@link phrase}, for types that never need parentheses around them. */
export function atom(...parts: readonly (string | MaybeNode)[]): MaybeNode {
  return compose('Atom', ...parts);
}

/** Written as `full` by default and as `simplified` in the simplified style. */
export function either(full: MaybeNode | string, simplified: MaybeNode | string): MaybeNode {
  return compose('Either', full, simplified);
}

/** A type, wrapped as the grammar wraps every type it puts on the stack. */
export function typeOf(node: MaybeNode): MaybeNode {
  return join('Type', node);
}

/** The same node with another kind. */
export function withKind(node: Node, kind: Kind): Node {
  return { ...node, kind };
}

/** The child at `position`, or `null`. */
export function child(node: Node, position: number): MaybeNode {
  return node.children[position] ?? null;
}

/** The first child of a kind, or `null`. */
export function childOfKind(node: Node, kind: Kind): MaybeNode {
  return node.children.find((candidate) => candidate.kind === kind) ?? null;
}

/** What a chain of `Type` wrappers holds at its end. */
export function unwrapType(node: Node): Node {
  let inner = node;
  while (inner.kind === 'Type') {
    const next = child(inner, 0);
    if (next === null) return inner;
    inner = next;
  }
  return inner;
}

/** `Swift.<name>` as a nominal type of `kind`, not wrapped. */
export function swiftNominal(kind: Kind, name: string): Node {
  return branch(kind, [leaf('Module', STDLIB), leaf('Identifier', name)]);
}

/** The module name of the standard library. */
export const STDLIB = 'Swift';
/** The module that stands for everything imported from C and Objective-C. */
export const C_MODULE = '__C';
/** The module that stands for declarations the importer makes up. */
export const SYNTHESIZED_MODULE = '__C_Synthesized';

/** Nodes that name a declaration. */
export const DECL_NAMES: ReadonlySet<Kind> = new Set<Kind>([
  'Identifier',
  'LocalName',
  'PrivateName',
  'RelatedName',
  'OperatorName',
]);

/** Nodes that declare a type which may take generic arguments. */
export const NOMINALS: ReadonlySet<Kind> = new Set<Kind>([
  'Structure',
  'Class',
  'Enum',
  'Protocol',
  'OtherNominal',
  'TypeAlias',
  'BuiltinTuple',
]);

/** Nodes another declaration can be nested in. */
export const CONTEXTS: ReadonlySet<Kind> = new Set<Kind>([
  ...NOMINALS,
  'Module',
  'Extension',
  'AnonymousContext',
  'Function',
  'Variable',
  'Subscript',
  'Accessor',
  'Constructor',
  'Allocator',
  'Lifecycle',
  'InitialValue',
  'DefaultArgument',
  'ExplicitClosure',
  'ImplicitClosure',
  'Static',
  'OpaqueReturnTypeOf',
  'AutoDiffFunction',
]);

/** What operators that work on "an entity" accept: contexts, and types. */
export const ENTITIES: ReadonlySet<Kind> = new Set<Kind>([...CONTEXTS, 'Type']);

/** Attributes of a whole symbol. */
export const ATTRIBUTES: ReadonlySet<Kind> = new Set<Kind>(['Attribute', 'PartialApply', 'Specialization']);

function allPresent(nodes: readonly MaybeNode[]): Node[] | null {
  const present: Node[] = [];
  for (const node of nodes) {
    if (node === null) return null;
    present.push(node);
  }
  return present;
}
