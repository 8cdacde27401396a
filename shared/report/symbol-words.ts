/**
 * Where an image's symbols stand, in words, and what mends it. The window, the command line and the Markdown export all
 * say it with these words.
 */
import { assertNever } from '../assert.ts';
import type { ImageSymbols } from './report.ts';

/** What somebody can do about it. Hosts offer those that they can do: Spotlight is on a Mac only. */
export type SymbolAct = 'choose-dsym' | 'add-folder' | 'search-spotlight' | 'reveal';

/** An image, as far as it matters here; values as in a report's JSON. */
export interface DescribedImage {
  readonly uuid: string | null;
  readonly arch: string | null;
  readonly inApp: boolean;
  readonly symbols: ImageSymbols;
}

/** The words for one image. */
export interface SymbolDescription {
  /** Two or three words, for a column. */
  readonly short: string;
  /** What a table with columns for the needed build and for the path has still to say; null where that is nothing. */
  readonly particulars: string | null;
  /** All that is known, with UUIDs, architectures and paths; no full stop at its end. */
  readonly text: string;
  /** What mends it, the likeliest first; empty where nothing is wrong or nothing helps. */
  readonly acts: readonly SymbolAct[];
}

const SEARCH: readonly SymbolAct[] = ['choose-dsym', 'add-folder', 'search-spotlight'];

const NO_UUID: SymbolDescription = {
  short: 'No UUID',
  particulars: null,
  text: 'The report gives no UUID for this image, so that no dSYM can be matched to it',
  acts: [],
};

const NO_SUPPORT: SymbolDescription = {
  short: 'System library',
  particulars: 'no device support files',
  text: 'System library without device support files: they come when a device with that system is connected to Xcode',
  acts: ['add-folder'],
};

function build(uuid: string | null, arch: string | null): string {
  return [uuid ?? 'an unknown UUID', arch].filter((part) => part !== null).join(' ');
}

/** `2026-11-02`: the same for every reader, in exports too. */
function day(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The bundle that people know, of the file within: `…/Harbor.dSYM`. */
export function bundleOf(path: string): string {
  return /^.*?\.dSYM(?=\/)/i.exec(path)?.[0] ?? path;
}

/** Says where the symbols of an image stand, and what mends it. */
export function describeSymbols({ uuid, arch, inApp, symbols }: DescribedImage): SymbolDescription {
  const needed = build(uuid, arch);
  switch (symbols.kind) {
    case 'unsearched': {
      const text = `No dSYM was searched for; needed ${needed}`;
      return { short: 'Not searched', particulars: null, text, acts: [] };
    }
    case 'found': {
      const short = inApp ? 'dSYM found' : 'Symbols found';
      return { short, particulars: null, text: `${short}: ${bundleOf(symbols.path)}`, acts: ['reveal'] };
    }
    case 'no-debug-info': {
      const particulars = 'names without file and line';
      const text = `Symbol table only, ${particulars}: ${symbols.path}; the dSYM of ${needed} is missing`;
      return { short: 'No debug information', particulars, text, acts: [...SEARCH, 'reveal'] };
    }
    case 'missing': {
      if (uuid === null) return NO_UUID;
      return { short: 'No dSYM', particulars: null, text: `No dSYM found; needed ${needed}`, acts: SEARCH };
    }
    case 'mismatch': {
      const found = build(symbols.foundUuid, symbols.foundArch);
      const built = symbols.built === null ? '' : `, built on ${day(symbols.built)}`;
      const text = `UUID mismatch: needed ${needed}, found ${found} in ${bundleOf(symbols.path)}${built}`;
      return { short: 'UUID mismatch', particulars: `found ${found}${built}`, text, acts: [...SEARCH, 'reveal'] };
    }
    case 'unreadable': {
      const particulars = symbols.reason.replace(/\.$/, '');
      const text = `dSYM unreadable: ${bundleOf(symbols.path)}: ${particulars}; needed ${needed}`;
      return { short: 'dSYM unreadable', particulars, text, acts: ['choose-dsym', 'reveal'] };
    }
    case 'system':
      return NO_SUPPORT;
    default:
      return assertNever(symbols);
  }
}
