/**
 * Function types and the labels of their parameters.
 *
 * A function type node holds, in order: what is written before the parameters (attributes), the parameters, what is
 * written between them and the arrow (effects), the result, and the types it yields when it is a coroutine.
 */
import type { Kind, MaybeNode, Node } from '../node.ts';
import { branch, child, join, leaf, typeOf, unwrapType } from '../node.ts';
import { DIFFERENTIABILITY } from '../vocabulary.ts';
import type { Machine } from './machine.ts';

/** Pops the parts of a function type of `kind`; `prefix` is written before everything else. */
export function popFunctionType(machine: Machine, kind: Kind = 'FunctionType', prefix = ''): MaybeNode {
  const sending = machine.pop('SendingResult');
  const isolation = machine.pop('FunctionIsolation');
  const differentiable = machine.pop('Differentiable');
  const throwing = machine.pop('Throws');
  const sendable = machine.pop('Sendable');
  const async = machine.pop('Async');
  const parameters = popParameters(machine);
  const yields = machine.pop('Yields');
  const result = popParameters(machine);
  return typeOf(
    functionType(kind, prefix, {
      sending,
      isolation,
      differentiable,
      throwing,
      sendable,
      async,
      parameters,
      yields,
      result,
    }),
  );
}

/** What a function type is made of; a part that is `null` is not there. */
interface FunctionParts {
  readonly sending: MaybeNode;
  readonly isolation: MaybeNode;
  readonly differentiable: MaybeNode;
  readonly throwing: MaybeNode;
  readonly sendable: MaybeNode;
  readonly async: MaybeNode;
  readonly parameters: MaybeNode;
  readonly yields: MaybeNode;
  readonly result: MaybeNode;
}

/** Builds a function type node; `null` without parameters or result. */
export function functionType(kind: Kind, prefix: string, parts: FunctionParts): MaybeNode {
  if (parts.parameters === null || parts.result === null) return null;
  // `nonisolated(nonsending)` is written after the differentiability, the other isolations before it.
  const isLate = parts.isolation?.text === LATE_ISOLATION;
  const before = [
    leaf('Text', prefix),
    isLate ? null : parts.isolation,
    parts.differentiable,
    isLate ? parts.isolation : null,
    parts.sendable,
  ].filter((part) => part !== null);
  const after = [parts.async, parts.throwing].filter((part) => part !== null);
  const children = [
    branch('Phrase', before),
    branch('Parameters', [parts.parameters]),
    branch('Phrase', after),
    parts.sending === null ? parts.result : branch('Phrase', [parts.sending, parts.result]),
  ];
  if (parts.yields !== null) children.push(branch('Parameters', parts.yields.children));
  return branch(kind, children);
}

/** The isolation a caller passes on. */
export const LATE_ISOLATION = 'nonisolated(nonsending) ';

function popParameters(machine: Machine): MaybeNode {
  return machine.pop('EmptyList') === null ? machine.pop('Type') : branch('Type', [leaf('Tuple')]);
}

/** `Xy`: the types a coroutine yields. */
export function readYields(machine: Machine): MaybeNode {
  return join('Yields', popParameters(machine));
}

/** `Yj<kind>`. */
export function readDifferentiable(machine: Machine): MaybeNode {
  const words = machine.lookUp(DIFFERENTIABILITY);
  return words === null ? null : leaf('Differentiable', `${words} `);
}

/** `@convention(c)` and `@convention(block)`, with the C type when one was mangled: `<length><text>`. */
export function conventionOf(name: string, clangType: string | null): string {
  return clangType === null ? `@convention(${name})` : `@convention(${name}, mangledCType: "${clangType}")`;
}

/** A C type as the C++ mangling writes it, counted. */
export function readClangType(machine: Machine): string | null {
  const length = machine.natural();
  return length === null || length === 0 ? null : machine.take(length);
}

/** A declaration's labels and its type, which loses the labels it carried itself. */
interface Labelled {
  readonly labels: MaybeNode;
  readonly type: Node;
}

/** Pops the labels that belong to the function `type`; without parameters there are none to pop. */
export function popLabels(machine: Machine, type: Node): Labelled {
  if (!machine.hasLabelsInTypes && machine.pop('EmptyList') !== null) {
    return { labels: leaf('LabelList'), type };
  }
  const unlabelled: Labelled = { labels: null, type };
  const signature = functionOf(type);
  if (signature === null) return unlabelled;
  const parameters = parametersOf(signature);
  if (parameters === null) return unlabelled;
  const count = parameters.kind === 'Tuple' ? parameters.children.length : 1;
  if (count === 0) return unlabelled;
  return machine.hasLabelsInTypes ? takeLabelsFromType(type, parameters) : popPushedLabels(machine, type, count);
}

function popPushedLabels(machine: Machine, type: Node, count: number): Labelled {
  const labels: Node[] = [];
  for (let position = 0; position < count; position++) {
    const label = machine.popAny();
    if (label?.kind !== 'Identifier' && label?.kind !== 'FirstElement') return { labels: null, type };
    labels.push(label);
  }
  return { labels: labelList(labels.reverse()), type };
}

function takeLabelsFromType(type: Node, parameters: Node): Labelled {
  if (parameters.kind !== 'Tuple') return { labels: leaf('LabelList'), type };
  const labels = parameters.children.map((element) =>
    element.text === '' ? leaf('FirstElement') : leaf('Identifier', element.text),
  );
  const bare = branch(
    'Tuple',
    parameters.children.map((element) => ({ ...element, text: '' })),
  );
  return { labels: labelList(labels), type: replace(type, parameters, bare) };
}

function labelList(labels: readonly Node[]): Node {
  const isLabelled = labels.some((label) => label.kind === 'Identifier');
  return branch('LabelList', isLabelled ? labels : []);
}

/** The same path of first parameters with one node exchanged. */
function replace(node: Node, old: Node, replacement: Node): Node {
  if (node === old) return replacement;
  const position = node.kind === 'GenericType' || node.kind === 'FunctionType' ? 1 : 0;
  return {
    ...node,
    children: node.children.map((part, index) => (index === position ? replace(part, old, replacement) : part)),
  };
}

function functionOf(type: Node): MaybeNode {
  let content = child(type, 0);
  if (content?.kind === 'GenericType') {
    const inner = child(content, 1);
    content = inner === null ? null : child(inner, 0);
  }
  return content?.kind === 'FunctionType' ? content : null;
}

function parametersOf(signature: Node): MaybeNode {
  const parameters = child(signature, 1);
  return parameters === null ? null : unwrapType(child(parameters, 0) ?? parameters);
}
