/**
 * Writes types: functions and their parameters, bound generic types with their sugar, and generic signatures.
 */
import type { Kind, MaybeNode, Node } from '../node.ts';
import { child, childOfKind, STDLIB, unwrapType } from '../node.ts';
import { genericParameterName } from '../vocabulary.ts';
import type { Writer } from './writer.ts';

/** Parameters written of one signature; a hostile count could be any number. */
const MAX_PARAMETERS = 128;

const SIMPLE: ReadonlySet<Kind> = new Set<Kind>([
  'Atom',
  'BoundGeneric',
  'BoundFunction',
  'BuiltinName',
  'BuiltinTuple',
  'Class',
  'Enum',
  'Structure',
  'Protocol',
  'OtherNominal',
  'TypeAlias',
  'GenericParam',
  'GenericType',
  'ExistentialMetatype',
  'Module',
  'Tuple',
  'TypeList',
]);

/** Function types a declaration's own type can be, written right after its name. */
const DECLARED: ReadonlySet<Kind> = new Set<Kind>(['FunctionType', 'UncurriedFunctionType', 'ThinFunctionType']);
const FUNCTIONS: ReadonlySet<Kind> = new Set<Kind>([...DECLARED, 'BlockFunctionType']);
const UNSPACED: ReadonlySet<Kind> = new Set<Kind>(['FunctionType', 'UncurriedFunctionType', 'GenericType']);

/** Whether a type can stand before `?` or `.Type` without parentheses. */
function isSimpleType(type: Node): boolean {
  const content = unwrapType(type);
  if (content.kind === 'ProtocolList') return content.children.length <= 1;
  return content.kind === 'ObjectComposition' ? content.children.length === 0 : SIMPLE.has(content.kind);
}

/** Whether a type is set off from the name before it. */
export function needsSpaceBefore(type: Node): boolean {
  return !UNSPACED.has(unwrapType(type).kind);
}

/** Whether a declaration of this type is written like a function; others get a colon. */
export function isFunctionLike(type: Node): boolean {
  let content = unwrapType(type);
  while (content.kind === 'GenericType') {
    const inner = child(content, 1);
    if (inner === null) return false;
    content = unwrapType(inner);
  }
  return DECLARED.has(content.kind);
}

/** Writes a type, in parentheses unless it is simple. */
export function printParenthesized(writer: Writer, type: Node, depth: number): void {
  const isSimple = isSimpleType(type);
  writer.write(isSimple ? '' : '(');
  writer.print(type, depth + 1);
  writer.write(isSimple ? '' : ')');
}

/** Writes a function type; simplified, no more of it than its labels. */
export function printFunctionType(writer: Writer, labels: MaybeNode, type: Node, depth: number): void {
  const [before, parameters, after, result, yields] = type.children;
  const isComplete = FUNCTIONS.has(type.kind) && before !== undefined && parameters !== undefined;
  if (!isComplete || after === undefined || result === undefined) {
    writer.fail();
    return;
  }
  writer.print(before, depth + 1);
  printParameters(writer, labels, yields ?? parameters, depth);
  if (writer.style.isSimplified) return;
  writer.print(after, depth + 1);
  writer.write(' -> ');
  writer.print(result, depth + 1);
}

/** Writes the parameters of a function with their labels, and with their types unless simplified. */
export function printParameters(writer: Writer, labels: MaybeNode, parameters: Node, depth: number): void {
  const type = child(parameters, 0);
  if (type === null) {
    writer.fail();
    return;
  }
  const content = unwrapType(type);
  const showsTypes = !writer.style.isSimplified;
  if (content.kind !== 'Tuple') {
    writer.write(showsTypes ? '(' : '(_:');
    if (showsTypes) writer.print(content, depth + 1);
    writer.write(')');
    return;
  }
  writer.write('(');
  for (const [position, element] of content.children.entries()) {
    if (showsTypes && position > 0) writer.write(', ');
    writer.write(labelOf(labels, element, position, showsTypes));
    if (showsTypes) writer.print(element, depth + 1);
  }
  writer.write(')');
}

function labelOf(labels: MaybeNode, element: Node, position: number, showsTypes: boolean): string {
  const space = showsTypes ? ' ' : '';
  if (labels !== null && labels.children.length > 0) {
    const label = child(labels, position);
    return `${label?.kind === 'Identifier' ? label.text : '_'}:${space}`;
  }
  if (showsTypes) return '';
  return element.text === '' ? '_:' : `${element.text}:`;
}

