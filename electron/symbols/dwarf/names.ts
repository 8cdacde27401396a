/**
 * The name of a function entry: its linkage name where there is one, else its plain name; its own, or that of the entry
 * it was made from (`DW_AT_abstract_origin`, `DW_AT_specification`), which may lie in another unit.
 */

import { textOf, targetOf } from './attributes.ts';
import { AT } from './constants.ts';
import { keepBounded, valueOf, type DwarfFile, type Unit } from './file.ts';
import type { Value } from './forms.ts';
import type { UnitIndex } from './unit-index.ts';

const LINKAGE_NAMES = [AT.mipsLinkageName, AT.linkageName] as const;
const PLAIN_NAMES = [AT.name] as const;
/** The later one is asked first. */
const ORIGINS = [AT.abstractOrigin, AT.specification] as const;

/** Real chains have at most three links. */
const MAX_LINKS = 16;
const MAX_NAMES_KEPT = 16_384;

interface Located {
  readonly unit: Unit;
  readonly offset: number;
}

export class Names {
  readonly #file: DwarfFile;
  readonly #units: UnitIndex;
  readonly #known = new Map<number, string | null>();

  constructor(file: DwarfFile, units: UnitIndex) {
    this.#file = file;
    this.#units = units;
  }

  /** The name of the entry at `offset` in `unit`; `null` where nobody gave it one. */
  of(unit: Unit, offset: number): string | null {
    const known = this.#known.get(offset);
    if (known !== undefined) return known;
    const from = { unit, offset };
    const name = this.#search(from, LINKAGE_NAMES) ?? this.#search(from, PLAIN_NAMES);
    keepBounded(this.#known, offset, name, MAX_NAMES_KEPT);
    return name;
  }

  /** Follows origins and specifications, each entry once. */
  #search(from: Located, attributes: readonly number[]): string | null {
    const waiting: Located[] = [from];
    const seen = new Set([from.offset]);
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const entry = this.#file.entryAt(place.unit, place.offset);
      for (const attribute of attributes) {
        const value = valueOf(entry, attribute);
        const text = value === undefined ? null : textOf(this.#file, place.unit, value);
        if (text !== null) return text;
      }
      for (const attribute of ORIGINS) {
        const value = valueOf(entry, attribute);
        const next = value === undefined ? null : this.#locate(place.unit, value);
        if (next === null || seen.has(next.offset) || seen.size > MAX_LINKS) continue;
        seen.add(next.offset);
        waiting.push(next);
      }
    }
    return null;
  }

  #locate(unit: Unit, value: Value): Located | null {
    const offset = targetOf(unit, value);
    if (offset === null) return null;
    const isHere = offset >= unit.offset && offset < unit.end;
    return { unit: isHere ? unit : this.#file.unitAt(this.#units.unitAround(offset)), offset };
  }
}
