/**
 * The operators of the stack mangling, by their first character. What begins with a digit is an identifier.
 */
import type { Kind, MaybeNode } from '../node.ts';
import { atom, compose, ENTITIES, join, leaf, phrase, STDLIB, typeOf } from '../node.ts';
import { readConformance, readRetroactive } from './conformances.ts';
import {
  readAnonymousContext,
  readExtension,
  readFunction,
  readFunctionEntity,
  readNamedEntity,
  readSubscript,
  readVariable,
} from './entities.ts';
import {
  conventionOf,
  LATE_ISOLATION,
  popFunctionType,
  popLabels,
  readClangType,
  readDifferentiable,
  readYields,
} from './functionTypes.ts';
import {
  genericParam,
  readBoundGeneric,
  readGenericParam,
  readGenericSignature,
  readGenericType,
  readRequirement,
} from './generics.ts';
import type { Machine } from './machine.ts';
import { readMacroExpansion } from './macros.ts';
import { readMetadata, readRecord } from './metadata.ts';
import { popTypeContent, readDiscriminatedName, readIdentifier, readOperatorName } from './names.ts';
import { readSilFunctionType } from './silFunctions.ts';
import { readAccessibleFunction, readThunk } from './thunks.ts';
import {
  existentialMetatype,
  metatype,
  readArchetype,
  readBox,
  readBuiltinType,
  readComposition,
  readConstrainedExistential,
  readInteger,
  readNominal,
  readRepresentation,
  readStandard,
  readSubstitutions,
  readSugared,
  readTuple,
} from './types.ts';
import { readValueWitness, readWitness } from './witnesses.ts';

type Read = (machine: Machine) => MaybeNode;

const nominal =
  (kind: Kind): Read =>
  (machine) =>
    readNominal(machine, kind);

/** A mark that waits for the operator that takes it. */
const mark =
  (kind: Kind, text = ''): Read =>
  () =>
    leaf(kind, text);

/** A type with a word before it, as one type. */
const prefixed =
  (words: string): Read =>
  (machine) =>
    typeOf(phrase(words, popTypeContent(machine)));

const functionTypeOf =
  (kind: Kind, prefix: string): Read =>
  (machine) =>
    popFunctionType(machine, kind, prefix);

const OPERATORS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['A', readSubstitutions],
  ['B', readBuiltinType],
  ['C', nominal('Class')],
  ['D', readTypeMangling],
  ['E', readExtension],
  ['F', readFunction],
  ['G', readBoundGeneric],
  ['H', readConformanceOrRecord],
  ['I', readSilFunctionType],
  ['K', mark('Throws', ' throws')],
  ['L', readDiscriminatedName],
  ['M', readMetadata],
  ['N', (machine) => phrase('type metadata for ', machine.pop('Type'))],
  ['O', nominal('Enum')],
  ['P', nominal('Protocol')],
  ['Q', readArchetype],
  ['R', readRequirement],
  ['S', readStandard],
  ['T', readThunk],
  ['V', nominal('Structure')],
  ['W', readWitness],
  ['X', readSpecialType],
  ['Y', readAnnotation],
  ['Z', (machine) => join('Static', machine.popOneOf(ENTITIES))],
  ['a', nominal('TypeAlias')],
  ['c', functionTypeOf('FunctionType', '')],
  ['d', mark('Variadic')],
  ['f', readFunctionOrMacro],
  ['g', readRetroactive],
  ['h', prefixed('__shared ')],
  ['i', readSubscript],
  ['l', (machine) => readGenericSignature(machine, false)],
  ['m', (machine) => typeOf(metatype(machine.pop('Type')))],
  ['n', prefixed('__owned ')],
  ['o', readOperatorName],
  ['p', (machine) => readComposition(machine, 'ProtocolList')],
  ['q', (machine) => typeOf(readGenericParam(machine))],
  ['r', (machine) => readGenericSignature(machine, true)],
  ['s', mark('Module', STDLIB)],
  ['t', readTuple],
  ['u', readGenericType],
  ['v', readVariable],
  ['w', readValueWitness],
  ['x', () => typeOf(genericParam(0, 0))],
  ['y', mark('EmptyList')],
  ['z', (machine) => typeOf(join('InOut', popTypeContent(machine)))],
  ['_', mark('FirstElement')],
  ['$', readInteger],
]);

/** `Y…`: annotations of function types and of single types. */
const ANNOTATIONS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['a', mark('Async', ' async')],
  ['A', mark('FunctionIsolation', '@isolated(any) ')],
  ['b', mark('Sendable', '@Sendable ')],
  ['c', (machine) => compose('FunctionIsolation', '@', popTypeContent(machine), ' ')],
  ['C', mark('FunctionIsolation', LATE_ISOLATION)],
  ['g', prefixed('@const ')],
  ['i', prefixed('isolated ')],
  ['j', readDifferentiable],
  ['k', prefixed('@noDerivative ')],
  ['K', (machine) => compose('Throws', ' throws(', popTypeContent(machine), ')')],
  ['t', prefixed('_const ')],
  ['T', mark('SendingResult', 'sending ')],
  ['u', prefixed('sending ')],
]);