/** Writes a generic type with its arguments, in sugar where there is some. */
export function printBoundGeneric(writer: Writer, bound: Node, depth: number): void {
  const [type, list] = bound.children;
  if (type === undefined || list === undefined) {
    writer.fail();
    return;
  }
  const nominal = unwrapType(type);
  const [first, second] = list.children;
  const mayHaveSugar = writer.style.hasSugar && bound.children.length === 2 && nominal.kind !== 'Class';
  if (mayHaveSugar && nominal.kind === 'Protocol') {
    writer.printAll(list.children, depth);
    writer.write(' as ');
    writer.print(type, depth + 1);
    return;
  }
  const sugar = mayHaveSugar ? sugarOf(nominal, list.children.length) : null;
  if (sugar === null || first === undefined) {
    writer.print(type, depth + 1);
    writer.write('<');
    writer.printAll(list.children, depth, ', ');
    writer.write('>');
  } else if (sugar === 'Array') {
    writer.write('[');
    writer.print(first, depth + 1);
    writer.write(']');
  } else if (sugar === 'Dictionary') {
    writer.write('[');
    writer.print(first, depth + 1);
    writer.write(' : ');
    if (second !== undefined) writer.print(second, depth + 1);
    writer.write(']');
  } else {
    printParenthesized(writer, first, depth);
    writer.write(sugar === 'Optional' ? '?' : '!');
  }
}

type Sugar = 'Array' | 'Dictionary' | 'Optional' | 'ImplicitlyUnwrappedOptional';
const SUGARED: readonly (readonly [sugar: Sugar, kind: Kind, count: number])[] = [
  ['Array', 'Structure', 1],
  ['Dictionary', 'Structure', 2],
  ['Optional', 'Enum', 1],
  ['ImplicitlyUnwrappedOptional', 'Enum', 1],
];

function sugarOf(nominal: Node, argumentCount: number): Sugar | null {
  const [context, name] = nominal.children;
  if (context?.kind !== 'Module' || context.text !== STDLIB || name?.kind !== 'Identifier') return null;
  const known = SUGARED.find(
    ([sugar, kind, count]) => sugar === name.text && kind === nominal.kind && count === argumentCount,
  );
  return known?.[0] ?? null;
}

/** Writes `<A, B where …>`; simplified, without the `where`. */
export function printSignature(writer: Writer, signature: Node, depth: number): void {
  const counts = signature.children.filter((part) => part.kind === 'ParamCount');
  const isMarker = (part: Node): boolean => part.kind === 'PackMarker' || part.kind === 'ValueMarker';
  const constraints = signature.children.slice(counts.length);
  const firstRequirement = constraints.findIndex((part) => !isMarker(part));
  const markers = firstRequirement < 0 ? constraints : constraints.slice(0, firstRequirement);
  const requirements = firstRequirement < 0 ? [] : constraints.slice(firstRequirement);

  writer.write('<');
  for (const [depthOfParameters, count] of counts.entries()) {
    if (depthOfParameters > 0) writer.write('><');
    writer.write(parameterList(depthOfParameters, count.index, markers));
  }
  if (requirements.length > 0 && !writer.style.isSimplified) {
    writer.write(' where ');
    writer.printAll(requirements, depth, ', ');
  }
  writer.write('>');
}

function parameterList(depth: number, count: number, markers: readonly Node[]): string {
  const names: string[] = [];
  for (let index = 0; index < Math.min(count, MAX_PARAMETERS); index++) {
    // The marker's parameter is looked up with depth and index exchanged, as Apple's printer does.
    const marked = genericParameterName(index, depth);
    const isMarked = (kind: Kind): boolean =>
      markers.some((marker) => marker.kind === kind && parameterOf(marker) === marked);
    const each = isMarked('PackMarker') ? 'each ' : '';
    const value = isMarked('ValueMarker') ? 'let ' : '';
    names.push(each + value + genericParameterName(depth, index));
  }
  if (count > MAX_PARAMETERS) names.push('...');
  return names.join(', ');
}

function parameterOf(marker: Node): string | null {
  const type = child(marker, 0);
  const parameter = type === null ? null : unwrapType(type);
  return parameter?.kind === 'GenericParam' ? parameter.text : null;
}

/** Writes what a debugger's type mangling holds: a type, or a function type with labels. */
export function printTypeMangling(writer: Writer, mangling: Node, depth: number): void {
  const labels = childOfKind(mangling, 'LabelList');
  const type = childOfKind(mangling, 'Type');
  if (type === null) writer.fail();
  else if (labels === null) writer.print(type, depth + 1);
  else printFunctionType(writer, labels, unwrapType(type), depth);
}
