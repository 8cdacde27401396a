/**
 * Writes declarations with their context: `context.name type` where the context reads well before a dot, and
 * `name type in context` where it does not (closures, local types, default arguments).
 */
import type { Kind, MaybeNode, Node } from '../node.ts';
import { child, childOfKind } from '../node.ts';
import { isFunctionLike, needsSpaceBefore, printFunctionType } from './types.ts';
import type { Writer } from './writer.ts';

/** How an entity shows its type. */
type TypeStyle = 'none' | 'colon' | 'function';

interface Entity {
  readonly type: TypeStyle;
  readonly hasName: boolean;
  /** What is written after the name, or in its place: `getter`, `closure #1`. */
  readonly extra: string;
  /** What is written as the name: `subscript`. */
  readonly fixedName: string;
}

const NAMED: Entity = { type: 'none', hasName: true, extra: '', fixedName: '' };
const UNNAMED: Entity = { ...NAMED, hasName: false };

/** Contexts an expression belongs to rather than lies in. */
const OWNED: ReadonlySet<Kind> = new Set<Kind>(['DefaultArgument', 'InitialValue']);

/** Writes an entity; see {@link Writer.print} for `asPrefix` and the result. */
export function printEntity(writer: Writer, node: Node, depth: number, asPrefix: boolean): MaybeNode {
  if (node.kind === 'Accessor') return printAccessor(writer, node, depth, asPrefix);
  const isBound = node.kind === 'BoundFunction';
  const declared = isBound ? child(node, 0) : node;
  const bound = isBound ? child(node, 1) : null;
  if (declared === null) {
    writer.fail();
    return null;
  }
  const described = DESCRIPTIONS.get(node.kind)?.(node, writer.style.isSimplified) ?? NAMED;
  return printWith(writer, declared, described, bound, depth, asPrefix);
}

function printAccessor(writer: Writer, accessor: Node, depth: number, asPrefix: boolean): MaybeNode {
  const storage = child(accessor, 0);
  if (storage?.kind !== 'Variable' && storage?.kind !== 'Subscript') {
    writer.fail();
    return null;
  }
  const hasName = storage.kind === 'Variable';
  const fixedName = hasName ? '' : 'subscript';
  const described: Entity = { type: 'colon', hasName, extra: accessor.text, fixedName };
  return printWith(writer, storage, described, null, depth, asPrefix);
}

const closure =
  (words: string): Describe =>
  (node, isSimplified) => ({
    ...UNNAMED,
    type: isSimplified ? 'none' : 'function',
    extra: `${words} #${node.index + 1}`,
  });
const numbered: Describe = (node) => ({ ...NAMED, extra: `${node.text}${node.index + 1}` });
const asWords: Describe = (node) => ({ ...UNNAMED, extra: node.text });

type Describe = (node: Node, isSimplified: boolean) => Entity;

/** How each kind of entity is written; what is not here is a name alone. */
const DESCRIPTIONS: ReadonlyMap<Kind, Describe> = new Map<Kind, Describe>([
  ['Function', () => ({ ...NAMED, type: 'function' })],
  ['BoundFunction', () => ({ ...NAMED, type: 'function' })],
  ['Variable', () => ({ ...NAMED, type: 'colon' })],
  ['Subscript', () => ({ ...UNNAMED, type: 'function', fixedName: 'subscript' })],
  ['Macro', (node) => ({ ...NAMED, type: childOfKind(node, 'LabelList') === null ? 'colon' : 'function' })],
  ['AttachedMacro', numbered],
  ['FreestandingMacro', numbered],
  ['MacroUniqueName', numbered],
  ['ExplicitClosure', closure('closure')],
  ['ImplicitClosure', closure('implicit closure')],
  ['DefaultArgument', (node) => ({ ...UNNAMED, extra: `default argument ${node.index}` })],
  ['InitialValue', asWords],
  ['Lifecycle', asWords],
  ['Allocator', (node) => ({ ...UNNAMED, type: 'function', extra: node.text })],
  ['Constructor', (node) => ({ ...UNNAMED, type: 'function', hasName: node.children.length > 2, extra: node.text })],
]);

function printWith(
  writer: Writer,
  node: Node,
  entity: Entity,
  bound: MaybeNode,
  depth: number,
  asPrefix: boolean,
): MaybeNode {
  const isLocal = entity.hasName && child(node, 1)?.kind === 'LocalName';
  const hasManyWords = isLocal || entity.extra.includes(' ');
  if (asPrefix && (entity.type !== 'none' || hasManyWords)) return node;

  const context = child(node, 0);
  let postfix: MaybeNode = null;
  if (context !== null && hasManyWords) postfix = context;
  else if (context !== null) {
    const start = writer.length;
    postfix = writer.print(context, depth + 1, true);
    if (writer.length !== start) writer.write('.');
  }
  printName(writer, node, entity, hasManyWords, depth);
  if (entity.type !== 'none') printType(writer, node, entity.type, hasManyWords, bound, depth);
  if (asPrefix || postfix === null) return postfix;
  writer.write(OWNED.has(node.kind) ? ' of ' : ' in ');
  writer.print(postfix, depth + 1);
  return null;
}

function printName(writer: Writer, node: Node, entity: Entity, hasManyWords: boolean, depth: number): void {
  let { extra } = entity;
  if (entity.hasName || entity.fixedName !== '') {
    if (extra !== '' && hasManyWords) {
      writer.write(`${extra} of `);
      extra = '';
    }
    const start = writer.length;
    writer.write(entity.fixedName);
    if (entity.fixedName === '') printOwnName(writer, node, depth);
    if (writer.length !== start && extra !== '') writer.write('.');
  }
  writer.write(extra);
}

function printOwnName(writer: Writer, node: Node, depth: number): void {
  const name = child(node, 1);
  if (name !== null && name.kind !== 'PrivateName') writer.print(name, depth + 1);
  const privateName = childOfKind(node, 'PrivateName');
  if (privateName !== null) writer.print(privateName, depth + 1);
}

function printType(
  writer: Writer,
  node: Node,
  style: 'colon' | 'function',
  hasManyWords: boolean,
  bound: MaybeNode,
  depth: number,
): void {
  const wrapped = childOfKind(node, 'Type');
  const type = wrapped === null ? null : child(wrapped, 0);
  if (type === null) {
    writer.fail();
    return;
  }
  if (style === 'function' && isFunctionLike(type)) {
    if (hasManyWords || needsSpaceBefore(type)) writer.write(' ');
    printEntityType(writer, node, type, bound, depth);
  } else if (!writer.style.isSimplified) {
    writer.write(' : ');
    printEntityType(writer, node, type, bound, depth);
  }
}

function printEntityType(writer: Writer, node: Node, type: Node, bound: MaybeNode, depth: number): void {
  const labels = childOfKind(node, 'LabelList');
  if (labels === null && bound === null) {
    writer.print(type, depth + 1);
    return;
  }
  if (bound !== null) {
    writer.write('<');
    writer.printAll(bound.children, depth, ', ');
    writer.write('>');
  }
  let signatureless = type;
  if (type.kind === 'GenericType') {
    const [signature, dependent] = type.children;
    if (bound === null && signature !== undefined) writer.print(signature, depth + 1);
    if (dependent === undefined) return;
    if (needsSpaceBefore(dependent)) writer.write(' ');
    signatureless = child(dependent, 0) ?? dependent;
  }
  printFunctionType(writer, labels, signatureless, depth);
}
