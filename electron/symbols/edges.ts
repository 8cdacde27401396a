/**
 * Where answers change: all addresses of a slice at which what the engine says may be another than before. Between two of
 * them every address has the same functions, file and line. Told unit by unit, so that memory does not grow with the file.
 */

import { lowerBound } from './bytes/search.ts';
import { numberOf } from './dwarf/attributes.ts';
import { AT } from './dwarf/constants.ts';
import type { DwarfFile } from './dwarf/file.ts';
import { readLineHeader } from './dwarf/line-header.ts';
import { runProgram, type RowSink } from './dwarf/line-program.ts';
import { walkSubroutines, type Interest } from './dwarf/subroutines.ts';
import type { UnitIndex } from './dwarf/unit-index.ts';

/** The code of one unit, or what lies between units. */
export interface Stretch {
  /** Where the unit starts in `__debug_info`. */
  readonly unit: number | null;
  /** Pairs of distances, low and high (exclusive), ascending. */
  readonly ranges: readonly number[];
  /** Ascending, each once, all in `ranges`; the low end of each range is among them unless it is −∞. */
  readonly edges: Float64Array;
}

/** All stretches of a slice; together they cover every distance. Throws `Malformed`. */
export function* stretchesOf(file: DwarfFile, units: UnitIndex, symbols: Float64Array): Generator<Stretch> {
  for (const [offset, ranges] of units.stretches()) {
    const edges = offset === null ? [] : unitEdges(file, offset);
    for (let index = 0; index < ranges.length; index += 2) {
      const low = ranges[index] ?? 0;
      const high = ranges[index + 1] ?? 0;
      if (low !== -Infinity) edges.push(low);
      for (let at = lowerBound(symbols, low); (symbols[at] ?? Infinity) < high; at++) edges.push(symbols[at] ?? 0);
    }
    yield { unit: offset, ranges, edges: within(Float64Array.from(edges).sort(), ranges) };
  }
}

/** Each number once that lies in one of the ranges; both ascend. */
function within(sorted: Float64Array, ranges: readonly number[]): Float64Array {
  let count = 0;
  let range = 0;
  for (const edge of sorted) {
    while (edge >= (ranges[range + 1] ?? Infinity)) range += 2;
    if (edge >= (ranges[range] ?? Infinity) && edge !== sorted[count - 1]) sorted[count++] = edge;
  }
  return sorted.slice(0, count);
}

function unitEdges(file: DwarfFile, offset: number): number[] {
  const collector = new EdgeCollector();
  const unit = file.unitAt(offset);
  walkSubroutines(file, unit, collector);
  const lines = numberOf(unit.rootEntry, AT.stmtList);
  if (lines !== null && file.section('line') !== null) {
    runProgram(readLineHeader(file, unit, lines), file.space, collector);
  }
  return collector.edges;
}

/** Takes every bound of every function and call, and every row's address. */
class EdgeCollector implements Interest, RowSink {
  readonly edges: number[] = [];

  matches(): boolean {
    return true;
  }

  meet({ ranges }: { readonly ranges: readonly number[] }): void {
    for (const edge of ranges) this.#take(edge);
  }

  start(address: number): number {
    this.#take(address);
    return -Infinity;
  }

  row(address: number): number {
    return this.start(address);
  }

  endSequence(address: number): void {
    this.#take(address);
  }

  #take(edge: number): void {
    if (!Number.isNaN(edge) && edge !== this.edges.at(-1)) this.edges.push(edge);
  }
}
