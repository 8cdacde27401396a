/**
 * Types that are neither functions nor generic parameters: builtin and nominal types, tuples, packs, protocol
 * compositions, metatypes, SIL boxes and the sugared types the debugger uses.
 */
import type { Kind, MaybeNode, Node } from '../node.ts';
import {
  atom,
  branch,
  C_MODULE,
  child,
  compose,
  DECL_NAMES,
  join,
  leaf,
  phrase,
  swiftNominal,
  SYNTHESIZED_MODULE,
  typeOf,
  unwrapType,
} from '../node.ts';
import { BUILTIN_TYPES, CONCURRENCY_TYPES, METATYPE_REPRESENTATIONS, STANDARD_TYPES } from '../vocabulary.ts';
import {
  commaList,
  genericParam,
  popExistentialRequirements,
  readAssociatedChain,
  readAssociatedType,
  readGenericParam,
  readOpaqueType,
} from './generics.ts';
import type { Machine } from './machine.ts';
import { isDigit, isLower, isUpper } from './machine.ts';
import { popContext, popProtocol, popTypeContent } from './names.ts';

const MAX_BUILTIN_SIZE = 4096;
/** How often one substitution may be repeated. */
const MAX_REPEAT = 2048;
const BUILTIN_PREFIX = 'Builtin.';

/** `B…`. */
export function readBuiltinType(machine: Machine): MaybeNode {
  const name = machine.lookUp(BUILTIN_TYPES);
  return typeOf(name === null ? readSizedBuiltin(machine) : leaf('BuiltinName', name));
}

function readSizedBuiltin(machine: Machine): MaybeNode {
  switch (machine.next()) {
    case 'f':
      return sizedBuiltin('Builtin.FPIEEE', readSize(machine));
    case 'i':
      return sizedBuiltin('Builtin.Int', readSize(machine));
    case 'v': {
      const size = readSize(machine);
      const element = popTypeContent(machine);
      if (size === null || element?.kind !== 'BuiltinName') return null;
      return leaf('BuiltinName', `Builtin.Vec${size}x${element.text.slice(BUILTIN_PREFIX.length)}`);
    }
    case 'V': {
      const element = machine.pop('Type');
      return atom('Builtin.FixedArray<', machine.pop('Type'), ', ', element, '>');
    }
    case 'W':
      return atom('Builtin.Borrow<', machine.pop('Type'), '>');
    case 'T':
      return leaf('BuiltinTuple', 'Builtin.TheTupleType');
    default:
      return null;
  }
}

function readSize(machine: Machine): number | null {
  const index = machine.index();
  const size = index === null ? 0 : index - 1;
  return size > 0 && size <= MAX_BUILTIN_SIZE ? size : null;
}

function sizedBuiltin(prefix: string, size: number | null): MaybeNode {
  return size === null ? null : leaf('BuiltinName', `${prefix}${size}`);
}

/** `S…`: standard types and modules, `Sg` for an optional. */
export function readStandard(machine: Machine): MaybeNode {
  if (machine.nextIf('o')) return leaf('Module', C_MODULE);
  if (machine.nextIf('C')) return leaf('Module', SYNTHESIZED_MODULE);
  if (machine.nextIf('g')) {
    const list = join('TypeList', machine.pop('Type'));
    return machine.remember(typeOf(join('BoundGeneric', typeOf(swiftNominal('Enum', 'Optional')), list)));
  }
  const repeat = isDigit(machine.peek()) ? machine.natural() : 1;
  if (repeat === null || repeat > MAX_REPEAT) return null;
  const table = machine.nextIf('c') ? CONCURRENCY_TYPES : STANDARD_TYPES;
  const standard = machine.lookUp(table);
  if (standard === null) return null;
  const [kind, name] = standard;
  const type = branch('Type', [swiftNominal(kind, name)]);
  machine.pushCopies(type, repeat - 1);
  return type;
}

/** `A…`: back references; lower case letters go on, upper case ends, `<n>_` is one beyond the alphabet. */
export function readSubstitutions(machine: Machine): MaybeNode {
  let repeat: number | null = null;
  while (!machine.isAtEnd && !machine.isOverBound) {
    const character = machine.next();
    if (isLower(character) || isUpper(character)) {
      const node = machine.substitution(character.toLowerCase().charCodeAt(0) - 0x61);
      if (node === null || (repeat ?? 0) > MAX_REPEAT) return null;
      machine.pushCopies(node, (repeat ?? 1) - 1);
      if (isUpper(character)) return node;
      machine.push(node);
      repeat = null;
    } else if (character === '_') {
      return machine.substitution((repeat ?? -1) + 27);
    } else {
      machine.back();
      repeat = machine.natural();
      if (repeat === null) return null;
    }
  }
  return null;
}

/** A nominal type: its context and name. */
export function readNominal(machine: Machine, kind: Kind): MaybeNode {
  const name = machine.popOneOf(DECL_NAMES);
  return machine.remember(typeOf(join(kind, popContext(machine), name)));
}

/** `t`. */
export function readTuple(machine: Machine): MaybeNode {
  const elements = machine.popList(() => {
    const isVariadic = machine.pop('Variadic') !== null;
    const label = machine.pop('Identifier');
    const type = machine.pop('Type');
    return type === null ? null : branch('TupleElement', [type], label?.text ?? '', isVariadic ? 1 : 0);
  });
  return elements === null ? null : typeOf(branch('Tuple', elements));
}

/** A list of types; `null` when malformed. */
export function popTypeList(machine: Machine): Node[] | null {
  return machine.popList(() => machine.pop('Type'));
}

/** A list of protocols; `null` when malformed. */
function popProtocolList(machine: Machine): Node[] | null {
  return machine.popList(() => popProtocol(machine));
}

