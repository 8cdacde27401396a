/**
 * The fixed words both manglings share: standard types, builtin types, value witnesses, operator characters, accessor
 * names, layout constraints and the letters that name generic parameters.
 */
import type { Kind } from './node.ts';

/** A standard library type with a mangling of its own: its kind and name. */
type StandardType = readonly [kind: Kind, name: string];

/** `S<letter>`: standard library types. */
export const STANDARD_TYPES: ReadonlyMap<string, StandardType> = new Map<string, StandardType>([
  ['A', ['Structure', 'AutoreleasingUnsafeMutablePointer']],
  ['a', ['Structure', 'Array']],
  ['b', ['Structure', 'Bool']],
  ['D', ['Structure', 'Dictionary']],
  ['d', ['Structure', 'Double']],
  ['f', ['Structure', 'Float']],
  ['h', ['Structure', 'Set']],
  ['I', ['Structure', 'DefaultIndices']],
  ['i', ['Structure', 'Int']],
  ['J', ['Structure', 'Character']],
  ['N', ['Structure', 'ClosedRange']],
  ['n', ['Structure', 'Range']],
  ['O', ['Structure', 'ObjectIdentifier']],
  ['P', ['Structure', 'UnsafePointer']],
  ['p', ['Structure', 'UnsafeMutablePointer']],
  ['R', ['Structure', 'UnsafeBufferPointer']],
  ['r', ['Structure', 'UnsafeMutableBufferPointer']],
  ['S', ['Structure', 'String']],
  ['s', ['Structure', 'Substring']],
  ['u', ['Structure', 'UInt']],
  ['V', ['Structure', 'UnsafeRawPointer']],
  ['v', ['Structure', 'UnsafeMutableRawPointer']],
  ['W', ['Structure', 'UnsafeRawBufferPointer']],
  ['w', ['Structure', 'UnsafeMutableRawBufferPointer']],
  ['q', ['Enum', 'Optional']],
  ['B', ['Protocol', 'BinaryFloatingPoint']],
  ['E', ['Protocol', 'Encodable']],
  ['e', ['Protocol', 'Decodable']],
  ['F', ['Protocol', 'FloatingPoint']],
  ['G', ['Protocol', 'RandomNumberGenerator']],
  ['H', ['Protocol', 'Hashable']],
  ['j', ['Protocol', 'Numeric']],
  ['K', ['Protocol', 'BidirectionalCollection']],
  ['k', ['Protocol', 'RandomAccessCollection']],
  ['L', ['Protocol', 'Comparable']],
  ['l', ['Protocol', 'Collection']],
  ['M', ['Protocol', 'MutableCollection']],
  ['m', ['Protocol', 'RangeReplaceableCollection']],
  ['Q', ['Protocol', 'Equatable']],
  ['T', ['Protocol', 'Sequence']],
  ['t', ['Protocol', 'IteratorProtocol']],
  ['U', ['Protocol', 'UnsignedInteger']],
  ['X', ['Protocol', 'RangeExpression']],
  ['x', ['Protocol', 'Strideable']],
  ['Y', ['Protocol', 'RawRepresentable']],
  ['y', ['Protocol', 'StringProtocol']],
  ['Z', ['Protocol', 'SignedInteger']],
  ['z', ['Protocol', 'BinaryInteger']],
]);

/** `Sc<letter>`: the concurrency types that live in the standard library's name space. */
export const CONCURRENCY_TYPES: ReadonlyMap<string, StandardType> = new Map<string, StandardType>([
  ['A', ['Protocol', 'Actor']],
  ['C', ['Structure', 'CheckedContinuation']],
  ['c', ['Structure', 'UnsafeContinuation']],
  ['E', ['Structure', 'CancellationError']],
  ['e', ['Structure', 'UnownedSerialExecutor']],
  ['F', ['Protocol', 'Executor']],
  ['f', ['Protocol', 'SerialExecutor']],
  ['G', ['Structure', 'TaskGroup']],
  ['g', ['Structure', 'ThrowingTaskGroup']],
  ['h', ['Protocol', 'TaskExecutor']],
  ['I', ['Protocol', 'AsyncIteratorProtocol']],
  ['i', ['Protocol', 'AsyncSequence']],
  ['J', ['Structure', 'UnownedJob']],
  ['M', ['Class', 'MainActor']],
  ['P', ['Structure', 'TaskPriority']],
  ['S', ['Structure', 'AsyncStream']],
  ['s', ['Structure', 'AsyncThrowingStream']],
  ['T', ['Structure', 'Task']],
  ['t', ['Structure', 'UnsafeCurrentTask']],
]);

