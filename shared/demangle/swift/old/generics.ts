/**
 * Generic parameters, associated types, signatures and requirements in the old mangling.
 */
import type { MaybeNode, Node } from '../node.ts';
import { atom, branch, compose, leaf, typeOf } from '../node.ts';
import { conformance, genericParam, layoutRequirement, layoutWords, sameType } from '../stack/generics.ts';
import { LAYOUTS } from '../vocabulary.ts';
import { protocolIn } from './entities.ts';
import type { Grammar } from './grammar.ts';

/** `d<depth><index>`, `x` for the first, or an index at depth 0. */
function readParameter({ source }: Grammar): MaybeNode {
  if (source.nextIf('d')) {
    const depth = source.index();
    const index = depth === null ? null : source.index();
    return depth === null || index === null ? null : genericParam(depth + 1, index);
  }
  if (source.nextIf('x')) return genericParam(0, 0);
  const index = source.index();
  return index === null ? null : genericParam(0, index + 1);
}

/** `w`: a parameter's associated type. */
export function readAssociatedType(grammar: Grammar): MaybeNode {
  const base = readParameter(grammar);
  return base === null ? null : readMember(grammar, base);
}

/** `W`: a chain of associated types. */
export function readAssociatedChain(grammar: Grammar): MaybeNode {
  let type = readParameter(grammar);
  while (type !== null && !grammar.source.nextIf('_')) type = readMember(grammar, type);
  return type;
}

/** `q`: a parameter, or a member of another type. */
export function readDependentType(grammar: Grammar): MaybeNode {
  if (/^[d_\d]$/.test(grammar.source.peek())) return readParameter(grammar);
  const base = grammar.type();
  return base === null ? null : readMember(grammar, base);
}

function readMember(grammar: Grammar, base: Node): MaybeNode {
  const name = readAssociatedName(grammar);
  return name === null ? null : atom(base, '.', name);
}

function readAssociatedName(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  if (source.nextIf('S')) {
    const known = source.substitution();
    return known?.kind === 'AssociatedName' ? known : null;
  }
  if (!source.nextIf('P')) return source.remember(compose('AssociatedName', source.identifier()));
  const protocol = grammar.protocolName();
  return protocol === null ? null : source.remember(compose('AssociatedName', protocol, '.', source.identifier()));
}

/** Parameter counts for each depth, then `r`, or `R`, requirements and `r`. */
export function readGenericSignature(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  const parts: Node[] = [];
  while (source.peek() !== 'R' && source.peek() !== 'r') {
    const index = source.nextIf('z') ? -1 : source.index();
    if (index === null) return null;
    parts.push(leaf('ParamCount', '', index + 1));
  }
  if (parts.length === 0) parts.push(leaf('ParamCount', '', 1));
  if (source.nextIf('r')) return branch('GenericSignature', parts);
  if (!source.nextIf('R')) return null;
  while (!source.nextIf('r')) {
    const requirement = source.isAtEnd ? null : readRequirement(grammar);
    if (requirement === null) return null;
    parts.push(requirement);
  }
  return branch('GenericSignature', parts);
}

function readRequirement(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  const type = typeOf(readConstrained(grammar));
  if (type === null) return null;
  if (source.nextIf('z')) return sameType(type, grammar.type());
  if (source.nextIf('l')) return layoutRequirement(type, readLayout(grammar));
  return conformance(type, readConstraint(grammar));
}

function readConstrained(grammar: Grammar): MaybeNode {
  if (grammar.source.nextIf('w')) return readAssociatedType(grammar);
  return grammar.source.nextIf('W') ? readAssociatedChain(grammar) : readParameter(grammar);
}

/** A superclass begins with `C`; after `S` it may be a class, a protocol, or the module a protocol lies in. */
function readConstraint(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  if (source.peek() === 'C') return grammar.type();
  if (!source.nextIf('S')) return grammar.protocolName();
  const known = source.substitution();
  if (known?.kind === 'Protocol' || known?.kind === 'Class') return typeOf(known);
  return known?.kind === 'Module' ? typeOf(protocolIn(grammar, known)) : null;
}

function readLayout({ source }: Grammar): string | null {
  const layout = source.lookUp(LAYOUTS);
  if (layout === null) return null;
  const [name, count] = layout;
  const numbers: number[] = [];
  for (let position = 0; position < count; position++) {
    if (position > 0 && !source.nextIf('_')) return null;
    const number = source.natural();
    if (number === null) return null;
    numbers.push(number);
  }
  return layoutWords(name, numbers);
}
