/**
 * Templates: `<template-args>`, `<template-param>`, `<template-param-decl>`, and
 * the `<substitution>` table (Itanium C++ ABI 5.1.5, 5.1.8 to 5.1.10).
 */
import { Malformed } from '../malformed.ts';
import { angle, list, type Node, type Part, sequence, type Sequence, word } from './node.ts';
import type { ParameterKind, ParseState } from './state.ts';

const charTraits = '<char, std::char_traits<char>';

/** The letter behind `S`, its name, and the arguments of the abbreviated template. */
const abbreviations: Readonly<Record<string, Sequence>> = {
  a: abbreviation('allocator', 'allocator', ''),
  b: abbreviation('basic_string', 'basic_string', ''),
  d: abbreviation('iostream', 'basic_iostream', `${charTraits}>`),
  i: abbreviation('istream', 'basic_istream', `${charTraits}>`),
  o: abbreviation('ostream', 'basic_ostream', `${charTraits}>`),
  s: abbreviation('string', 'basic_string', `${charTraits}, std::allocator<char>>`),
};

function abbreviation(short: string, base: string, args: string): Sequence {
  const expanded = sequence([`std::${base}${args}`], { base });
  return sequence([`std::${short}`], { base: short, expanded });
}

/** `<abi-tags>`: `B <source-name>` as often as it stands there. */
export function abiTags(state: ParseState, node: Sequence): Sequence {
  let tagged = node;
  while (state.take('B')) {
    tagged = sequence([tagged, `[abi:${state.identifier()}]`], { base: node.base });
  }
  return tagged;
}

/** `<substitution>`; `St` belongs to the rules for names. */
export function substitution(state: ParseState): Node {
  state.expect('S');
  const letter = state.look();
  if (letter >= 'a' && letter <= 'z') {
    const short = abbreviations[letter];
    if (short === undefined) throw new Malformed('unknown abbreviation');
    state.position++;
    const tagged = abiTags(state, short);
    return tagged === short ? short : state.remember(tagged);
  }
  const id = state.sequenceId();
  state.expect('_');
  const node = state.substitutions[id === null ? 0 : id + 1];
  if (node === undefined) throw new Malformed('substitution of nothing');
  return node;
}

/** `<template-param>`: `T_`, `T0_`, …, or with a level `TL0__`, `TL0_0_`, … */
export function templateParam(state: ParseState): Node {
  const start = state.position;
  state.expect('T');
  let level = 0;
  if (state.take('L')) {
    level = state.count() + 1;
    state.expect('_');
  }
  let index = 0;
  if (!state.take('_')) {
    index = state.count() + 1;
    state.expect('_');
  }
  if (state.isInConstraint) return word(state.text.slice(start, state.position - 1));
  if (state.mayReferForward && level === 0) {
    const forward: Node = { kind: 'forward', index, target: null };
    state.forwards.push(forward);
    return forward;
  }
  const argument = state.levels[level]?.[index];
  if (argument !== undefined) return argument;
  // Each `auto` parameter of a lambda is mangled as a template parameter that is declared nowhere.
  if (state.lambdaLevel !== level || level > state.levels.length) throw new Malformed('no such template parameter');
  if (level === state.levels.length) state.levels.push(null);
  return word('auto');
}

export function isTemplateParamDecl(state: ParseState): boolean {
  return state.look() === 'T' && state.looksAt('yptnk', 1);
}

const inventedPrefix: Readonly<Record<ParameterKind, string>> = { type: '$T', value: '$N', template: '$TT' };

/** Mangled names don't tell what a lambda's template parameters are called. */
function inventName(state: ParseState, kind: ParameterKind, scope: Node[] | null): Node {
  const index = state.inventedNames[kind]++;
  const name = word(inventedPrefix[kind] + (index > 0 ? index - 1 : ''));
  scope?.push(name);
  return name;
}

/**
 * `<template-param-decl>`.
 *
 * @param scope receives the parameter's name, for references to it
 */
export function templateParamDecl(state: ParseState, scope: Node[] | null, isPack = false): Node {
  const dots = isPack ? '...' : '';
  if (state.take('Ty')) return sequence([`typename ${dots}`, inventName(state, 'type', scope)]);
  if (state.take('Tk')) {
    const concept = state.name();
    return sequence([concept, ` ${dots}`, inventName(state, 'type', scope)]);
  }
  if (state.take('Tn')) {
    const name = inventName(state, 'value', scope);
    return { kind: 'declaration', type: state.type(), isPack, name };
  }
  if (state.take('Tt')) return templateTemplateParam(state, scope, dots);
  state.expect('Tp');
  return state.nest(() => templateParamDecl(state, scope, true));
}

function templateTemplateParam(state: ParseState, scope: Node[] | null, dots: string): Node {
  const name = inventName(state, 'template', scope);
  const inner: Node[] = [];
  const depth = state.levels.length;
  state.levels.push(inner);
  const { items, requires } = constrained(state, () => state.nest(() => templateParamDecl(state, inner)));
  state.levels.length = Math.min(depth, state.levels.length);
  const tail: Part[] = requires === null ? [] : [' requires ', requires];
  return sequence(['template', angle(list(items)), ` typename ${dots}`, name, ...tail]);
}

/** Items up to `E`, the last of which a `Q <constraint>` may follow. */
function constrained<T>(state: ParseState, item: () => T): { items: T[]; requires: Node | null } {
  const items: T[] = [];
  while (!state.take('E')) {
    items.push(item());
    if (!state.take('Q')) continue;
    const requires = state.constraint();
    state.expect('E');
    return { items, requires };
  }
  return { items, requires: null };
}

/** An argument as it is printed, and as a `<template-param>` refers to it. */
interface TemplateArg {
  readonly shown: Node;
  readonly referred: Node;
}

function templateArgEntry(state: ParseState): TemplateArg {
  switch (state.look()) {
    case 'X': {
      state.position++;
      const shown = state.expression();
      state.expect('E');
      return { shown, referred: shown };
    }
    // GCC wrote packs with `I` before the ABI chose `J`.
    case 'I':
    case 'J': {
      state.position++;
      const elements = state.until('E', () => templateArg(state));
      return { shown: list(elements), referred: { kind: 'pack', elements } };
    }
    case 'L': {
      if (state.look(1) !== 'Z') return both(state.primary());
      state.position += 2;
      const shown = state.encoding();
      state.expect('E');
      return both(shown);
    }
    case 'T': {
      if (!isTemplateParamDecl(state)) return both(state.type());
      templateParamDecl(state, null);
      // The declaration says no more than the argument does, so only the argument is shown.
      const shown = templateArg(state);
      return both(sequence([shown]), shown);
    }
    default:
      return both(state.type());
  }
}

function both(shown: Node, referred: Node = shown): TemplateArg {
  return { shown, referred };
}

/** `<template-arg>`, as it is printed. */
export function templateArg(state: ParseState): Node {
  return state.nest(templateArgEntry).shown;
}

/**
 * `<template-args>`.
 *
 * @param isReferable whether `<template-param>`s that follow refer to these arguments
 */
export function templateArgs(state: ParseState, isReferable = false): Node {
  state.expect('I');
  const scope: Node[] = [];
  if (isReferable) state.levels = [scope];
  const { items } = state.takingTemplateArgs(true, () =>
    constrained(state, () => {
      const argument = state.nest(templateArgEntry);
      if (isReferable) scope.push(argument.referred);
      return argument.shown;
    }),
  );
  return angle(list(items));
}
