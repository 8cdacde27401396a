/**
 * Types in the old mangling.
 */
import type { Kind, MaybeNode, Node } from '../node.ts';
import { atom, branch, child, compose, join, leaf, phrase, typeOf } from '../node.ts';
import { functionType } from '../stack/functionTypes.ts';
import { bindArguments, genericParam } from '../stack/generics.ts';
import { box, boxField, existentialMetatype, metatype } from '../stack/types.ts';
import { BUILTIN_TYPES, DIFFERENTIABILITY, METATYPE_REPRESENTATIONS } from '../vocabulary.ts';
import { readAssociatedChain, readAssociatedType, readDependentType } from './generics.ts';
import type { Grammar } from './grammar.ts';
import { startsIdentifier } from './grammar.ts';
import { readSilFunctionType } from './silFunctions.ts';

type Read = (grammar: Grammar) => MaybeNode;

const MAX_PARENTS = 512;

const functionTypeOf =
  (kind: Kind, prefix = ''): Read =>
  (grammar) =>
    readFunctionType(grammar, kind, prefix);

const declared =
  (kind: Kind): Read =>
  (grammar) =>
    grammar.declaration(kind);

const TYPES: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['B', readBuiltin],
  ['a', declared('TypeAlias')],
  ['b', functionTypeOf('BlockFunctionType', '@convention(block) ')],
  ['c', functionTypeOf('ThinFunctionType', '@convention(c) ')],
  ['C', declared('Class')],
  ['D', (grammar) => (grammar.type() === null ? null : atom('Self'))],
  ['E', (grammar) => (grammar.source.nextIf('RR') ? atom('<ERROR TYPE>') : null)],
  ['F', functionTypeOf('FunctionType')],
  ['f', functionTypeOf('UncurriedFunctionType')],
  ['G', (grammar) => grammar.boundGenericType()],
  ['K', functionTypeOf('BlockFunctionType', '@autoclosure ')],
  ['k', (grammar) => phrase('@noDerivative ', content(grammar.type()))],
  ['M', (grammar) => metatype(grammar.type())],
  ['O', declared('Enum')],
  ['P', readExistential],
  ['Q', readArchetype],
  ['q', readDependentType],
  ['R', (grammar) => join('InOut', content(grammar.type()))],
  ['S', (grammar) => grammar.source.substitution()],
  ['T', (grammar) => readTuple(grammar, false)],
  ['t', (grammar) => readTuple(grammar, true)],
  ['u', readGenericType],
  ['V', declared('Structure')],
  ['W', readAssociatedChain],
  ['w', readAssociatedType],
  ['X', readSpecial],
  ['x', () => genericParam(0, 0)],
]);

const SPECIAL: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['B', readBox],
  ['b', (grammar) => atom('@box ', grammar.type())],
  ['F', readSilFunctionType],
  ['f', functionTypeOf('ThinFunctionType', '@convention(thin) ')],
  ['M', (grammar) => readRepresented(grammar, metatype)],
  ['o', (grammar) => phrase('unowned ', grammar.type())],
  [
    'P',
    (grammar) => (grammar.source.nextIf('M') ? readRepresented(grammar, existentialMetatype) : readProtocols(grammar)),
  ],
  ['u', (grammar) => phrase('unowned(unsafe) ', grammar.type())],
  ['w', (grammar) => phrase('weak ', grammar.type())],
]);

/** A type, not wrapped. */
function readTypeContent(grammar: Grammar): MaybeNode {
  return grammar.source.lookUp(TYPES)?.(grammar) ?? null;
}

function readSpecial(grammar: Grammar): MaybeNode {
  return grammar.source.lookUp(SPECIAL)?.(grammar) ?? null;
}

function content(type: MaybeNode): MaybeNode {
  return type === null ? null : child(type, 0);
}

/** Builtin types this mangling knows. */
const OLD_BUILTINS: ReadonlyMap<string, string> = new Map(
  [...BUILTIN_TYPES].filter(([code]) => 'bBOoptw'.includes(code)),
);

function readBuiltin(grammar: Grammar): MaybeNode {
  const name = grammar.source.lookUp(OLD_BUILTINS);
  if (name !== null) return leaf('BuiltinName', name);
  const { source } = grammar;
  if (!source.nextIf('v')) return readSized(grammar, 'Builtin.');
  const count = source.natural();
  if (count === null || !source.nextIf('B')) return null;
  return source.nextIf('p')
    ? leaf('BuiltinName', `Builtin.Vec${count}xRawPointer`)
    : readSized(grammar, `Builtin.Vec${count}x`);
}

function readSized({ source }: Grammar, prefix: string): MaybeNode {
  const isFloat = source.nextIf('f');
  if (!isFloat && !source.nextIf('i')) return null;
  const size = source.natural();
  if (size === null || !source.nextIf('_')) return null;
  return leaf('BuiltinName', `${prefix}${isFloat ? 'FPIEEE' : 'Int'}${size}`);
}

