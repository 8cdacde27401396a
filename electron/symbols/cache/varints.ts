/** Numbers in as many bytes as they need (LEB128), written to bytes that grow and read back. */

export class VarintWriter {
  #bytes = new Uint8Array(4096);
  length = 0;

  /** An integer from 0 to 2^53. */
  unsigned(value: number): void {
    if (this.length + 8 > this.#bytes.length) this.#grow();
    let left = value;
    while (left > 0x7f) {
      this.#bytes[this.length++] = (left % 0x80) | 0x80;
      left = Math.floor(left / 0x80);
    }
    this.#bytes[this.length++] = left;
  }

  /** An integer of either sign, up to 2^52: the sign is the lowest bit. */
  signed(value: number): void {
    this.unsigned(value < 0 ? -value * 2 - 1 : value * 2);
  }

  /** What was written, valid until more is. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.bytes());
    this.#bytes = larger;
  }
}

/** Behind the last byte it reads zeros. */
export class VarintReader {
  at = 0;
  bytes: Uint8Array = new Uint8Array(0);

  open(bytes: Uint8Array, at: number): void {
    this.bytes = bytes;
    this.at = at;
  }

  unsigned(): number {
    const first = this.bytes[this.at++] ?? 0;
    return first < 0x80 ? first : this.#long(first);
  }

  signed(): number {
    const first = this.bytes[this.at] ?? 0;
    if (first < 0x80) {
      this.at++;
      return (first & 1) === 0 ? first >> 1 : ~(first >> 1);
    }
    const value = this.unsigned();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  #long(first: number): number {
    let value = first & 0x7f;
    for (let scale = 0x80; ; scale *= 0x80) {
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }
}