/** Standard types of the mangling before Swift 4, which knew fewer and spelt two differently. */
export const OLD_STANDARD_TYPES: ReadonlyMap<string, StandardType> = new Map<string, StandardType>([
  ['a', ['Structure', 'Array']],
  ['b', ['Structure', 'Bool']],
  ['c', ['Structure', 'UnicodeScalar']],
  ['d', ['Structure', 'Double']],
  ['f', ['Structure', 'Float']],
  ['i', ['Structure', 'Int']],
  ['V', ['Structure', 'UnsafeRawPointer']],
  ['v', ['Structure', 'UnsafeMutableRawPointer']],
  ['P', ['Structure', 'UnsafePointer']],
  ['p', ['Structure', 'UnsafeMutablePointer']],
  ['q', ['Enum', 'Optional']],
  ['Q', ['Enum', 'ImplicitlyUnwrappedOptional']],
  ['R', ['Structure', 'UnsafeBufferPointer']],
  ['r', ['Structure', 'UnsafeMutableBufferPointer']],
  ['S', ['Structure', 'String']],
  ['u', ['Structure', 'UInt']],
]);

/** `B<letter>`: builtin types that are a name alone. */
export const BUILTIN_TYPES: ReadonlyMap<string, string> = new Map([
  ['A', 'Builtin.ImplicitActor'],
  ['b', 'Builtin.BridgeObject'],
  ['B', 'Builtin.UnsafeValueBuffer'],
  ['e', 'Builtin.Executor'],
  ['I', 'Builtin.IntLiteral'],
  ['O', 'Builtin.UnknownObject'],
  ['o', 'Builtin.NativeObject'],
  ['p', 'Builtin.RawPointer'],
  ['j', 'Builtin.Job'],
  ['D', 'Builtin.DefaultActorStorage'],
  ['d', 'Builtin.NonDefaultDistributedActorStorage'],
  ['c', 'Builtin.RawUnsafeContinuation'],
  ['t', 'Builtin.SILToken'],
  ['w', 'Builtin.Word'],
  ['P', 'Builtin.PackIndex'],
]);

/** The two letters of a value witness. */
export const VALUE_WITNESSES: ReadonlyMap<string, string> = new Map([
  ['al', 'allocateBuffer'],
  ['ca', 'assignWithCopy'],
  ['ta', 'assignWithTake'],
  ['de', 'deallocateBuffer'],
  ['xx', 'destroy'],
  ['XX', 'destroyBuffer'],
  ['Xx', 'destroyArray'],
  ['CP', 'initializeBufferWithCopyOfBuffer'],
  ['Cp', 'initializeBufferWithCopy'],
  ['cp', 'initializeWithCopy'],
  ['Tk', 'initializeBufferWithTake'],
  ['tk', 'initializeWithTake'],
  ['pr', 'projectBuffer'],
  ['TK', 'initializeBufferWithTakeOfBuffer'],
  ['Cc', 'initializeArrayWithCopy'],
  ['Tt', 'initializeArrayWithTakeFrontToBack'],
  ['tT', 'initializeArrayWithTakeBackToFront'],
  ['xs', 'storeExtraInhabitant'],
  ['xg', 'getExtraInhabitantIndex'],
  ['ug', 'getEnumTag'],
  ['up', 'destructiveProjectEnumData'],
  ['ui', 'destructiveInjectEnumTag'],
  ['et', 'getEnumTagSinglePayload'],
  ['st', 'storeEnumTagSinglePayload'],
]);

