/** One buffer that is used again and again for what is read, looked through and forgotten. */

const KEPT = 1 << 20;

export class Scratch {
  #buffer = new Uint8Array(0);

  /** `length` bytes of any content, valid until the next call. Large ones are not kept. */
  take(length: number): Uint8Array {
    if (length > KEPT) return new Uint8Array(length);
    if (this.#buffer.length < length) this.#buffer = new Uint8Array(Math.min(KEPT, length * 2));
    return this.#buffer.subarray(0, length);
  }
}
