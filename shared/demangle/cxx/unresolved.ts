/**
 * Names in expressions that are looked up only when a template is instantiated
 * (`<unresolved-name>`, Itanium C++ ABI 5.1.6.2).
 */
import { decltype, templateId } from './names.ts';
import { baseName, type Node, sequence } from './node.ts';
import { operatorName } from './operators.ts';
import type { ParseState } from './state.ts';
import { substitution, templateArgs, templateParam } from './templates.ts';

/** `<unresolved-name>`; `isGlobal` when `gs` has been read before it. */
export function unresolvedName(state: ParseState, isGlobal: boolean): Node {
  if (state.take('srN')) {
    let scope = withArgs(state, unresolvedType(state));
    while (!state.take('E')) scope = qualified(scope, simpleId(state));
    return qualified(scope, baseUnresolvedName(state));
  }
  if (!state.take('sr')) return global(baseUnresolvedName(state), isGlobal);
  if (!state.isDigit()) return qualified(withArgs(state, unresolvedType(state)), baseUnresolvedName(state));
  let scope = global(simpleId(state), isGlobal);
  while (!state.take('E')) scope = qualified(scope, simpleId(state));
  return qualified(scope, baseUnresolvedName(state));
}

function qualified(scope: Node, member: Node): Node {
  return sequence([scope, '::', member], { base: baseName(member) });
}

function global(name: Node, isGlobal: boolean): Node {
  return isGlobal ? sequence(['::', name], { base: baseName(name) }) : name;
}

function withArgs(state: ParseState, template: Node): Node {
  return state.look() === 'I' ? templateId(template, templateArgs(state)) : template;
}

/** `<simple-id>`: an identifier, with template arguments or without. */
function simpleId(state: ParseState): Node {
  return withArgs(state, state.sourceName());
}

/** `<unresolved-type>`: a template parameter, a `decltype` or a substitution. */
function unresolvedType(state: ParseState): Node {
  if (state.look() === 'T') return state.remember(templateParam(state));
  if (state.look() === 'D') return state.remember(decltype(state));
  // GCC mangles any type here; beside a substitution it is one of `std` that can be told apart.
  return state.text.startsWith('St', state.position) ? state.type() : substitution(state);
}

/** `<base-unresolved-name>`: an identifier, an operator (`on`) or a destructor (`dn`). */
function baseUnresolvedName(state: ParseState): Node {
  if (state.isDigit()) return simpleId(state);
  if (state.take('dn')) {
    const type = state.isDigit() ? simpleId(state) : unresolvedType(state);
    return sequence(['~', { kind: 'left', node: type }]);
  }
  state.take('on');
  return withArgs(state, operatorName(state, null));
}
