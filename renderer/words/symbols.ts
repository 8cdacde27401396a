/** Words around symbols: what mends an image, what a place is, what a search came to. */
import { assertNever } from '../../shared/assert.ts';
import type { HostAbilities, SymbolPlace, SymbolSearch } from '../../shared/contract.ts';
import type { SymbolAct } from '../../shared/report/symbol-words.ts';
import { counted } from './numbers.ts';

/** Of what would mend an image, what this host can do. */
export function possibleActs(acts: readonly SymbolAct[], abilities: HostAbilities | null): readonly SymbolAct[] {
  return acts.filter((act) => {
    switch (act) {
      case 'choose-dsym':
      case 'add-folder':
        return true;
      case 'search-spotlight':
        return abilities?.platform === 'macOS';
      case 'reveal':
        return abilities?.paths === true;
      default:
        return assertNever(act);
    }
  });
}

/** An act as a button says it. */
export function actWords(act: SymbolAct): string {
  switch (act) {
    case 'choose-dsym':
      return 'Choose dSYM…';
    case 'add-folder':
      return 'Symbol Folders…';
    case 'search-spotlight':
      return 'Search Spotlight';
    case 'reveal':
      return 'Reveal';
    default:
      return assertNever(act);
  }
}

/** What a place is, for people who never heard of its path. */
export function placeWords(kind: SymbolPlace['kind']): string {
  switch (kind) {
    case 'archives':
      return 'Xcode archives';
    case 'derived-data':
      return 'Xcode builds';
    case 'downloads':
      return 'Downloads';
    case 'device-support':
      return 'Device support';
    case 'added':
      return 'Added folder';
    default:
      return assertNever(kind);
  }
}

/** How a place stands: how many files with symbols are known there, or why nobody knows. */
export function placeStatus({ exists, files, looking, fault }: SymbolPlace): string {
  if (!exists) return 'Not there';
  if (looking) return 'Looking…';
  return fault === null ? counted(files, 'file with symbols', 'files with symbols') : fault.message;
}

/** What became of a search. */
export function searchWords({ found, missing, spotlight, reason }: SymbolSearch): string {
  if (missing === 0) return found === 0 ? 'The dSYM is there' : `${counted(found, 'dSYM')} found`;
  const left = `${found === 0 ? 'No' : found} dSYM found`;
  switch (spotlight) {
    case 'found':
      return `${left}, by Spotlight neither`;
    case 'too-slow':
      return `${left}: Spotlight did not answer in time`;
    case 'failed':
      return `${left}: ${reason ?? 'Spotlight failed'}`;
    case 'cancelled':
    case 'unavailable':
      return left;
    default:
      return assertNever(spotlight);
  }
}