/** `p`, `Xl`, `Xc`: protocols composed, with AnyObject or a superclass. */
export function readComposition(machine: Machine, kind: Kind, superclass: MaybeNode = null): MaybeNode {
  const protocols = popProtocolList(machine);
  if (protocols === null) return null;
  return typeOf(branch(kind, superclass === null ? protocols : [superclass, ...protocols]));
}

/** `type.Type`, `type.Protocol`, with the representation before it when mangled. */
export function metatype(type: MaybeNode, representation = ''): MaybeNode {
  if (type === null) return null;
  const content = unwrapType(type);
  const suffix = EXISTENTIALS.has(content.kind) ? '.Protocol' : '.Type';
  return atom(representation, branch('Parenthesized', [content]), suffix);
}

const EXISTENTIALS: ReadonlySet<Kind> = new Set<Kind>([
  'ExistentialMetatype',
  'ProtocolList',
  'ClassComposition',
  'ObjectComposition',
]);

/** The metatype of an existential: `P.Type`. */
export function existentialMetatype(type: MaybeNode, representation = ''): MaybeNode {
  return compose('ExistentialMetatype', representation, type, '.Type');
}

/** `Xm`, `XM`: a metatype with its representation. */
export function readRepresentation(machine: Machine): string | null {
  const words = machine.lookUp(METATYPE_REPRESENTATIONS);
  return words === null ? null : `${words} `;
}

/** `Q…`: archetypes, associated types, opaque types and packs. */
export function readArchetype(machine: Machine): MaybeNode {
  switch (machine.next()) {
    case 'a': {
      const name = machine.pop('Identifier');
      return machine.remember(typeOf(atom(popTypeContent(machine), '.', name)));
    }
    case 'O':
      return join('OpaqueReturnTypeOf', popContext(machine));
    case 'o':
      return readOpaqueType(machine);
    case 'r':
      return typeOf(phrase('some'));
    case 'R':
      return machine.index() === null ? null : typeOf(phrase('some'));
    case 'x':
      return readAssociatedType(machine, 'popped');
    case 'X':
      return readAssociatedChain(machine, 'popped');
    case 'y':
      return readAssociatedType(machine, readGenericParam(machine));
    case 'Y':
      return readAssociatedChain(machine, readGenericParam(machine));
    case 'z':
      return readAssociatedType(machine, genericParam(0, 0));
    case 'Z':
      return readAssociatedChain(machine, genericParam(0, 0));
    case 'p': {
      const count = popTypeContent(machine);
      const pattern = popTypeContent(machine);
      return count === null ? null : typeOf(phrase('repeat ', pattern));
    }
    case 'e': {
      const pack = popTypeContent(machine);
      const level = machine.index();
      return level === null ? null : typeOf(phrase(`/* level: ${level} */ each `, pack));
    }
    case 'P':
      return readPack(machine, '');
    case 'S':
      return readSilPack(machine);
    default:
      return null;
  }
}

function readSilPack(machine: Machine): MaybeNode {
  if (machine.nextIf('d')) return readPack(machine, '@direct ');
  return machine.nextIf('i') ? readPack(machine, '@indirect ') : null;
}

function readPack(machine: Machine, prefix: string): MaybeNode {
  const types = popTypeList(machine);
  return types === null ? null : typeOf(atom(`${prefix}Pack{`, commaList(types), '}'));
}

/** `XP`: `any P<…>`. */
export function readConstrainedExistential(machine: Machine): MaybeNode {
  const requirements = popExistentialRequirements(machine);
  return typeOf(phrase('any ', machine.pop('Type'), '<', requirements, '>'));
}

/** `Xx`, `XX`: a box with its fields, and the arguments of its own signature. */
export function readBox(machine: Machine, isGeneric: boolean): MaybeNode {
  const signature = isGeneric ? machine.pop('GenericSignature') : null;
  const generic = isGeneric ? popTypeList(machine) : [];
  const fields = popTypeList(machine);
  if (generic === null || fields === null || (isGeneric && signature === null)) return null;
  return typeOf(box(fields.map(fieldOf), signature, generic));
}

function fieldOf(type: Node): Node {
  const content = child(type, 0);
  const isMutable = content?.kind === 'InOut';
  return boxField(isMutable ? (child(content, 0) ?? type) : type, isMutable);
}

/** One field of a box. */
export function boxField(type: Node, isMutable: boolean): Node {
  return branch('Phrase', [leaf('Text', isMutable ? ' var ' : ' let '), type]);
}

/** `<sig> { let A, var B } <args>`. */
export function box(fields: readonly Node[], signature: MaybeNode, generic: readonly Node[]): MaybeNode {
  const layout = atom('{', ...fields.flatMap((field, position) => (position === 0 ? [field] : [',', field])), ' }');
  return signature === null ? layout : atom(signature, ' ', layout, ' <', commaList(generic), '>');
}

/** `XS…`: types as they were written in source. */
export function readSugared(machine: Machine): MaybeNode {
  const code = machine.next();
  const last = machine.pop('Type');
  switch (code) {
    case 'q':
      return typeOf(atom(join('Parenthesized', last), '?'));
    case 'a':
      return typeOf(atom('[', last, ']'));
    case 'A':
      return typeOf(atom('[', machine.pop('Type'), ' of ', last, ']'));
    case 'D':
      return typeOf(atom('[', machine.pop('Type'), ' : ', last, ']'));
    case 'p':
      return typeOf(atom('(', last, ')'));
    default:
      return null;
  }
}

/** `$`: an integer as a generic argument; `n` before it makes it negative. */
export function readInteger(machine: Machine): MaybeNode {
  const isNegative = machine.nextIf('n');
  const value = machine.index();
  return value === null ? null : typeOf(atom(isNegative && value !== 0 ? `-${value}` : `${value}`));
}
