/** Which unit has which stretch of code: ranges that do not overlap, in flat arrays sorted by address. */

import { Malformed } from '../bytes/malformed.ts';
import { upperBound } from '../bytes/search.ts';

/** Units that claim one address: one, or a few where identical code was folded. */
const MAX_CLAIMS = 256;

export class RangeTable {
  /** Arrays of equal length: range by range the first distance, the one behind it, and the unit. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly unit: Float64Array;

  constructor(low: readonly number[], high: readonly number[], unit: readonly number[]) {
    this.low = Float64Array.from(low);
    this.high = Float64Array.from(high);
    this.unit = Float64Array.from(unit);
  }

  /** The unit that has the code at a distance; `null` where none does. */
  find(distance: number): number | null {
    const index = upperBound(this.low, distance) - 1;
    return distance < (this.high[index] ?? 0) ? (this.unit[index] ?? null) : null;
  }
}

/** Code ranges as units claim them, in any order and overlapping. */
export class Claims {
  readonly #low: number[] = [];
  readonly #high: number[] = [];
  readonly #unit: number[] = [];
  #isFlat = true;

  add(low: number, high: number, unit: number): void {
    const count = this.#high.length;
    if (count > 0 && !((this.#high[count - 1] ?? 0) <= low)) this.#isFlat = false;
    this.#low.push(low);
    this.#high.push(high);
    this.#unit.push(unit);
  }

  /** Linkers keep the order of units, so that as a rule there is nothing to sort or to cut. */
  table(): RangeTable {
    return this.#isFlat ? new RangeTable(this.#low, this.#high, this.#unit) : this.#withoutOverlaps();
  }

  /** Cuts ranges so that none overlap; where several units claim an address, the first in the file has it. */
  #withoutOverlaps(): RangeTable {
    const flat = new Claims();
    const open = new Map<number, number>();
    let since = 0;
    for (const { at, unit, step } of this.#edges()) {
      if (open.size > MAX_CLAIMS) throw new Malformed('too many units claim the same code.');
      if (at > since && open.size > 0) flat.add(since, at, Math.min(...open.keys()));
      const depth = (open.get(unit) ?? 0) + step;
      if (depth === 0) open.delete(unit);
      else open.set(unit, depth);
      since = at;
    }
    return flat.table();
  }

  #edges(): readonly { readonly at: number; readonly unit: number; readonly step: 1 | -1 }[] {
    return this.#unit
      .flatMap((unit, index) => [
        { at: this.#low[index] ?? 0, unit, step: 1 as const },
        { at: this.#high[index] ?? 0, unit, step: -1 as const },
      ])
      .sort((left, right) => left.at - right.at);
  }
}
