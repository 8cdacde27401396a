/** Reads bytes that come in chunks: a look ahead, so many, or all that is left. Holds what was looked at and no more. */

export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #ahead: Uint8Array[] = [];
  #length = 0;
  #isOver = false;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async #pull(): Promise<boolean> {
    if (this.#isOver) return false;
    const next = await this.#chunks.next();
    if (next.done === true) {
      this.#isOver = true;
      return false;
    }
    this.#ahead.push(next.value);
    this.#length += next.value.length;
    return true;
  }

  /** The next `size` bytes, which stay to be read; fewer at the end. */
  async peek(size: number): Promise<Uint8Array> {
    while (this.#length < size && (await this.#pull()));
    if (this.#ahead.length > 1) this.#ahead = [Buffer.concat(this.#ahead)];
    return this.#ahead[0]?.subarray(0, size) ?? new Uint8Array();
  }

  /** The next `size` bytes; fewer at the end. */
  async take(size: number): Promise<Uint8Array> {
    const bytes = await this.peek(size);
    this.#drop(bytes.length);
    return bytes;
  }

  #drop(size: number): void {
    const [first] = this.#ahead;
    if (first === undefined) return;
    this.#length -= size;
    if (first.length === size) this.#ahead.shift();
    else this.#ahead[0] = first.subarray(size);
  }

  /** The next chunk as it comes, of at most `size` bytes; null at the end. */
  async next(size = Number.POSITIVE_INFINITY): Promise<Uint8Array | null> {
    while (this.#length === 0) if (!(await this.#pull())) return null;
    const [first = new Uint8Array()] = this.#ahead;
    const chunk = first.length > size ? first.subarray(0, size) : first;
    this.#drop(chunk.length);
    return chunk;
  }

  /** Passes over bytes; answers how many there were. */
  async skip(size: number): Promise<number> {
    let left = size;
    while (left > 0) {
      const chunk = await this.next(left);
      if (chunk === null) break;
      left -= chunk.length;
    }
    return size - left;
  }

  /** All that is left, chunk by chunk. */
  async *rest(): AsyncGenerator<Uint8Array> {
    for (let chunk = await this.next(); chunk !== null; chunk = await this.next()) yield chunk;
  }

  /** Nothing more is read: whatever gives the chunks may end. */
  async close(): Promise<void> {
    this.#isOver = true;
    [this.#ahead, this.#length] = [[], 0];
    await this.#chunks.return?.();
  }
}
