/**
 * Names of functions, variables and types: `<name>` with its nested, unscoped
 * and local forms, module names, constructors and destructors (Itanium C++ ABI
 * 5.1.3, 5.1.4, 5.1.6).
 */
import { unnamedType } from './closures.ts';
import { Malformed } from '../malformed.ts';
import { baseName, list, type Node, sequence, type Sequence, word } from './node.ts';
import { operatorName } from './operators.ts';
import type { NameTraits, ParseState } from './state.ts';
import { abiTags, substitution, templateArgs, templateParam } from './templates.ts';

/** `<name>`; `traits` is given for the name of an encoding. */
export function name(state: ParseState, traits: NameTraits | null): Node {
  if (state.look() === 'N') return nestedName(state, traits);
  if (state.look() === 'Z') return localName(state, traits);
  const { node, isSubstitution } = unscopedName(state, traits);
  if (state.look() !== 'I') {
    // A whole type that is a substitution is not a name.
    if (isSubstitution) throw new Malformed('substitution where a name is expected');
    return node;
  }
  if (!isSubstitution) state.remember(node);
  return templateId(node, nameArgs(state, traits));
}

/** Template arguments of a name; those of an encoding's name are what its parameters refer to. */
function nameArgs(state: ParseState, traits: NameTraits | null): Node {
  const args = templateArgs(state, traits !== null);
  if (traits !== null) traits.endsWithTemplateArgs = true;
  return args;
}

/** A template with its arguments. */
export function templateId(template: Node, args: Node): Sequence {
  return sequence([template, args], { base: baseName(template), role: 'templateId' });
}

interface Unscoped {
  readonly node: Node;
  readonly isSubstitution: boolean;
}

/** `<unscoped-name>`, or a substitution in its place. */
export function unscopedName(state: ParseState, traits: NameTraits | null): Unscoped {
  const std = state.take('St') ? word('std') : null;
  let module: Sequence | null = null;
  if (state.look() === 'S') {
    const node = substitution(state);
    if (isModule(node)) module = node;
    else if (std === null) return { node, isSubstitution: true };
    else throw new Malformed('substitution within std');
  }
  return { node: unqualifiedName(state, traits, std, module), isSubstitution: false };
}

function isModule(node: Node): node is Sequence {
  return node.kind === 'sequence' && node.role === 'module';
}

/** `<module-name>`: `W` or `WP` and an identifier for each part; continues `parent`. */
export function moduleName(state: ParseState, parent: Sequence | null): Sequence | null {
  let module = parent;
  while (state.take('W')) {
    const separator = state.take('P') ? ':' : module === null ? '' : '.';
    const part = state.sourceName();
    const parts = module === null ? [separator, part] : [module, separator, part];
    module = state.remember(sequence(parts, { role: 'module' }));
  }
  return module;
}

/** `<unqualified-name>` within `scope`. */
function unqualifiedName(
  state: ParseState,
  traits: NameTraits | null,
  scope: Node | null,
  substitutedModule: Sequence | null,
): Sequence {
  const module = moduleName(state, substitutedModule);
  const isFriend = scope !== null && state.take('F');
  state.take('L');
  let qualifier = scope;
  let plain: Sequence;
  if (state.look() >= '1' && state.look() <= '9') plain = state.sourceName();
  else if (state.look() === 'U') plain = unnamedType(state, traits);
  else if (state.take('DC')) plain = structuredBinding(state);
  else if (state.looksAt('CD')) {
    if (scope === null || module !== null) throw new Malformed('constructor outside of a class');
    if (scope.kind === 'sequence') qualifier = scope.expanded ?? scope;
    plain = constructorName(state, traits, baseName(qualifier ?? scope));
  } else plain = operatorName(state, traits);
  if (module !== null) plain = sequence([plain, '@', module], { base: plain.base });
  const tagged = abiTags(state, plain);
  if (qualifier === null) return tagged;
  return sequence([qualifier, isFriend ? '::friend ' : '::', tagged], { base: tagged.base });
}

