/**
 * Reads the lexical parts of Rust's v0 names and collects the output. A back
 * reference reads an earlier part once more, so the output may be exponentially
 * longer than the name: its length, the number of steps and how deep the parts
 * nest are bounded.
 */
import { Malformed } from '../malformed.ts';
import { decodePunycode } from './punycode.ts';

const maxLength = 64 * 1024;
const maxSteps = 500_000;
const maxDepth = 500;
const maxNumber = 2n ** 64n;

export class Reader {
  readonly #text: string;
  readonly #written: string[] = [];
  #position = 0;
  #length = 0;
  #steps = 0;
  #depth = 0;
  #isSilent = false;
  /** How many lifetimes the `for<…>` around the current part bind. */
  #lifetimes = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#position === this.#text.length;
  }

  get output(): string {
    return this.#written.join('');
  }

  look(): string {
    return this.#text.charAt(this.#position);
  }

  next(): string {
    const char = this.look();
    if (char === '') throw new Malformed('unfinished');
    this.#position++;
    return char;
  }

  take(char: string): boolean {
    if (this.look() !== char) return false;
    this.#position++;
    return true;
  }

  write(text: string): void {
    if (this.#isSilent) return;
    this.#length += text.length;
    if (this.#length > maxLength) throw new Malformed('output too long');
    this.#written.push(text);
  }

  /** Runs a rule one level deeper. */
  nest<T>(rule: () => T): T {
    if (++this.#depth > maxDepth || ++this.#steps > maxSteps) throw new Malformed('nested too deeply');
    const result = rule();
    this.#depth--;
    return result;
  }

  /** Reads a part without writing it. */
  silently(rule: () => void): void {
    const outer = this.#isSilent;
    this.#isSilent = true;
    rule();
    this.#isSilent = outer;
  }

  /** Runs `item` for each item of a list up to `E`; returns how many there were. */
  list(separator: string, item: () => void): number {
    let count = 0;
    for (; !this.take('E'); count++) {
      if (count > 0) this.write(separator);
      item();
    }
    return count;
  }

  /** `B <base-62-number>`: runs a rule at an earlier position; `B` has been taken. */
  backReference<T>(whenSilent: T, rule: () => T): T {
    const target = Number(this.base62());
    if (target >= this.#position) throw new Malformed('reference forward');
    if (this.#isSilent) return whenSilent;
    const outer = this.#position;
    this.#position = target;
    const result = rule();
    this.#position = outer;
    return result;
  }

  /** `<base-62-number>`: `_` is 0, `0_` is 1. */
  base62(): bigint {
    let value = 0n;
    if (this.take('_')) return value;
    for (let char = this.next(); char !== '_'; char = this.next()) {
      const digit = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(char);
      value = value * 62n + BigInt(digit);
      if (digit < 0 || value >= maxNumber) throw new Malformed('not a number');
    }
    return value + 1n;
  }

  /** A number behind a tag: 0 without it, else one more than the number. */
  tagged(tag: string): bigint {
    return this.take(tag) ? this.base62() + 1n : 0n;
  }

  /** `<const-data>` digits in hexadecimal, up to `_`. */
  hexDigits(): string {
    const match = /(?:0|[1-9a-f][0-9a-f]*)_/y;
    return this.#match(match).slice(0, -1);
  }

  /** Hexadecimal digits in pairs, one for each byte of a string. */
  hexBytes(): string {
    return this.#match(/(?:[0-9a-f]{2})*_/y).slice(0, -1);
  }

  /** `<undisambiguated-identifier>`: a length and so many letters, behind `u` in Punycode. */
  identifier(): string {
    const isPunycode = this.take('u');
    const length = Number(this.#match(/0|[1-9]\d{0,8}/y));
    this.take('_');
    const end = this.#position + length;
    const name = this.#text.slice(this.#position, end);
    if (end > this.#text.length || !/^\w*$/.test(name)) throw new Malformed('not an identifier');
    this.#position = end;
    return isPunycode ? decodePunycode(name) : name;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text)?.[0];
    if (match === undefined) throw new Malformed('unexpected text');
    this.#position += match.length;
    return match;
  }

  /** `[<binder>]`: writes `for<'a, …> ` for the lifetimes that `rule` may name. */
  withBinder(rule: () => void): void {
    const outer = this.#lifetimes;
    const bound = this.tagged('G');
    // Each lifetime is named later on, so there can't be more of them than letters.
    if (bound >= BigInt(this.#text.length - this.#lifetimes)) throw new Malformed('too many lifetimes');
    if (bound > 0n) {
      this.write('for<');
      for (let index = 0n; index < bound; index++) {
        this.#lifetimes++;
        if (index > 0n) this.write(', ');
        this.lifetime(1n);
      }
      this.write('> ');
    }
    rule();
    this.#lifetimes = outer;
  }

  /** Writes a lifetime, counted outwards from the innermost one (1); 0 is erased. */
  lifetime(index: bigint): void {
    if (index === 0n) return this.write("'_");
    if (index > BigInt(this.#lifetimes)) throw new Malformed('no such lifetime');
    const depth = this.#lifetimes - Number(index);
    this.write(depth < 26 ? `'${String.fromCharCode(97 + depth)}` : `'z${depth - 25}`);
  }
}
