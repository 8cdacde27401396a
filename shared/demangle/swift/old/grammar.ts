/**
 * The mangling before Swift 4: read from the front by recursive descent. The Objective-C runtime still names Swift
 * classes this way (`_TtC4Main4View`).
 *
 * The parts of the grammar call each other in circles, so they meet in this interface: each file reads one part, and
 * one class ties them together.
 */
import type { Kind, MaybeNode, Node } from '../node.ts';
import { leaf, swiftNominal } from '../node.ts';
import { C_MODULE, SYNTHESIZED_MODULE } from '../node.ts';
import { decodePunycode } from '../punycode.ts';
import { decodeOperator, OLD_STANDARD_TYPES, OPERATOR_FIXITIES } from '../vocabulary.ts';

/** The parts of the grammar that others refer to. Each gives `null` when the text does not fit. */
export interface Grammar {
  readonly source: Source;
  type(): MaybeNode;
  entity(): MaybeNode;
  context(): MaybeNode;
  module(): MaybeNode;
  nominalType(): MaybeNode;
  boundGenericType(): MaybeNode;
  protocolName(): MaybeNode;
  declaration(kind: Kind): MaybeNode;
  conformance(): MaybeNode;
  genericSignature(): MaybeNode;
}

/** The text being read, with what back references refer to. */
export class Source {
  readonly #text: string;
  #position: number;
  #substitutions: Node[] = [];

  constructor(text: string, start: number) {
    this.#text = text;
    this.#position = start;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  peek(): string {
    return this.#text.charAt(this.#position);
  }

  next(): string {
    const character = this.peek();
    this.#position += character.length;
    return character;
  }

  nextIf(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.#position)) return false;
    this.#position += expected.length;
    return true;
  }

  /** Takes the next character if the table knows it. */
  lookUp<Value>(table: ReadonlyMap<string, Value>): Value | null {
    const value = table.get(this.peek());
    if (value === undefined) return null;
    this.next();
    return value;
  }

  takeRest(): string {
    const rest = this.#text.slice(this.#position);
    this.#position = this.#text.length;
    return rest;
  }

  /** The text before the next `end`, which is taken too; `null` without one. */
  takeUntil(end: string): string | null {
    const position = this.#text.indexOf(end, this.#position);
    if (position < 0) return null;
    const taken = this.#text.slice(this.#position, position);
    this.#position = position + end.length;
    return taken;
  }

  /** A decimal number; too large ones stay at the largest safe one. */
  natural(): number | null {
    if (!/^\d$/.test(this.peek())) return null;
    let value = 0;
    while (/^\d$/.test(this.peek())) value = Math.min(value * 10 + Number(this.next()), Number.MAX_SAFE_INTEGER);
    return value;
  }

  /** `_` is 0, `<n>_` is n + 1. */
  index(): number | null {
    if (this.nextIf('_')) return 0;
    const value = this.natural();
    return value !== null && this.nextIf('_') ? value + 1 : null;
  }

  remember(node: MaybeNode): MaybeNode {
    if (node !== null) this.#substitutions.push(node);
    return node;
  }

  /** Specialisation prefixes do not share back references with the rest of the name. */
  forgetAll(): void {
    this.#substitutions = [];
  }

  /** What follows an `S`: a standard type or module, or a back reference. */
  substitution(): MaybeNode {
    if (this.nextIf('o')) return leaf('Module', C_MODULE);
    if (this.nextIf('C')) return leaf('Module', SYNTHESIZED_MODULE);
    const standard = this.lookUp(OLD_STANDARD_TYPES);
    if (standard !== null) return swiftNominal(standard[0], standard[1]);
    const index = this.index();
    return index === null ? null : (this.#substitutions[index] ?? null);
  }

  /** `<length><text>`, `X` before it for Punycode, `o<fixity>` for an operator. */
  identifier(): MaybeNode {
    const isPunycode = this.nextIf('X');
    if (!this.nextIf('o')) {
      const name = this.#counted(isPunycode);
      return name === null ? null : leaf('Identifier', name);
    }
    const fixity = this.lookUp(OPERATOR_FIXITIES);
    const letters = fixity === null ? null : this.#counted(isPunycode);
    const operator = letters === null ? null : decodeOperator(letters);
    return operator === null || fixity === null ? null : leaf('OperatorName', operator + fixity);
  }

  #counted(isPunycode: boolean): string | null {
    const length = this.natural();
    if (length === null || length === 0 || this.#position + length > this.#text.length) return null;
    const text = this.#text.slice(this.#position, this.#position + length);
    this.#position += length;
    const decoded = isPunycode ? decodePunycode(text) : text;
    return decoded === '' ? null : decoded;
  }
}

/** Whether a label can begin here. */
export function startsIdentifier(character: string): boolean {
  return /^[\do]$/.test(character);
}