function structuredBinding(state: ParseState): Sequence {
  const bindings = [state.sourceName(), ...state.until('E', () => state.sourceName())];
  return sequence([{ kind: 'group', brackets: '[]', parts: [list(bindings)] }]);
}

/** `<ctor-dtor-name>` of a class whose own name is `base`; the variants look alike. */
function constructorName(state: ParseState, traits: NameTraits | null, base: string): Sequence {
  const isInherited = state.take('CI');
  const isConstructor = isInherited || state.take('C');
  if (!isConstructor) state.expect('D');
  if (!state.looksAt(isConstructor ? '12345' : '01245')) throw new Malformed('unknown constructor');
  state.position++;
  if (traits !== null) traits.isWithoutResult = true;
  if (isInherited) state.name(traits);
  return sequence([isConstructor ? base : `~${base}`]);
}

/** `<nested-name>`: `N`, the qualifiers of a member function, scopes up to `E`. */
function nestedName(state: ParseState, traits: NameTraits | null): Node {
  state.expect('N');
  if (state.take('H')) {
    if (traits !== null) traits.hasExplicitObject = true;
  } else {
    const qualifiers = state.qualifiers();
    const reference = state.take('O') ? ' &&' : state.take('R') ? ' &' : '';
    if (traits !== null) Object.assign(traits, { qualifiers, reference });
  }
  let prefix: Node | null = null;
  while (!state.take('E')) {
    if (traits !== null) traits.endsWithTemplateArgs = false;
    const next: Prefix = nextPrefix(state, traits, prefix);
    prefix = next.node;
    if (next.isKnown) continue;
    state.remember(prefix);
    // An obsolete mark of data members whose initializers hold lambdas.
    state.take('M');
  }
  // The whole name becomes a candidate once more as a type, so its own entry goes.
  if (prefix === null || state.substitutions.pop() === undefined) throw new Malformed('empty nested name');
  return prefix;
}

interface Prefix {
  readonly node: Node;
  /** It came from the substitutions, or is `std`, and is not entered again. */
  readonly isKnown: boolean;
}

/** `<prefix>`, one part further. */
function nextPrefix(state: ParseState, traits: NameTraits | null, prefix: Node | null): Prefix {
  const first = state.look();
  if (first === 'I') {
    if (prefix === null || (prefix.kind === 'sequence' && prefix.role === 'templateId')) {
      throw new Malformed('template arguments without a template');
    }
    return { node: templateId(prefix, nameArgs(state, traits)), isKnown: false };
  }
  const isDecltype = first === 'D' && state.looksAt('tT', 1);
  if (first === 'T' || isDecltype) {
    if (prefix !== null) throw new Malformed('template parameter within a scope');
    return { node: isDecltype ? decltype(state) : templateParam(state), isKnown: false };
  }
  let module: Sequence | null = null;
  if (first === 'S') {
    const node = state.take('St') ? word('std') : substitution(state);
    if (isModule(node)) module = node;
    else if (prefix === null) return { node, isKnown: true };
    else throw new Malformed('substitution within a scope');
  }
  return { node: unqualifiedName(state, traits, prefix, module), isKnown: false };
}

/** `<decltype>`: `Dt` or `DT`, an expression, `E`. */
export function decltype(state: ParseState): Node {
  if (!state.take('Dt')) state.expect('DT');
  const expression = state.expression();
  state.expect('E');
  return sequence(['decltype', { kind: 'group', brackets: '()', parts: [expression] }]);
}

/** `<local-name>`: what is declared within a function. */
function localName(state: ParseState, traits: NameTraits | null): Node {
  state.expect('Z');
  const enclosing = state.encoding();
  state.expect('E');
  if (state.take('s')) {
    state.skipDiscriminator();
    return sequence([enclosing, '::string literal']);
  }
  const isInDefaultArgument = state.take('d');
  if (isInDefaultArgument) {
    state.number(true);
    state.expect('_');
  }
  const entity = state.withOwnLevels(() => state.name(traits));
  if (!isInDefaultArgument) state.skipDiscriminator();
  return sequence([enclosing, '::', entity]);
}
