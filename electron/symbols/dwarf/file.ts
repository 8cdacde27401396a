/**
 * The DWARF of one Mach-O slice: its sections, and what of them is worth keeping between lookups (unit headers, root
 * entries, abbreviation tables), all of it bounded. Everything else is read where it lies when it is asked for.
 */

import { Cursor } from '../bytes/cursor.ts';
import { Malformed } from '../bytes/malformed.ts';
import type { Pages } from '../bytes/pages.ts';
import { Scratch } from '../bytes/scratch.ts';
import { Section } from '../bytes/section.ts';
import type { ImageSpace } from '../macho/image-space.ts';
import type { Slice } from '../macho/slice.ts';
import { readAbbreviations, type Abbreviation, type AbbreviationTable, type AttributeShape } from './abbreviations.ts';
import { readValue, type Value } from './forms.ts';
import { readUnitHeader, type UnitHeader } from './unit.ts';

/** Mach-O cuts section names at 16 bytes: `__debug_str_offsets` is `__debug_str_offs`. */
const SECTION_NAMES = {
  info: '__debug_info',
  abbreviations: '__debug_abbrev',
  aranges: '__debug_aranges',
  ranges: '__debug_ranges',
  rnglists: '__debug_rnglists',
  line: '__debug_line',
  lineStrings: '__debug_line_str',
  strings: '__debug_str',
  stringOffsets: '__debug_str_offs',
  addresses: '__debug_addr',
} as const;

type SectionKey = keyof typeof SECTION_NAMES;

const SECTION_KEYS: readonly SectionKey[] = [
  'info',
  'abbreviations',
  'aranges',
  'ranges',
  'rnglists',
  'line',
  'lineStrings',
  'strings',
  'stringOffsets',
  'addresses',
];

/** One debugging information entry: the attributes that its abbreviation lists, and their values in the same order. */
export interface Entry {
  readonly shapes: readonly AttributeShape[];
  readonly values: readonly Value[];
}

const NO_ENTRY: Entry = { shapes: [], values: [] };

/** The value of an attribute. */
export function valueOf({ shapes, values }: Entry, attribute: number): Value | undefined {
  for (let index = 0; index < shapes.length; index++) if (shapes[index]?.name === attribute) return values[index];
  return undefined;
}

/** A unit with its root entry read. */
export interface Unit extends UnitHeader {
  readonly abbreviationTable: AbbreviationTable;
  readonly rootEntry: Entry;
}

const MAX_UNITS_KEPT = 4096;
const MAX_TABLES_KEPT = 64;
/** One entry is some dozen bytes; inline texts can make it long. */
const ENTRY_WINDOW = 256;
/** Units up to this size (all but those of whole-program optimisation) are read at once. */
const WINDOW = 512 << 10;

export class DwarfFile {
  readonly space: ImageSpace;
  /** For line tables, which are still in use while paths are looked up. */
  readonly lineScratch = new Scratch();
  readonly #infoScratch = new Scratch();
  readonly #sections: ReadonlyMap<SectionKey, Section>;
  readonly #units = new Map<number, Unit>();
  readonly #tables = new Map<string, AbbreviationTable>();
  /** The stretch of `__debug_info` that was read last, and where it starts: entries are mostly asked for in it. */
  #window = new Cursor(new Uint8Array(0));
  #windowStart = 0;

  constructor(slice: Slice, pages: Pages, space: ImageSpace) {
    this.space = space;
    const sections = new Map<SectionKey, Section>();
    for (const key of SECTION_KEYS) {
      const name = SECTION_NAMES[key];
      const found = slice.sections.find((section) => section.name === name && section.segment === '__DWARF');
      if (found?.contents) sections.set(key, new Section(pages, name, found.contents.offset, found.contents.size));
    }
    this.#sections = sections;
  }

  /** The section, or `null` where the file has none. */
  section(key: SectionKey): Section | null {
    return this.#sections.get(key) ?? null;
  }

