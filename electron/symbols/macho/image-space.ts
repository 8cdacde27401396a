/**
 * Addresses inside the built-in engine are plain numbers: the distance from the image's `__TEXT.vmaddr`. A 64-bit
 * address is never a number here: its halves are subtracted first and joined afterwards, which is exact wherever a
 * distance means anything (an image is smaller than 2^53 bytes), for the kernel's high addresses too. `bigint` in the
 * decoding loops would cost ten times as much.
 */

import { distance, imageOffsetOf, type Svma } from '../../../shared/report/address.ts';

const HIGH = 0x1_0000_0000;

/** Further away than any image is long; up to here numbers are exact. */
const NEAR = 2 ** 52;

/** The distance of something that has no address. Every comparison with it is false. */
export const NOWHERE = Number.NaN;

/**
 * The same number, as the machine's integer where it fits into 32 bits: what is computed from one that is not is an
 * object for each step until the compiler has seen the code, and a lookup is over before that.
 */
function plain(value: number): number {
  const small = value | 0;
  return small === value ? small : value;
}

/** Converts between an image's stated addresses and distances from its `__TEXT`. */
export class ImageSpace {
  readonly #text: Svma;
  /** The halves of `__TEXT.vmaddr`. */
  readonly high: number;
  readonly low: number;
  readonly #dead: readonly number[];

  constructor(textVmaddr: Svma, pointerSize: 4 | 8) {
    this.#text = textVmaddr;
    this.high = Number(textVmaddr >> 32n);
    this.low = Number(textVmaddr & 0xffff_ffffn);
    const high = pointerSize === 8 ? 0xffff_ffff : 0;
    this.#dead = [this.distance(0, 0), this.distance(0xffff_ffff, high), this.distance(0xffff_fffe, high)];
  }

  /** The distance of the address whose halves are given. */
  distance(low: number, high: number): number {
    return plain((high - this.high) * HIGH + (low - this.low));
  }

  /**
   * Whether a distance is that of an address which linkers write over dead-stripped code: 0 (where no code can be: it is
   * the Mach-O header or below it), and the two highest addresses.
   */
  isDead(distance: number): boolean {
    return this.#dead.includes(distance);
  }

  /** Nowhere for addresses too far from the image. */
  fromSvma(svma: Svma): number {
    const plainly = Number(distance(this.#text, svma));
    if (plainly > -NEAR && plainly < NEAR) return plainly;
    // Around the end of the address space, where the kernel is, one may lie behind the other.
    const offset = imageOffsetOf(svma, this.#text);
    if (offset < NEAR) return Number(offset);
    const behind = Number(BigInt.asIntN(64, offset));
    return behind > -NEAR && behind < 0 ? behind : NOWHERE;
  }
}