/** `X…`: special types. */
const SPECIAL_TYPES: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['A', functionTypeOf('BlockFunctionType', '@autoclosure ')],
  ['B', functionTypeOf('BlockFunctionType', '@convention(block) ')],
  ['b', (machine) => typeOf(atom('@box ', machine.pop('Type')))],
  ['C', functionTypeOf('ThinFunctionType', '@convention(c) ')],
  ['c', readClassComposition],
  ['D', (machine) => typeOf(join('Atom', selfOf(machine.pop('Type'))))],
  ['E', functionTypeOf('FunctionType', '')],
  ['e', () => typeOf(atom('<ERROR TYPE>'))],
  ['f', functionTypeOf('ThinFunctionType', '@convention(thin) ')],
  ['G', (machine) => readExistentialShape(machine, true)],
  ['g', (machine) => readExistentialShape(machine, false)],
  ['K', functionTypeOf('BlockFunctionType', '@autoclosure ')],
  ['L', functionTypeOf('BlockFunctionType', '@escaping @convention(block) ')],
  ['l', (machine) => readComposition(machine, 'ObjectComposition')],
  ['M', (machine) => readMetatype(machine, metatype)],
  ['m', (machine) => readMetatype(machine, existentialMetatype)],
  ['O', functionTypeOf('FunctionType', '@called(once) ')],
  ['o', referenceStorage('unowned ')],
  ['P', readConstrainedExistential],
  ['p', (machine) => typeOf(existentialMetatype(machine.pop('Type')))],
  ['S', readSugared],
  ['U', functionTypeOf('UncurriedFunctionType', '')],
  ['u', referenceStorage('unowned(unsafe) ')],
  ['w', referenceStorage('weak ')],
  ['X', (machine) => readBox(machine, true)],
  ['x', (machine) => readBox(machine, false)],
  ['Y', nominal('OtherNominal')],
  ['y', readYields],
  ['Z', readAnonymousContext],
  ['z', readForeignFunction],
]);

/** Applies the next operator; `null` when there is none or it does not fit what is on the stack. */
export function readOperator(machine: Machine): MaybeNode {
  const read = machine.lookUp(OPERATORS);
  if (read !== null) return read(machine);
  // What the compiler or linker added is no mangling: `.resume.0`, `.cold.1`, `.17`.
  return machine.peek() === '.' ? leaf('Suffix', machine.takeRest()) : readIdentifier(machine);
}

function readAnnotation(machine: Machine): MaybeNode {
  return machine.lookUp(ANNOTATIONS)?.(machine) ?? null;
}

function readSpecialType(machine: Machine): MaybeNode {
  return machine.lookUp(SPECIAL_TYPES)?.(machine) ?? null;
}

function readFunctionOrMacro(machine: Machine): MaybeNode {
  if (machine.nextIf('m')) return readNamedEntity(machine, 'Macro');
  if (machine.nextIf('p')) return readNamedEntity(machine, 'GenericTypeParamDecl');
  return machine.nextIf('M') ? readMacroExpansion(machine) : readFunctionEntity(machine);
}

function readConformanceOrRecord(machine: Machine): MaybeNode {
  const code = machine.next();
  if (code === 'F') return readAccessibleFunction(machine);
  return /[A-Zp]/.test(code) ? readConformance(machine, code) : readRecord(machine, code);
}

function referenceStorage(words: string): Read {
  return (machine) => typeOf(phrase(words, machine.pop('Type')));
}

function readMetatype(machine: Machine, build: (type: MaybeNode, words: string) => MaybeNode): MaybeNode {
  const representation = readRepresentation(machine);
  const type = machine.pop('Type');
  return representation === null ? null : typeOf(build(type, representation));
}

function readClassComposition(machine: Machine): MaybeNode {
  const superclass = machine.pop('Type');
  return superclass === null ? null : readComposition(machine, 'ClassComposition', superclass);
}

/** `Self`, whatever type it stands for. */
function selfOf(type: MaybeNode): MaybeNode {
  return type === null ? null : leaf('Text', 'Self');
}

function readForeignFunction(machine: Machine): MaybeNode {
  const code = machine.next();
  if (code !== 'B' && code !== 'C') return null;
  const convention = conventionOf(code === 'B' ? 'block' : 'c', readClangType(machine));
  return popFunctionType(machine, code === 'B' ? 'BlockFunctionType' : 'ThinFunctionType', `${convention} `);
}

function readExistentialShape(machine: Machine, hasSignature: boolean): MaybeNode {
  const type = machine.pop('Type');
  const signature = hasSignature ? machine.pop('GenericSignature') : null;
  return phrase('existential shape for ', signature === null ? '' : phrase(signature, ' '), 'any ', type);
}

function readTypeMangling(machine: Machine): MaybeNode {
  const type = machine.pop('Type');
  if (type === null) return null;
  const labelled = popLabels(machine, type);
  return labelled.labels === null
    ? join('TypeMangling', labelled.type)
    : join('TypeMangling', labelled.labels, labelled.type);
}
