/**
 * The machine that reads a Swift 4+ name: text is read left to right, operators pop what they need from a stack and
 * push what they make. Substitutions and identifier words are remembered as they appear.
 * Spec: swiftlang/swift docs/ABI/Mangling.rst.
 *
 * Names can repeat and refer back, so short hostile text could ask for a lot: the stack, the substitutions and the
 * length of identifiers are bounded, and running over a bound makes the name malformed.
 */
import type { Kind, MaybeNode, Node } from '../node.ts';

/** Deeper stacks than any compiler's. */
const MAX_STACK = 65_536;
const MAX_WORDS = 26;
/** Bytes of one identifier, and of all of them. */
const MAX_IDENTIFIER = 16_384;
const MAX_IDENTIFIERS = 1 << 20;
const MAX_NATURAL = 0x7fff_ffff;

/** Whether a character is `0`–`9`; the empty text at the end is not. */
export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9' && character.length === 1;
}

/** Whether a character is `a`–`z`. */
export function isLower(character: string): boolean {
  return character >= 'a' && character <= 'z' && character.length === 1;
}

/** Whether a character is `A`–`Z`. */
export function isUpper(character: string): boolean {
  return character >= 'A' && character <= 'Z' && character.length === 1;
}

export class Machine {
  /** In the first version of this mangling (`_T0`) argument labels are part of the argument types. */
  readonly hasLabelsInTypes: boolean;
  readonly #text: string;
  readonly #stack: Node[] = [];
  readonly #substitutions: Node[] = [];
  readonly #words: string[] = [];
  #position: number;
  #identifierBytes = 0;
  #isOverBound = false;

  constructor(text: string, start: number, hasLabelsInTypes: boolean) {
    this.#text = text;
    this.#position = start;
    this.hasLabelsInTypes = hasLabelsInTypes;
  }

  /** Whether some bound was passed; the name counts as malformed then. */
  get isOverBound(): boolean {
    return this.#isOverBound;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  /** The next character without taking it; empty at the end. */
  peek(): string {
    return this.#text.charAt(this.#position);
  }

  /** Takes the next character; empty at the end. */
  next(): string {
    const character = this.peek();
    this.#position += character.length;
    return character;
  }

  /** Puts the last `count` characters back. */
  back(count = 1): void {
    this.#position -= count;
  }

  /** Takes `expected` if it comes next. */
  nextIf(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.#position)) return false;
    this.#position += expected.length;
    return true;
  }

  /** Takes the next `length` characters; `null` when there are fewer. */
  take(length: number): string | null {
    const end = this.#position + length;
    if (end > this.#text.length) return null;
    const taken = this.#text.slice(this.#position, end);
    this.#position = end;
    return taken;
  }

  /** Takes everything that is left. */
  takeRest(): string {
    const rest = this.#text.slice(this.#position);
    this.#position = this.#text.length;
    return rest;
  }

  /** Takes the next character and looks it up; `null` (taking nothing) when the table does not know it. */
  lookUp<Value>(table: ReadonlyMap<string, Value>): Value | null {
    const value = table.get(this.peek());
    if (value === undefined) return null;
    this.next();
    return value;
  }

  /** A decimal number; `null` when none comes next or it passes 31 bits. */
  natural(): number | null {
    if (!isDigit(this.peek())) return null;
    let value = 0;
    while (isDigit(this.peek())) {
      value = value * 10 + Number(this.next());
      if (value > MAX_NATURAL) return null;
    }
    return value;
  }

  /** An index: `_` is 0, `<n>_` is n + 1. */
  index(): number | null {
    if (this.nextIf('_')) return 0;
    const value = this.natural();
    return value !== null && value < MAX_NATURAL && this.nextIf('_') ? value + 1 : null;
  }

  push(node: Node): void {
    if (this.#stack.length >= MAX_STACK) {
      this.#isOverBound = true;
      return;
    }
    this.#stack.push(node);
  }

  /** Pushes the same node several times. */
  pushCopies(node: Node, count: number): void {
    for (let copy = 0; copy < count && !this.#isOverBound; copy++) this.push(node);
  }

  /** The node on top, whatever it is. */
  popAny(): MaybeNode {
    return this.#stack.pop() ?? null;
  }

  /** The node on top if it is of this kind. */
  pop(kind: Kind): MaybeNode {
    return this.#stack.at(-1)?.kind === kind ? this.popAny() : null;
  }

  /** The node on top if its kind is in the set. */
  popOneOf(kinds: ReadonlySet<Kind>): MaybeNode {
    const top = this.#stack.at(-1);
    return top !== undefined && kinds.has(top.kind) ? this.popAny() : null;
  }

  /** All the nodes of one kind on top, in the order they were pushed. */
  popAll(kind: Kind): Node[] {
    const popped: Node[] = [];
    for (let node = this.pop(kind); node !== null; node = this.pop(kind)) popped.push(node);
    return popped.reverse();
  }

  /** What is left on the stack, bottom first. */
  takeStack(): Node[] {
    return this.#stack.splice(0);
  }

  /**
   * A list as the grammar writes it: `y` alone when empty, else items with a mark after the first.
   * `popItem` takes one item; `null` from it makes the list malformed.
   */
  popList(popItem: () => MaybeNode): Node[] | null {
    return this.pop('EmptyList') === null ? this.popMarkedList(popItem) : [];
  }

  /** A list that is never empty. */
  popMarkedList(popItem: () => MaybeNode): Node[] | null {
    const items: Node[] = [];
    let isFirst = false;
    while (!isFirst) {
      isFirst = this.pop('FirstElement') !== null;
      const item = popItem();
      if (item === null) return null;
      items.push(item);
    }
    return items.reverse();
  }

  /** Remembers a node for back references, and gives it back. */
  remember(node: MaybeNode): MaybeNode {
    if (node !== null) this.#substitutions.push(node);
    return node;
  }

  substitution(index: number): MaybeNode {
    return this.#substitutions[index] ?? null;
  }

  /** Remembers a word of an identifier; only the first 26 count. */
  rememberWord(word: string): void {
    if (this.#words.length < MAX_WORDS) this.#words.push(word);
  }

  word(index: number): string | null {
    return this.#words[index] ?? null;
  }

  /** Accounts for the text of an identifier; `false` when it is too long. */
  allowIdentifier(length: number): boolean {
    this.#identifierBytes += length;
    const isAllowed = length <= MAX_IDENTIFIER && this.#identifierBytes <= MAX_IDENTIFIERS;
    this.#isOverBound ||= !isAllowed;
    return isAllowed;
  }
}
