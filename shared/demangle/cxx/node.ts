/**
 * The tree of a parsed C++ name.
 *
 * A C++ declarator is written inside out (`int (*name)[3]`), so types that wrap
 * around a name have nodes of their own and are printed in two halves, left and
 * right of it. Everything else reads from left to right and is a `sequence` of
 * text and nodes. Nodes never change after parsing, except a `forward`, whose
 * target is known only when the template arguments behind it have been read.
 */

/** A stretch of output: literal text, or a node printed in full. */
export type Part = string | Node;

export type Node =
  | Sequence
  | Forward
  /** Only the half of a node that stands left of a declared name. */
  | { readonly kind: 'left'; readonly node: Node }
  /** Nodes separated by commas; those that print nothing take no comma either. */
  | { readonly kind: 'list'; readonly nodes: readonly Node[] }
  /** An operand, in parentheses when it binds no tighter than `limit`. */
  | { readonly kind: 'operand'; readonly node: Node; readonly limit: number }
  /** Brackets in which `>` is an operator again. */
  | { readonly kind: 'group'; readonly brackets: '()' | '[]' | '{}'; readonly parts: readonly Part[] }
  /** `<…>`, in which a bare `>` would end the list. */
  | { readonly kind: 'angle'; readonly parts: readonly Part[] }
  | { readonly kind: 'pointer'; readonly pointee: Node }
  | { readonly kind: 'reference'; readonly referent: Node; readonly rvalue: boolean }
  | { readonly kind: 'memberPointer'; readonly owner: Node; readonly member: Node }
  | { readonly kind: 'array'; readonly element: Node; readonly size: Node | null }
  | FunctionNode
  /** A type with its `const`, `volatile` or `restrict` (written behind it). */
  | { readonly kind: 'qualified'; readonly node: Node; readonly qualifiers: string }
  /** The declaration of a template's value parameter: type, `...` of a pack, name. */
  | { readonly kind: 'declaration'; readonly type: Node; readonly isPack: boolean; readonly name: Node }
  /** A template argument pack as a parameter refers to it: one element at a time. */
  | { readonly kind: 'pack'; readonly elements: readonly Node[] }
  /** A pattern printed once for each element of the packs in it. */
  | { readonly kind: 'expansion'; readonly pattern: Node };

/** A function type (`name` is null), or a function's whole declaration. */
export interface FunctionNode {
  readonly kind: 'function';
  readonly result: Node | null;
  readonly name: Node | null;
  readonly parameters: readonly Node[];
  /** What follows the parameters and the result: qualifiers, `noexcept`, `requires`. */
  readonly tail: readonly Part[];
}

/** What the grammar asks of a node that it meets again later. */
type Role = 'plain' | 'module' | 'templateId' | 'designator' | 'protocol';

export interface Sequence {
  readonly kind: 'sequence';
  readonly parts: readonly Part[];
  /** How tightly it binds as an operand, a value of `precedence.ts`. */
  readonly precedence: number;
  /** The unqualified name that a constructor or destructor in it repeats. */
  readonly base: string;
  readonly role: Role;
  /** Set for `>` and `>>`, which need parentheses among template arguments. */
  readonly guarded: boolean;
  /** The long form of an abbreviation such as `std::string`. */
  readonly expanded: Sequence | null;
}

/** A reference to a template argument that stands further on in the mangled name. */
export interface Forward {
  readonly kind: 'forward';
  readonly index: number;
  target: Node | null;
}

type Details = Partial<Omit<Sequence, 'kind' | 'parts'>>;

/** Text and nodes that are printed one after another. */
export function sequence(parts: readonly Part[], details: Details = {}): Sequence {
  return {
    kind: 'sequence',
    parts,
    precedence: details.precedence ?? 0,
    base: details.base ?? '',
    role: details.role ?? 'plain',
    guarded: details.guarded ?? false,
    expanded: details.expanded ?? null,
  };
}

/** A single word: an identifier, a builtin type, a literal. */
export function word(text: string): Sequence {
  return sequence([text], { base: text });
}

export function list(nodes: readonly Node[]): Node {
  return { kind: 'list', nodes };
}

export function angle(...parts: readonly Part[]): Node {
  return { kind: 'angle', parts };
}

/** Parts in parentheses. */
export function parens(...parts: readonly Part[]): Node {
  return { kind: 'group', brackets: '()', parts };
}

export function operand(node: Node, limit: number): Node {
  return { kind: 'operand', node, limit };
}

/** The unqualified name in a node; empty for whatever has none. */
export function baseName(node: Node): string {
  return node.kind === 'sequence' ? node.base : '';
}
