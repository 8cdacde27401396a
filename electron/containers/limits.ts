/**
 * What unpacking may cost. Archives come from anywhere: few bytes may become very many, and an archive may hold itself.
 * Bounds are told in a sentence; what was unpacked by then stays.
 */
import type { Fault } from '../../shared/result.ts';

export interface UnpackLimits {
  /** Entries of an archive, with those of all archives in it. */
  readonly entries: number;
  /** Bytes that they become. */
  readonly bytes: number;
  /** Bytes for each byte of the archive: deflate cannot do more than 1,032, logs become some 20. */
  readonly ratio: number;
  /** Archives in one another. */
  readonly depth: number;
  /** Bytes of one file. */
  readonly file: number;
}

export const UNPACK_LIMITS: UnpackLimits = {
  entries: 500_000,
  bytes: 16 * 1024 ** 3,
  ratio: 250,
  depth: 8,
  file: 256 * 1024 ** 2,
};

/** Bytes that an archive may always become: small ones may be all zeros. */
const ALWAYS_ALLOWED = 64 * 1024 ** 2;

/** What a fault puts an end to: one entry, its archive with all that is left of it, or the outermost one. */
export type Reach = 'entry' | 'archive' | 'all';

export class UnpackFault extends Error {
  readonly fault: Fault;
  readonly reach: Reach;

  constructor(fault: Fault, reach: Reach) {
    super(fault.message);
    this.fault = fault;
    this.reach = reach;
  }
}

/** What is left of the limits for one archive with all that is in it. */
export class Budget {
  readonly limits: UnpackLimits;
  readonly #most: number;
  #bytes = 0;
  #entries = 0;

  /** `size` is that of the outermost archive. */
  constructor(limits: UnpackLimits, size: number) {
    this.limits = limits;
    this.#most = Math.min(limits.bytes, Math.max(ALWAYS_ALLOWED, size * limits.ratio));
  }

  /** Bytes were unpacked. Throws an `UnpackFault` for all beyond what is allowed. */
  spend(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes <= this.#most) return;
    const message =
      'The archive becomes far larger than any that holds crash reports, so the rest of it was not unpacked.';
    throw new UnpackFault({ kind: 'too-large', message }, 'all');
  }

  /** An entry was met. Throws an `UnpackFault` for all beyond what is allowed. */
  enter(): void {
    this.#entries += 1;
    if (this.#entries <= this.limits.entries) return;
    const message = `The archive holds more than ${this.limits.entries} entries, so the rest of it was not unpacked.`;
    throw new UnpackFault({ kind: 'too-large', message }, 'all');
  }
}
