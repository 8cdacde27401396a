/**
 * Whole symbols: functions with their parameters, data, and what compilers make
 * beside them, such as vtables, thunks and guard variables (`<encoding>` and
 * `<special-name>`, Itanium C++ ABI 5.1.1 to 5.1.4).
 */
import { Malformed } from '../malformed.ts';
import { moduleName } from './names.ts';
import { list, type Node, type Part, sequence } from './node.ts';
import type { NameTraits, ParseState } from './state.ts';
import { templateArg } from './templates.ts';

/** `<encoding>`. */
export function encoding(state: ParseState): Node {
  if (state.looksAt('GT')) return specialName(state);
  const traits: NameTraits = {
    isWithoutResult: false,
    endsWithTemplateArgs: false,
    qualifiers: '',
    reference: '',
    hasExplicitObject: false,
  };
  const firstForward = state.forwards.length;
  const name = state.name(traits);
  resolveForwards(state, firstForward);
  if (isAtEnd(state)) return name;

  const conditions = enableIf(state);
  const result = !traits.isWithoutResult && traits.endsWithTemplateArgs ? state.type() : null;
  const parameters = functionParameters(state, traits.hasExplicitObject);
  const requires: Part[] = state.take('Q') ? [' requires ', state.constraint()] : [];
  const tail = [traits.qualifiers, traits.reference, ...conditions, ...requires];
  return { kind: 'function', result, name, parameters, tail };
}

/** Whether nothing follows that could be a parameter. */
function isAtEnd(state: ParseState): boolean {
  return state.left === 0 || state.looksAt('E._');
}

/** The references of a conversion operator's type to the operator's own template arguments. */
function resolveForwards(state: ParseState, first: number): void {
  for (const forward of state.forwards.splice(first)) {
    const target = state.levels[0]?.[forward.index];
    if (target === undefined) throw new Malformed('no such template parameter');
    forward.target = target;
  }
}

/** clang's `enable_if` attribute. */
function enableIf(state: ParseState): readonly Part[] {
  if (!state.take('Ua9enable_ifI')) return [];
  return [' [enable_if:', list(state.until('E', () => templateArg(state))), ']'];
}

function functionParameters(state: ParseState, hasExplicitObject: boolean): Node[] {
  if (state.take('v')) return [];
  const first = state.type();
  const parameters = [hasExplicitObject ? sequence(['this ', first]) : first];
  while (!isAtEnd(state) && state.look() !== 'Q') parameters.push(state.type());
  return parameters;
}

/** Special names that read: two letters, a type or a name. */
const tables: Readonly<Record<string, readonly ['type' | 'name', string]>> = {
  TV: ['type', 'vtable for '],
  TT: ['type', 'VTT for '],
  TI: ['type', 'typeinfo for '],
  TS: ['type', 'typeinfo name for '],
  TW: ['name', 'thread-local wrapper routine for '],
  TH: ['name', 'thread-local initialization routine for '],
  GV: ['name', 'guard variable for '],
};

/** `<special-name>`. */
function specialName(state: ParseState): Node {
  const letters = state.text.slice(state.position, state.position + 2);
  const table = tables[letters];
  if (table !== undefined) {
    state.position += 2;
    const [rule, title] = table;
    return sequence([title, rule === 'type' ? state.type() : state.name()]);
  }
  if (state.take('TA')) return sequence(['template parameter object for ', templateArg(state)]);
  if (state.take('TC')) return constructionVtable(state);
  if (state.take('Tc')) {
    callOffset(state);
    callOffset(state);
    return sequence(['covariant return thunk to ', state.encoding()]);
  }
  if (state.take('GTt')) return sequence(['transaction clone for ', state.encoding()]);
  if (state.take('GTn')) return sequence(['non-transaction clone for ', state.encoding()]);
  if (state.take('GR')) return referenceTemporary(state);
  if (state.take('GI')) return moduleInitializer(state);
  state.expect('T');
  const isVirtual = state.look() === 'v';
  callOffset(state);
  return sequence([isVirtual ? 'virtual thunk to ' : 'non-virtual thunk to ', state.encoding()]);
}

/** `TC <derived> <offset> _ <base>`. */
function constructionVtable(state: ParseState): Node {
  const derived = state.type();
  state.requiredNumber(true);
  state.expect('_');
  return sequence(['construction vtable for ', state.type(), '-in-', derived]);
}

/** `GR <name> [<seq-id>] _`; old compilers left the number out together with the `_`. */
function referenceTemporary(state: ParseState): Node {
  const name = state.name();
  const id = state.sequenceId();
  if (!state.take('_') && id !== null) throw new Malformed('unfinished reference temporary');
  return sequence(['reference temporary for ', name]);
}

/** `GI <module-name>`. */
function moduleInitializer(state: ParseState): Node {
  const module = moduleName(state, null);
  if (module === null) throw new Malformed('initializer of no module');
  return sequence(['initializer for module ', module]);
}

/** `<call-offset>`: how a thunk adjusts `this`; not shown. */
function callOffset(state: ParseState): void {
  const isVirtual = state.take('v');
  if (!isVirtual) state.expect('h');
  state.requiredNumber(true);
  state.expect('_');
  if (!isVirtual) return;
  state.requiredNumber(true);
  state.expect('_');
}