  /** The section, which something else in the file points into. */
  require(key: SectionKey): Section {
    const section = this.#sections.get(key);
    if (section === undefined) throw new Malformed(`it refers to ${SECTION_NAMES[key]}, which it does not have.`);
    return section;
  }

  /** The unit that starts at `offset`. */
  unitAt(offset: number): Unit {
    const known = this.#units.get(offset);
    if (known !== undefined) return known;
    const header = readUnitHeader(this.require('info'), offset);
    const abbreviationTable = this.#abbreviationsOf(header);
    const rootEntry = this.#readEntry(header, abbreviationTable, header.root);
    const unit: Unit = { ...header, abbreviationTable, rootEntry };
    keepBounded(this.#units, offset, unit, MAX_UNITS_KEPT);
    return unit;
  }

  /** The entry at `offset`, which lies in `unit`. */
  entryAt(unit: Unit, offset: number): Entry {
    return this.#readEntry(unit, unit.abbreviationTable, offset);
  }

  /** Bytes of `__debug_info` from `start`, not beyond `end`; `factor` times as many as usual. Valid until the next call. */
  infoWindow(start: number, end: number, factor: number): Uint8Array {
    const window = this.#infoScratch.take(Math.min(WINDOW * factor, end - start));
    this.#window = new Cursor(new Uint8Array(0));
    this.require('info').fill(start, window);
    this.#window = new Cursor(window);
    this.#windowStart = start;
    return window;
  }

  #abbreviationsOf(header: UnitHeader): AbbreviationTable {
    const { version, addressSize, offsetSize } = header.format;
    const key = `${header.abbreviations} ${version} ${addressSize} ${offsetSize}`;
    const known = this.#tables.get(key);
    if (known !== undefined) return known;
    const table = readAbbreviations(this.require('abbreviations'), header.abbreviations, header.format);
    keepBounded(this.#tables, key, table, MAX_TABLES_KEPT);
    return table;
  }

  #readEntry(header: UnitHeader, table: AbbreviationTable, offset: number): Entry {
    if (offset < header.root || offset >= header.end) throw new Malformed('a reference leaves its unit.');
    const position = offset - this.#windowStart;
    // Only a whole unit lies in the window with all of its entry.
    if (position >= 0 && header.end - this.#windowStart <= this.#window.bytes.length) {
      this.#window.position = position;
      return parseEntry(this.#window, table, { format: header.format, space: this.space, origin: this.#windowStart });
    }
    const info = this.require('info');
    for (let length = ENTRY_WINDOW; ; length *= 16) {
      const window = info.peek(offset, Math.min(length, header.end - offset));
      try {
        return parseEntry(new Cursor(window), table, { format: header.format, space: this.space, origin: offset });
      } catch (thrown) {
        if (!(thrown instanceof RangeError) || offset + window.length >= header.end) throw thrown;
      }
    }
  }
}

function parseEntry(cursor: Cursor, table: AbbreviationTable, context: Parameters<typeof readValue>[3]): Entry {
  const code = cursor.uleb();
  if (code === 0) return NO_ENTRY;
  const { attributes } = abbreviationOf(table, code);
  const values: Value[] = [];
  for (let index = 0; index < attributes.length; index++) {
    const shape = attributes[index];
    if (shape !== undefined) values.push(readValue(cursor, shape.form, shape.implicit, context));
  }
  return { shapes: attributes, values };
}

/** The abbreviation of an entry's code. */
export function abbreviationOf(table: AbbreviationTable, code: number): Abbreviation {
  const abbreviation = table.abbreviations[code];
  if (abbreviation === undefined) throw new Malformed(`an entry has the code ${code}, which no abbreviation explains.`);
  return abbreviation;
}

/** Puts a value into a cache of at most `limit` entries; full, it starts anew. */
export function keepBounded<Key, Kept>(cache: Map<Key, Kept>, key: Key, value: Kept, limit: number): void {
  if (cache.size >= limit) cache.clear();
  cache.set(key, value);
}
