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
  /** All that is known, with UUIDs, architectures and paths; no full stop at its end. */
  readonly text: string;
  /** What mends it, the likeliest first; empty where nothing is wrong or nothing helps. */
  readonly acts: readonly SymbolAct[];
}

const SEARCH: readonly SymbolAct[] = ['choose-dsym', 'add-folder', 'search-spotlight'];

function build(uuid: string | null, arch: string | null): string {
  return [uuid ?? 'an unknown UUID', arch].filter((part) => part !== null).join(' ');
}

/** `2026-11-02`: the same for every reader, in exports too. */
function day(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The bundle that people know, of the file within: `…/Harbor.dSYM`. */
function bundleOf(path: string): string {
  return /^.*?\.dSYM(?=\/)/i.exec(path)?.[0] ?? path;
}

/** Says where the symbols of an image stand, and what mends it. */
export function describeSymbols({ uuid, arch, inApp, symbols }: DescribedImage): SymbolDescription {
  const needed = build(uuid, arch);
  switch (symbols.kind) {
    case 'unsearched':
      return { short: 'Not searched', text: `No dSYM was searched for; needed ${needed}`, acts: [] };
    case 'found': {
      const what = inApp ? 'dSYM found' : 'Symbols found';
      return { short: what, text: `${what}: ${bundleOf(symbols.path)}`, acts: ['reveal'] };
    }
    case 'no-debug-info': {
      const text = `Symbol table only, names without file and line: ${symbols.path}; the dSYM of ${needed} is missing`;
      return { short: 'No debug information', text, acts: [...SEARCH, 'reveal'] };
    }
    case 'missing':
      if (uuid === null) {
        const text = 'The report gives no UUID for this image, so that no dSYM can be matched to it';
        return { short: 'No UUID', text, acts: [] };
      }
      return { short: 'No dSYM', text: `No dSYM found; needed ${needed}`, acts: SEARCH };
    case 'mismatch': {
      const found = build(symbols.foundUuid, symbols.foundArch);
      const built = symbols.built === null ? '' : `, built on ${day(symbols.built)}`;
      const text = `UUID mismatch: needed ${needed}, found ${found} in ${bundleOf(symbols.path)}${built}`;
      return { short: 'UUID mismatch', text, acts: [...SEARCH, 'reveal'] };
    }
    case 'unreadable': {
      const text = `dSYM unreadable: ${bundleOf(symbols.path)}: ${symbols.reason.replace(/\.$/, '')}; needed ${needed}`;
      return { short: 'dSYM unreadable', text, acts: ['choose-dsym', 'reveal'] };
    }
    case 'system':
      return {
        short: 'System library',
        text: 'System library without device support files: they come when a device with that system is connected to Xcode',
        acts: ['add-folder'],
      };
    default:
      return assertNever(symbols);
  }
}
