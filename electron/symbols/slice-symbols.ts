/**
 * Everything that the built-in engine knows of one opened slice: DWARF first, the symbol table behind it. Which name,
 * file and line an address gets follows llvm-symbolizer, which the differential test holds it to.
 */

import { pointerSize } from '../../shared/report/arch.ts';
import type { Fault } from '../../shared/result.ts';
import { attempt } from './bytes/malformed.ts';
import { Pages } from './bytes/pages.ts';
import { numberOf, textOf } from './dwarf/attributes.ts';
import { AT } from './dwarf/constants.ts';
import { DwarfFile, valueOf, type Unit } from './dwarf/file.ts';
import { readLineHeader, type FileName, type LineHeader } from './dwarf/line-header.ts';
import { findRows, type Row } from './dwarf/rows.ts';
import { Names } from './dwarf/names.ts';
import { sourcePath } from './dwarf/paths.ts';
import { findSubroutines, type Chain } from './dwarf/subroutines.ts';
import { UnitIndex } from './dwarf/unit-index.ts';
import { stretchesOf, type Stretch } from './edges.ts';
import type { Answer, SourceFrame } from './engine.ts';
import { ImageSpace } from './macho/image-space.ts';
import { hasDebugInfo, type Slice } from './macho/slice.ts';
import { findSymbols, symbolEdges, type SymbolHit } from './symtab.ts';

/** What the DWARF says of one address, as far as it is readable. */
interface Described {
  readonly value: Source | null;
  readonly fault: Fault | undefined;
}

const NOTHING: Described = { value: null, fault: undefined };

/** The functions at one address. */
interface Source {
  readonly frames: readonly SourceFrame[];
  /** Where the outermost function or the symbol that named it starts; `null` where only a line is known. */
  readonly start: number | null;
}

/** Addresses that lie in one unit, or in none. */
export interface Batch {
  readonly unit: number | null;
  /** Ascending distances in the image, each once. */
  readonly targets: readonly number[];
  /** What the symbol table says of each. */
  readonly symbols: readonly (SymbolHit | null)[];
  readonly fault?: Fault;
}

interface Dwarf {
  readonly file: DwarfFile;
  readonly units: UnitIndex;
  readonly names: Names;
}

export class SliceSymbols {
  readonly space: ImageSpace;
  readonly #slice: Slice;
  readonly #path: string;
  readonly #pages: Pages;
  #dwarf: Dwarf | null | undefined;

  constructor(slice: Slice, path: string) {
    this.#slice = slice;
    this.#path = path;
    this.#pages = new Pages(slice.source);
    this.space = new ImageSpace(slice.textVmaddr, pointerSize(slice.arch));
  }