function readFunctionType(grammar: Grammar, kind: Kind, prefix: string): MaybeNode {
  const { source } = grammar;
  const throwing = source.nextIf('z') ? leaf('Throws', ' throws') : null;
  const sendable = source.nextIf('y') ? leaf('Sendable', '@Sendable ') : null;
  const async = source.nextIf('Z') ? leaf('Async', ' async') : null;
  const words = source.nextIf('D') ? source.lookUp(DIFFERENTIABILITY) : null;
  const differentiable = words === null ? null : leaf('Differentiable', `${words} `);
  const isIsolated = source.nextIf('Y');
  const isolation = isIsolated ? compose('FunctionIsolation', '@', grammar.type(), ' ') : null;
  if (isIsolated && isolation === null) return null;
  const parameters = grammar.type();
  const result = parameters === null ? null : grammar.type();
  return functionType(kind, prefix, {
    sending: null,
    isolation,
    differentiable,
    throwing,
    sendable,
    async,
    parameters,
    yields: null,
    result,
  });
}

function readExistential(grammar: Grammar): MaybeNode {
  return grammar.source.nextIf('M') ? existentialMetatype(grammar.type()) : readProtocols(grammar);
}

function readProtocols(grammar: Grammar): MaybeNode {
  const protocols = readUntilUnderscore(grammar, () => grammar.protocolName());
  return protocols === null ? null : branch('ProtocolList', protocols);
}

function readRepresented(grammar: Grammar, build: (type: MaybeNode, words: string) => MaybeNode): MaybeNode {
  const words = grammar.source.lookUp(METATYPE_REPRESENTATIONS);
  return words === null ? null : build(grammar.type(), `${words} `);
}

function readArchetype(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  if (source.nextIf('u')) return phrase('some');
  if (source.nextIf('U')) return source.index() === null ? null : phrase('some');
  let nesting = 0;
  while (source.nextIf('Q')) nesting++;
  let root = source.nextIf('S') ? source.substitution() : null;
  if (root === null && source.nextIf('s')) root = leaf('Module', 'Swift');
  for (let level = 0; level <= nesting && root !== null; level++) {
    root = source.remember(atom(root, '.', source.identifier()));
  }
  return root;
}

function readTuple(grammar: Grammar, isVariadic: boolean): MaybeNode {
  const { source } = grammar;
  const elements = readUntilUnderscore(grammar, () => {
    const label = startsIdentifier(source.peek()) ? source.identifier() : null;
    if (label?.kind === 'OperatorName') return null;
    const type = grammar.type();
    return type === null ? null : branch('TupleElement', [type], label?.text ?? '');
  });
  if (elements === null) return null;
  const last = elements.pop();
  if (last !== undefined) elements.push(isVariadic ? { ...last, index: 1 } : last);
  return branch('Tuple', elements);
}

function readGenericType(grammar: Grammar): MaybeNode {
  const signature = grammar.genericSignature();
  return signature === null ? null : join('GenericType', signature, grammar.type());
}

function readBox(grammar: Grammar): MaybeNode {
  const { source } = grammar;
  const isGeneric = source.nextIf('G');
  const signature = isGeneric ? grammar.genericSignature() : null;
  if (isGeneric && signature === null) return null;
  const fields = readUntilUnderscore(grammar, () => {
    const isMutable = source.nextIf('m');
    if (!isMutable && !source.nextIf('i')) return null;
    const type = grammar.type();
    return type === null ? null : boxField(type, isMutable);
  });
  const generic = isGeneric ? readUntilUnderscore(grammar, () => grammar.type()) : [];
  return fields === null || generic === null ? null : box(fields, signature, generic);
}

/** Items up to an underscore; `null` when one is malformed or the text ends. */
function readUntilUnderscore(grammar: Grammar, read: () => MaybeNode): Node[] | null {
  const items: Node[] = [];
  while (!grammar.source.nextIf('_')) {
    const item = grammar.source.isAtEnd ? null : read();
    if (item === null) return null;
    items.push(item);
  }
  return items;
}

/** A nominal type with the arguments of each level of nesting, outermost first. */
export function readBoundGenericType(grammar: Grammar): MaybeNode {
  const nominal = grammar.nominalType();
  return nominal === null ? null : bind(grammar, nominal, 0);
}

const UNBOUND: ReadonlySet<Kind> = new Set<Kind>(['Module', 'Function', 'Extension']);

function bind(grammar: Grammar, nominal: Node, depth: number): MaybeNode {
  const parent = child(nominal, 0);
  if (parent === null || depth > MAX_PARENTS) return null;
  let rebuilt = nominal;
  if (!UNBOUND.has(parent.kind)) {
    const bound = bind(grammar, parent, depth + 1);
    if (bound === null) return null;
    rebuilt = { ...nominal, children: [bound, ...nominal.children.slice(1)] };
  }
  const list = readUntilUnderscore(grammar, () => grammar.type());
  if (list === null) return null;
  if (list.length === 0) return rebuilt;
  const isType = rebuilt.kind === 'Class' || rebuilt.kind === 'Structure' || rebuilt.kind === 'Enum';
  return isType ? bindArguments(rebuilt, branch('TypeList', list)) : null;
}

/** A type wrapped as the tree wraps types. */
export function readType(grammar: Grammar): MaybeNode {
  return typeOf(readTypeContent(grammar));
}
