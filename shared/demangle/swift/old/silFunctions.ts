/**
 * `XF`: SIL function types in the old mangling, with a convention before every type.
 */
import type { MaybeNode } from '../node.ts';
import { phrase } from '../node.ts';
import { commaList } from '../stack/generics.ts';
import type { Grammar } from './grammar.ts';

const CALLEES: ReadonlyMap<string, string> = new Map([
  ['t', '@convention(thin) '],
  ['d', '@callee_unowned '],
  ['g', '@callee_guaranteed '],
  ['o', '@callee_owned '],
]);

const CONVENTIONS: ReadonlyMap<string, string> = new Map([
  ['b', '@convention(block) '],
  ['c', '@convention(c) '],
  ['m', '@convention(method) '],
  ['O', '@convention(objc_method) '],
  ['w', '@convention(witness_method) '],
]);

const PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['d', '@unowned '],
  ['g', '@guaranteed '],
  ['e', '@deallocating '],
  ['i', '@in '],
  ['l', '@inout '],
  ['o', '@owned '],
]);

const RESULTS: ReadonlyMap<string, string> = new Map([
  ['a', '@autoreleased '],
  ['d', '@unowned '],
  ['D', '@unowned_inner_pointer '],
  ['i', '@out '],
  ['o', '@owned '],
]);

/** Reads the attributes, then the parameters and results, each list up to an underscore. */
export function readSilFunctionType(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  const callee = source.lookUp(CALLEES);
  const convention = source.nextIf('C') ? source.lookUp(CONVENTIONS) : '';
  if (callee === null || convention === null) return null;
  const sendable = source.nextIf('h') ? '@Sendable ' : '';
  const async = source.nextIf('H') ? '@async ' : '';
  const isGeneric = source.nextIf('G') || source.nextIf('g');
  const signature = isGeneric ? phrase(grammar.genericSignature(), ' ') : phrase();
  if (signature === null || !source.nextIf('_')) return null;
  const parameters = readConventions(grammar, PARAMETERS);
  const results = parameters === null ? null : readConventions(grammar, RESULTS);
  return phrase(callee + convention + sendable + async, signature, '(', parameters, ') -> (', results, ')');
}

function readConventions(grammar: Grammar, table: ReadonlyMap<string, string>): MaybeNode {
  const { source } = grammar;
  const written = [];
  while (!source.nextIf('_')) {
    const error = table === RESULTS && source.nextIf('z') ? '@error ' : '';
    const convention = source.lookUp(table);
    const item = convention === null ? null : phrase(error + convention, grammar.type());
    if (item === null) return null;
    written.push(item);
  }
  return commaList(written);
}
