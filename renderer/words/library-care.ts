/** The care of the library in words. */
import type { LibraryPartName } from '../../shared/contract.ts';
import type { CareKind, CareOutcome } from '../state/library-care.ts';
import { bytes, counted } from './numbers.ts';

export const PART_WORDS: Readonly<Record<LibraryPartName, string>> = {
  database: 'Database',
  reports: 'Original reports',
  screenshots: 'Screenshots',
  symbols: 'dSYMs taken over',
  caches: 'Symbol caches',
  others: 'Other files',
};

export const CARE_WORDS: Readonly<Record<CareKind, string>> = {
  verify: 'Verifying…',
  rebuild: 'Rebuilding…',
  backUp: 'Backing up…',
  move: 'Moving…',
  emptyCaches: 'Emptying…',
};

/** What a job came to, in a sentence; null where there is nothing to say. */
export function outcomeWords(outcome: CareOutcome): string | null {
  switch (outcome.kind) {
    case 'failed':
      return outcome.fault.message;
    case 'verify': {
      const { clean, reports, screenshots, findings } = outcome.value;
      const looked = `${counted(reports, 'report')} and ${counted(screenshots, 'screenshot')}`;
      return clean ? `All is well with ${looked}.` : `${counted(findings.length, 'problem')} found in ${looked}:`;
    }
    case 'rebuild': {
      const { reports, missing, movedAside } = outcome.value;
      const gone = missing === 0 ? '' : ` ${counted(missing, 'original')} could not be found.`;
      const aside = movedAside === null ? '' : ` The damaged database lies at ${movedAside}.`;
      return `${counted(reports, 'report')} read and grouped anew.${gone}${aside}`;
    }
    case 'backUp':
      return backUpWords(outcome.value);
    case 'move':
      return outcome.value.kind === 'dismissed' ? null : `The library lies at ${outcome.value.to} now.`;
    case 'emptyCaches':
      return outcome.value.files === 0 ? 'There was nothing to empty.' : `${bytes(outcome.value.bytes)} freed.`;
  }
}

function backUpWords(summary: Extract<CareOutcome, { kind: 'backUp' }>['value']): string | null {
  if (summary.kind === 'dismissed') return null;
  const { files, bytes: size, verification } = summary.counts;
  const what = `${counted(files, 'file')}, ${bytes(size)}`;
  const place = summary.kind === 'download' ? '' : ` at ${summary.path}`;
  const sound = verification.clean ? 'The copy was verified.' : 'The copy has problems: verify the library.';
  return `Backed up ${what}${place}. ${sound}`;
}