  /** Sorts addresses by unit, so that each is read once, and asks the symbol table for all of them at once. */
  batches(distances: readonly number[]): readonly Batch[] {
    const sorted = Float64Array.from(new Set(distances)).sort();
    const symbols = attempt('malformed-macho', this.#path, () =>
      findSymbols(this.#slice, this.#pages, this.space, sorted),
    );
    const units = attempt('malformed-dwarf', this.#path, () => this.#unitsOf(sorted));
    const faults = [units, symbols].flatMap((result) => (result.ok ? [] : result.fault));
    const groups = new Map<number | null, { targets: number[]; symbols: (SymbolHit | null)[] }>();
    for (const [index, target] of sorted.entries()) {
      const unit = (units.ok ? units.value[index] : null) ?? null;
      const group = groups.get(unit) ?? { targets: [], symbols: [] };
      group.targets.push(target);
      group.symbols.push((symbols.ok ? symbols.value[index] : null) ?? null);
      groups.set(unit, group);
    }
    const fault = faults[0] === undefined ? {} : { fault: faults[0] };
    return Array.from(groups, ([unit, group]) => ({ unit, ...group, ...fault }));
  }

  #unitsOf(sorted: Float64Array): readonly (number | null)[] {
    const units = this.#openDwarf()?.units;
    return Array.from(sorted, (target) => units?.find(target) ?? null);
  }

  /** Everything there is to ask about, unit by unit; none where there is no DWARF. Throws `Malformed`. */
  *stretches(): Generator<Stretch> {
    const dwarf = this.#openDwarf();
    if (dwarf === null) return;
    yield* stretchesOf(dwarf.file, dwarf.units, symbolEdges(this.#slice, this.#pages, this.space));
  }

  /** The answers of one batch, in the order of its targets. */
  answer(batch: Batch): readonly Answer[] {
    const { targets, symbols } = batch;
    const described = this.#describe(batch);
    return targets.map((target, index) => {
      const { value, fault } = described[index] ?? NOTHING;
      return withFault(this.#combine(target, value, symbols[index] ?? null), fault ?? batch.fault);
    });
  }

  /** Where the DWARF knows nothing, the symbol table's word. */
  #combine(target: number, described: Source | null, symbol: SymbolHit | null): Answer {
    const frames = described?.frames ?? [];
    if (frames.length > 0) {
      const start = described?.start ?? null;
      return { kind: 'found', frames, symbolOffset: start === null ? null : BigInt(target - start) };
    }
    if (symbol === null) return { kind: 'none' };
    const frame = { name: symbol.name, file: null, line: null, column: null };
    return { kind: 'found', frames: [frame], symbolOffset: BigInt(target - symbol.start) };
  }

  #openDwarf(): Dwarf | null {
    if (this.#dwarf !== undefined) return this.#dwarf;
    this.#dwarf = null;
    if (!hasDebugInfo(this.#slice)) return null;
    const file = new DwarfFile(this.#slice, this.#pages, this.space);
    const units = new UnitIndex(file);
    this.#dwarf = { file, units, names: new Names(file, units) };
    return this.#dwarf;
  }

  /** What the DWARF says of each target. Damage in one part leaves what the others know. */
  #describe({ unit: offset, targets, symbols }: Batch): readonly Described[] {
    const dwarf = this.#openDwarf();
    if (dwarf === null || offset === null) return [];
    const opened = attempt('malformed-dwarf', this.#path, () => dwarf.file.unitAt(offset));
    if (!opened.ok) return targets.map(() => ({ value: null, fault: opened.fault }));
    const unit = opened.value;
    const sorted = Float64Array.from(targets);
    const chains = attempt('malformed-dwarf', this.#path, () => findSubroutines(dwarf.file, unit, sorted));
    const lines = attempt('malformed-dwarf', this.#path, () => readLines(dwarf.file, unit, sorted));
    const fault = [chains, lines].flatMap((result) => (result.ok ? [] : result.fault))[0];
    const known = lines.ok ? lines.value : null;
    const context: Context = { dwarf, unit, lines: known, calls: new Map() };
    return targets.map((_, index) => {
      const chain = (chains.ok ? chains.value[index] : null) ?? [];
      const row = known?.rows[index] ?? null;
      const symbol = symbols[index] ?? null;
      const source = attempt('malformed-dwarf', this.#path, () => describe(context, chain, row, symbol));
      return source.ok ? { value: source.value, fault } : { value: null, fault: source.fault };
    });
  }
}

function withFault(answer: Answer, fault: Fault | undefined): Answer {
  return fault === undefined ? answer : { ...answer, fault };
}

/** A unit's line table as far as a batch needs it. */
interface Lines {
  readonly rows: readonly (Row | null)[];
  path(index: number): string | null;
}

function readLines(file: DwarfFile, unit: Unit, targets: Float64Array): Lines | null {
  const offset = numberOf(unit.rootEntry, AT.stmtList);
  if (offset === null || file.section('line') === null) return null;
  const header = readLineHeader(file, unit, offset);
  const { rows, definedFiles } = findRows(header, file.space, targets);
  return { rows, path: pathReader(file, unit, header, definedFiles) };
}

function pathReader(file: DwarfFile, unit: Unit, header: LineHeader, definedFiles: readonly FileName[]): Lines['path'] {
  const value = valueOf(unit.rootEntry, AT.compDir);
  const directory = (value === undefined ? null : textOf(file, unit, value)) ?? '';
  const known = new Map<number, string | null>();
  return (index) => {
    const before = known.get(index);
    if (before !== undefined) return before;
    const path = sourcePath(file, unit, header, definedFiles, directory, index);
    known.set(index, path);
    return path;
  };
}

/** What describing the addresses of one unit needs. */
interface Context {
  readonly dwarf: Dwarf;
  readonly unit: Unit;
  readonly lines: Lines | null;
  /** Where calls were made from, by the offset of their entry. */
  readonly calls: Map<number, Place>;
}

/**
 * The innermost frame's place comes from the line table, each outer one's from the call inlined into it. The outermost
 * function takes its name from the symbol table where a symbol starts in it: functions without linkage names and code
 * that was folded or split get the linker's word for it. A symbol from before the function names another one whose
 * neighbour was stripped, and is not believed.
 */
function describe(context: Context, chain: Chain, row: Row | null, symbol: SymbolHit | null): Source {
  const { dwarf, unit, lines } = context;
  const own = chain.at(-1)?.start ?? null;
  const named = symbol !== null && (own === null || symbol.start >= own) ? symbol : null;
  const start = named?.start ?? own;
  let place = row === null || lines === null ? NO_PLACE : placeOf(lines, row.file, row.line, row.column);
  if (chain.length === 0) return { frames: row === null ? [] : [{ name: named?.name ?? '', ...place }], start };
  const frames: SourceFrame[] = [];
  for (let index = 0; index < chain.length - 1; index++) {
    const offset = chain[index]?.offset ?? 0;
    frames.push({ name: dwarf.names.of(unit, offset) ?? '', ...place });
    place = context.calls.get(offset) ?? callPlace(dwarf.file, unit, offset, lines);
    context.calls.set(offset, place);
  }
  const outermost = named?.name ?? dwarf.names.of(unit, chain.at(-1)?.offset ?? 0) ?? '';
  frames.push({ name: outermost, ...place });
  return { frames, start };
}

type Place = Omit<SourceFrame, 'name'>;

const NO_PLACE: Place = { file: null, line: null, column: null };

function callPlace(file: DwarfFile, unit: Unit, offset: number, lines: Lines | null): Place {
  const call = file.entryAt(unit, offset);
  const index = numberOf(call, AT.callFile) ?? 0;
  const line = numberOf(call, AT.callLine) ?? 0;
  const column = numberOf(call, AT.callColumn) ?? 0;
  return lines === null
    ? { file: null, line: line || null, column: column || null }
    : placeOf(lines, index, line, column);
}

function placeOf(lines: Lines, file: number, line: number, column: number): Place {
  return { file: lines.path(file), line: line === 0 ? null : line, column: column === 0 ? null : column };
}
