/**
 * `I…`: function types as SIL lowers them, with conventions for every parameter and result. They show up in
 * reabstraction thunks. The types follow on the stack, in the order of the conventions.
 */
import type { MaybeNode, Node } from '../node.ts';
import { branch, leaf, phrase, typeOf } from '../node.ts';
import { DIFFERENTIABILITY } from '../vocabulary.ts';
import { conventionOf, readClangType } from './functionTypes.ts';
import { commaList, popGenericArguments } from './generics.ts';
import type { Machine } from './machine.ts';

const CALLEES: ReadonlyMap<string, string> = new Map([
  ['y', '@callee_unowned '],
  ['g', '@callee_guaranteed '],
  ['x', '@callee_owned '],
  ['t', '@convention(thin) '],
]);

const CONVENTIONS: ReadonlyMap<string, string> = new Map([
  ['B', 'block'],
  ['C', 'c'],
  ['M', 'method'],
  ['O', 'objc_method'],
  ['K', 'closure'],
  ['W', 'witness_method'],
  ['V', 'com_method'],
]);

const COROUTINES: ReadonlyMap<string, string> = new Map([
  ['A', '@yield_once '],
  ['I', '@yield_once_2 '],
  ['G', '@yield_many '],
]);

const PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['i', '@in '],
  ['c', '@in_constant '],
  ['l', '@inout '],
  ['b', '@inout_aliasable '],
  ['n', '@in_guaranteed '],
  ['X', '@in_cxx '],
  ['x', '@owned '],
  ['g', '@guaranteed '],
  ['e', '@deallocating '],
  ['y', '@unowned '],
  ['v', '@pack_owned '],
  ['p', '@pack_guaranteed '],
  ['m', '@pack_inout '],
]);

const RESULTS: ReadonlyMap<string, string> = new Map([
  ['r', '@out '],
  ['o', '@owned '],
  ['d', '@unowned '],
  ['u', '@unowned_inner_pointer '],
  ['a', '@autoreleased '],
  ['k', '@pack_out '],
  ['l', '@guaranteed_address '],
  ['g', '@guaranteed '],
  ['m', '@inout '],
]);

/** Flags between the substitutions and the callee convention, in their fixed order. */
const LEADING_FLAGS: readonly (readonly [flag: string, words: string])[] = [
  ['e', '@escaping '],
  ['A', '@isolated(any) '],
  ['N', '@caller_isolated '],
  ['O', '@called(once) '],
];

/** Reads the conventions, then pops their types. */
export function readSilFunctionType(machine: Machine): MaybeNode {
  const pattern = machine.nextIf('s') ? readPatternSubstitutions(machine) : NONE;
  const invocation = machine.nextIf('I') ? readInvocationSubstitutions(machine) : NONE;
  if (pattern === null || invocation === null) return null;
  const signature = machine.pop('GenericSignature');
  if (signature !== null) machine.nextIf('P'); // pseudogeneric: written the same

  const attributes = readAttributes(machine);
  if (attributes === null) return null;
  const isSending = machine.nextIf('T');

  const parameters = readParameterConventions(machine);
  const results = readResultConventions(machine);
  if (results === null || !machine.nextIf('_')) return null;

  const types = popTypes(machine, parameters.length + results.length);
  if (types === null) return null;
  const written = [...parameters, ...results].map((convention, position) => withType(convention, types[position]));
  return typeOf(
    phrase(
      attributes,
      signature ?? '',
      signature === null ? '' : ' ',
      pattern.before,
      '(',
      commaList(written.slice(0, parameters.length)),
      isSending ? ') -> sending (' : ') -> (',
      commaList(written.slice(parameters.length)),
      ')',
      pattern.after,
      invocation.after,
    ),
  );
}

/** What substitutions write before the parameters and after the results. */
interface Substitutions {
  readonly before: Node;
  readonly after: Node;
}

const NOTHING: Node = leaf('Text');
const NONE: Substitutions = { before: NOTHING, after: NOTHING };

function readPatternSubstitutions(machine: Machine): Substitutions | null {
  const after = popSubstitutionList(machine);
  const before = phrase('@substituted ', machine.pop('GenericSignature'), ' ');
  return after === null || before === null ? null : { before, after };
}

function readInvocationSubstitutions(machine: Machine): Substitutions | null {
  const after = popSubstitutionList(machine);
  return after === null ? null : { before: NOTHING, after };
}

function popSubstitutionList(machine: Machine): MaybeNode {
  const generic = popGenericArguments(machine);
  const [list] = generic?.lists ?? [];
  return generic?.lists.length === 1 ? phrase(' for <', list ?? null, '>') : null;
}

function readAttributes(machine: Machine): string | null {
  let attributes = '';
  for (const [flag, words] of LEADING_FLAGS) if (machine.nextIf(flag)) attributes += words;
  const differentiability = machine.lookUp(DIFFERENTIABILITY);
  if (differentiability !== null) attributes += `${differentiability} `;
  const callee = machine.lookUp(CALLEES);
  if (callee === null) return null;
  attributes += callee + readConvention(machine);
  attributes += machine.lookUp(COROUTINES) ?? '';
  if (machine.nextIf('h')) attributes += '@Sendable ';
  if (machine.nextIf('H')) attributes += '@async ';
  return attributes;
}

function readConvention(machine: Machine): string {
  const name = machine.lookUp(CONVENTIONS);
  if (name !== null) return `${conventionOf(name, null)} `;
  if (machine.nextIf('zB')) return `${conventionOf('block', readClangType(machine))} `;
  if (machine.nextIf('zC')) return `${conventionOf('c', readClangType(machine))} `;
  return '';
}

function readParameterConventions(machine: Machine): string[] {
  const conventions: string[] = [];
  for (let words = machine.lookUp(PARAMETERS); words !== null; words = machine.lookUp(PARAMETERS)) {
    const derivative = machine.nextIf('w') ? '@noDerivative ' : '';
    const isSending = machine.nextIf('T');
    const isIsolated = machine.nextIf('I');
    const isImplicit = machine.nextIf('L');
    // A parameter that is isolated or implicit is written without its other marks; `sending` alone shows with them.
    const marks = [isSending, isIsolated, isImplicit].filter(Boolean).length;
    const sending = isSending ? 'sending ' : isIsolated ? 'isolated ' : 'sil_implicit_leading_param ';
    conventions.push(marks > 1 ? words : words + derivative + (marks === 1 ? sending : ''));
  }
  return conventions;
}

function readResultConventions(machine: Machine): string[] | null {
  const conventions: string[] = [];
  for (let words = machine.lookUp(RESULTS); words !== null; words = machine.lookUp(RESULTS)) {
    conventions.push(words + (machine.nextIf('w') ? '@noDerivative ' : ''));
  }
  while (machine.nextIf('Y')) {
    const words = machine.lookUp(PARAMETERS);
    if (words === null) return null;
    conventions.push(`@yields ${words}`);
  }
  if (machine.nextIf('z')) {
    const words = machine.lookUp(RESULTS);
    if (words === null) return null;
    conventions.push(`@error ${words}`);
  }
  return conventions;
}

function popTypes(machine: Machine, count: number): Node[] | null {
  const types: Node[] = [];
  for (let position = 0; position < count; position++) {
    const type = machine.pop('Type');
    if (type === null) return null;
    types.push(type);
  }
  return types.reverse();
}

function withType(convention: string, type: Node | undefined): Node {
  return branch('Phrase', type === undefined ? [] : [leaf('Text', convention), type]);
}