/** Accessor letters and the words they print as. */
export const ACCESSORS: ReadonlyMap<string, string> = new Map([
  ['m', 'materializeForSet'],
  ['s', 'setter'],
  ['g', 'getter'],
  ['G', 'getter'],
  ['w', 'willset'],
  ['W', 'didset'],
  ['r', 'read'],
  ['y', 'yielding_borrow'],
  ['M', 'modify'],
  ['x', 'yielding_mutate'],
  ['i', 'init'],
  ['b', 'borrow'],
  ['z', 'mutate'],
]);

/** `a<letter>`: addressors that give a mutable address. */
export const MUTABLE_ADDRESSORS: ReadonlyMap<string, string> = new Map([
  ['O', 'owningMutableAddressor'],
  ['o', 'nativeOwningMutableAddressor'],
  ['p', 'nativePinningMutableAddressor'],
  ['P', 'nativePinningMutableAddressor'],
  ['u', 'unsafeMutableAddressor'],
]);

/** `l<letter>`: addressors that give an address to read. */
export const ADDRESSORS: ReadonlyMap<string, string> = new Map([
  ['O', 'owningAddressor'],
  ['o', 'nativeOwningAddressor'],
  ['p', 'nativePinningAddressor'],
  ['u', 'unsafeAddressor'],
]);

/** `differentiable` kinds by letter; the empty word is the normal kind. */
export const DIFFERENTIABILITY: ReadonlyMap<string, string> = new Map([
  ['f', '@differentiable(_forward)'],
  ['r', '@differentiable(reverse)'],
  ['d', '@differentiable'],
  ['l', '@differentiable(_linear)'],
]);

/** Layout constraints: the word, and how many numbers (size, alignment) follow. */
export const LAYOUTS: ReadonlyMap<string, readonly [name: string, numbers: 0 | 1 | 2]> = new Map([
  ['U', ['_UnknownLayout', 0]],
  ['R', ['_RefCountedObject', 0]],
  ['N', ['_NativeRefCountedObject', 0]],
  ['C', ['AnyObject', 0]],
  ['D', ['_NativeClass', 0]],
  ['T', ['_Trivial', 0]],
  ['B', ['_BridgeObject', 0]],
  ['A', ['AnyReference', 0]],
  ['E', ['_Trivial', 2]],
  ['e', ['_Trivial', 1]],
  ['M', ['_TrivialAtMost', 2]],
  ['m', ['_TrivialAtMost', 1]],
  ['S', ['_TrivialStride', 1]],
]);

/** How a metatype is represented. */
export const METATYPE_REPRESENTATIONS: ReadonlyMap<string, string> = new Map([
  ['t', '@thin'],
  ['T', '@thick'],
  ['o', '@objc_metatype'],
]);

const OPERATOR_CHARACTERS = '& @/= >    <*!|+?%-~   ^ .';

/** Turns the letters of a mangled operator back into the operator; `null` when a letter stands for none. */
export function decodeOperator(letters: string): string | null {
  let operator = '';
  for (const letter of letters) {
    const code = letter.charCodeAt(0);
    if (code >= 0x80) {
      operator += letter;
      continue;
    }
    const decoded = OPERATOR_CHARACTERS[code - 0x61] ?? ' ';
    if (decoded === ' ') return null;
    operator += decoded;
  }
  return operator;
}

/** Words for where an operator stands. */
export const OPERATOR_FIXITIES: ReadonlyMap<string, string> = new Map([
  ['i', ' infix'],
  ['p', ' prefix'],
  ['P', ' postfix'],
]);

/** The letters that stand for a generic parameter: `A`…`Z`, `AB`…, with the depth after them when not zero. */
export function genericParameterName(depth: number, index: number): string {
  let name = '';
  let rest = index;
  do {
    name += String.fromCharCode(0x41 + (rest % 26));
    rest = Math.floor(rest / 26);
  } while (rest > 0);
  return depth === 0 ? name : `${name}${depth}`;
}
