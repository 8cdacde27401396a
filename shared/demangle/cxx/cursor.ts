/**
 * Reads the lexical parts of a mangled C++ name: letters, numbers and
 * length-prefixed identifiers. The text holds one byte in each character,
 * because the lengths in a mangled name count bytes.
 */
import { Malformed } from '../malformed.ts';

export class Cursor {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get left(): number {
    return this.text.length - this.position;
  }

  /** The character `ahead` of the next one; empty behind the end. */
  look(ahead = 0): string {
    return this.text.charAt(this.position + ahead);
  }

  /** Whether the next character is one of `set`, which must not be empty. */
  looksAt(set: string, ahead = 0): boolean {
    const next = this.look(ahead);
    return next !== '' && set.includes(next);
  }

  isDigit(ahead = 0): boolean {
    const next = this.look(ahead);
    return next >= '0' && next <= '9';
  }

  /** Takes `expected` if it comes next. */
  take(expected: string): boolean {
    if (!this.text.startsWith(expected, this.position)) return false;
    this.position += expected.length;
    return true;
  }

  /** Takes `expected`, or fails. */
  expect(expected: string): void {
    if (!this.take(expected)) throw new Malformed(`expected ${expected}`);
  }

  /** `<number>`: decimal digits, behind `n` for a negative one; empty when there is none. */
  number(mayBeNegative = false): string {
    const start = this.position;
    if (mayBeNegative) this.take('n');
    if (!this.isDigit()) return '';
    while (this.isDigit()) this.position++;
    return this.text.slice(start, this.position);
  }

  /** A number that must be there. */
  requiredNumber(mayBeNegative = false): string {
    const digits = this.number(mayBeNegative);
    if (digits === '') throw new Malformed('expected a number');
    return digits;
  }

  /** The value of a number that must be there; used for lengths and indices only. */
  count(): number {
    return Number(this.requiredNumber());
  }

  /** `<source-name>`: a byte count and so many bytes. */
  identifier(): string {
    const length = this.count();
    if (length === 0 || length > this.left) throw new Malformed('identifier beyond the end');
    this.position += length;
    return this.text.slice(this.position - length, this.position);
  }

  /** `<seq-id>` in base 36; null when there is none. */
  sequenceId(): number | null {
    const start = this.position;
    while (/^[0-9A-Z]$/.test(this.look())) this.position++;
    return start === this.position ? null : Number.parseInt(this.text.slice(start, this.position), 36);
  }

  /** `[r] [V] [K]`, as it is written behind a type. */
  qualifiers(): string {
    const restrict = this.take('r') ? ' restrict' : '';
    const volatile = this.take('V') ? ' volatile' : '';
    return (this.take('K') ? ' const' : '') + volatile + restrict;
  }

  /** `<discriminator>`: tells equal local names apart and is not shown. */
  skipDiscriminator(): void {
    const match = /_(?:\d|_\d*_)|\d+$/y;
    match.lastIndex = this.position;
    if (match.test(this.text)) this.position = match.lastIndex;
  }
}

/** A mangled number as it is written: `n` stands for the minus sign. */
export function signed(digits: string): string {
  return digits.startsWith('n') ? `-${digits.slice(1)}` : digits;
}
