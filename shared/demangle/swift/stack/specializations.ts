/**
 * Specialisations the optimiser made: of generic functions, and of function signatures with what was propagated,
 * promoted or dropped for each argument. Types and names follow on the stack, for the last argument first.
 */
import type { MaybeNode, Node } from '../node.ts';
import { branch, leaf, phrase } from '../node.ts';
import { commaList } from './generics.ts';
import type { Machine } from './machine.ts';
import { isDigit } from './machine.ts';
import { popTypeList } from './types.ts';

/** The flags before the number of the pass that made the specialisation. */
interface Flags {
  readonly isSerialized: boolean;
  readonly hasLostAsync: boolean;
  readonly hasNewRepresentation: boolean;
}

function readFlags(machine: Machine): Flags | null {
  const isSerialized = machine.nextIf('q');
  const hasLostAsync = machine.nextIf('a');
  const hasNewRepresentation = machine.nextIf('r');
  return isDigit(machine.next()) ? { isSerialized, hasLostAsync, hasNewRepresentation } : null;
}

/** `<words> <parts> of `, before what was specialised. */
export function specialization(words: string, isSerialized: boolean, parts: readonly Node[]): Node {
  const all = isSerialized ? [leaf('Text', 'serialized'), ...parts] : parts;
  return branch('Specialization', [leaf('Text', `${words} <`), commaList(all), leaf('Text', '> of ')]);
}

const REPRESENTATION_CHANGED = branch('Specialization', [leaf('Text', 'representation changed of ')]);

/** A generic specialisation with its arguments. */
export function readGenericSpecialization(machine: Machine, words: string): MaybeNode {
  const flags = readFlags(machine);
  if (flags === null) return null;
  const types = popTypeList(machine);
  if (types === null) return null;
  return hasOnlyChangedRepresentation(flags)
    ? REPRESENTATION_CHANGED
    : specialization(words, flags.isSerialized, types);
}

function hasOnlyChangedRepresentation(flags: Flags): boolean {
  return flags.hasNewRepresentation && !flags.isSerialized && !flags.hasLostAsync;
}

const DROPPING_KINDS: ReadonlyMap<string, string> = new Map([
  ['g', 'generic specialization'],
  ['G', 'generic not re-abstracted specialization'],
  ['B', 'generic specialization'],
]);

/** `Tt<n>t<n>…g`: dropped arguments are not written. */
export function readDroppingSpecialization(machine: Machine): MaybeNode {
  do machine.natural();
  while (machine.nextIf('t'));
  const words = machine.lookUp(DROPPING_KINDS);
  return words === null ? null : readGenericSpecialization(machine, words);
}

/** A specialisation for part of the arguments: what is left is its signature. */
export function readPartialSpecialization(machine: Machine, words: string): MaybeNode {
  const flags = readFlags(machine);
  const signature = phrase('Signature = ', machine.pop('Type'));
  return flags === null || signature === null ? null : specialization(words, flags.isSerialized, [signature]);
}

/** One thing done to an argument. The words are complete, or need what `payload` says. */
interface Change {
  readonly words: string;
  readonly payload: 'none' | 'symbol' | 'string' | 'closure' | 'keyPath' | 'struct';
}

function done(words: string): Change {
  return { words, payload: 'none' };
}

/** `Tf…`. */
export function readSignatureSpecialization(machine: Machine): MaybeNode {
  const flags = readFlags(machine);
  if (flags === null) return null;
  if (hasOnlyChangedRepresentation(flags)) return REPRESENTATION_CHANGED;
  const parameters: Change[][] = [];
  while (!machine.nextIf('_')) {
    const changes = readChanges(machine);
    if (changes === null) return null;
    parameters.push(changes);
  }
  const result = machine.nextIf('n') ? [] : readChanges(machine);
  if (result === null || result.some((change) => change.payload !== 'none')) return null;

  const written: Node[] = [];
  const shift = (flags.hasLostAsync ? 1 : 0) + (flags.hasNewRepresentation ? 1 : 0);
  for (let position = parameters.length - 1; position >= 0; position--) {
    const changes = parameters[position] ?? [];
    const words = popChanges(machine, changes);
    if (words === null) return null;
    if (changes.length > 0) {
      written.push(branch('Phrase', [leaf('Text', `Arg[${position + shift}] = `), ...words]));
    }
  }
  written.reverse();
  if (result.length > 0) written.push(leaf('Text', `Return = ${result.map((change) => change.words).join('')}`));
  return specialization('function signature specialization', flags.isSerialized, written);
}

const CHANGES: ReadonlyMap<string, string> = new Map([
  ['i', 'Value Promoted from Box'],
  ['s', 'Stack Promoted from Box'],
  ['r', 'InOut Converted to Out'],
]);

/** Options in the order they are mangled and written; each letter may follow the ones before it. */
const OPTIONS: readonly (readonly [first: string, later: string, words: string])[] = [
  ['e', '', 'Existential To Protocol Constrained Generic'],
  ['d', 'D', 'Dead'],
  ['g', 'G', 'Owned To Guaranteed'],
  ['o', 'O', 'Guaranteed To Owned'],
  ['x', 'X', 'Exploded'],
];

function readChanges(machine: Machine): Change[] | null {
  if (machine.nextIf('n')) return [];
  if (machine.nextIf('c')) return [{ words: 'Closure Propagated', payload: 'closure' }];
  if (machine.nextIf('E')) return [{ words: 'Escaping Closure Propagated', payload: 'closure' }];
  if (machine.nextIf('C')) {
    const argument = machine.natural();
    return argument === null ? null : [done(`[Same As Argument ${argument}]`)];
  }
  if (machine.nextIf('p')) return readConstants(machine);
  const change = machine.lookUp(CHANGES);
  if (change !== null) return [done(change)];
  return readOptions(machine);
}

function readOptions(machine: Machine): Change[] | null {
  const start = OPTIONS.findIndex(([first]) => first === machine.peek());
  if (start < 0) return null;
  machine.next();
  const words: string[] = [];
  for (const [position, [, later, option]] of OPTIONS.entries()) {
    if (position === start || (position > start && machine.nextIf(later))) words.push(option);
  }
  return [done(words.join(' and '))];
}

const STRING_ENCODINGS: ReadonlyMap<string, string> = new Map([
  ['b', 'u8'],
  ['w', 'u16'],
  ['c', 'objc'],
]);

function readConstants(machine: Machine): Change[] | null {
  const changes: Change[] = [];
  for (;;) {
    const code = machine.peek();
    if (code === '' || !'Sfgidsk'.includes(code)) return changes;
    machine.next();
    const change = readConstant(machine, code);
    if (change === null) return null;
    changes.push(change);
  }
}

function readConstant(machine: Machine, code: string): Change | null {
  switch (code) {
    case 'S':
      return { words: 'Constant Propagated Struct', payload: 'struct' };
    case 'f':
      return { words: 'Constant Propagated Function', payload: 'symbol' };
    case 'g':
      return { words: 'Constant Propagated Global', payload: 'symbol' };
    case 'k':
      return { words: 'Constant Propagated KeyPath', payload: 'keyPath' };
    case 's': {
      const encoding = machine.lookUp(STRING_ENCODINGS);
      return encoding === null ? null : { words: `Constant Propagated String : ${encoding}`, payload: 'string' };
    }
    default: {
      let digits = '';
      while (isDigit(machine.peek())) digits += machine.next();
      const words = code === 'i' ? 'Constant Propagated Integer' : 'Constant Propagated Float';
      return digits === '' ? null : done(`[${words} : ${digits}]`);
    }
  }
}

function popChanges(machine: Machine, changes: readonly Change[]): Node[] | null {
  const words: Node[] = [];
  for (const change of changes.toReversed()) {
    const written = popChange(machine, change);
    if (written === null) return null;
    words.push(written);
  }
  return words.reverse();
}

function popChange(machine: Machine, { words, payload }: Change): MaybeNode {
  switch (payload) {
    case 'none':
      return phrase(words);
    case 'symbol':
      return phrase(`[${words} : `, popSymbol(machine), ']');
    case 'struct':
      return phrase(`[${words} : `, machine.pop('Type'), ']');
    case 'string': {
      const text = machine.pop('Identifier')?.text ?? null;
      return text === null ? null : phrase(`[${words}'${text.startsWith('_') ? text.slice(1) : text}']`);
    }
    case 'keyPath': {
      const value = machine.pop('Type');
      const root = machine.pop('Type');
      return phrase(`[${words} : `, machine.pop('Identifier'), '<', root, ',', value, '>]');
    }
    case 'closure': {
      const types = machine.popAll('Type');
      return phrase(`[${words} : `, popSymbol(machine), ', Argument Types : [', branch('Phrase', types), ']');
    }
    default:
      return null;
  }
}

/** A symbol's name, which may be mangled itself. */
function popSymbol(machine: Machine): MaybeNode {
  const name = machine.pop('Identifier');
  return name === null ? null : leaf('NestedName', name.text);
}
