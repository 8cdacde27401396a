/** What the find bar found in the stacks on screen. Asked for by the bar and by each stack, counted once. */
import type { ReportJson } from '../../shared/render/json.ts';
import type { State } from '../state/state.ts';
import { useApp } from '../state/use.ts';
import { currentMatch, findInStacks } from './find.ts';
import type { Found } from './find.ts';

interface Asked {
  readonly report: ReportJson;
  readonly tab: 'crash' | 'threads';
  readonly words: string;
  readonly found: Found;
}

/** The last answer: all who ask want the same one. */
let last: Asked | null = null;

function foundIn({ stackSearch, report, tab }: State): Found | null {
  const words = stackSearch?.words ?? '';
  if (!report || words === '' || (tab !== 'crash' && tab !== 'threads')) return null;
  if (last?.report !== report.report || last.tab !== tab || last.words !== words) {
    last = { report: report.report, tab, words, found: findInStacks(report.report, tab, words) };
  }
  return last.found;
}

/** Null while the bar is closed or empty. */
export function useFound(): Found | null {
  return useApp(foundIn);
}

/** Number of the current match; null where there is none. */
export function useCurrentMatch(): number | null {
  return useApp((state) => {
    const found = foundIn(state);
    return found && currentMatch(state.stackSearch?.at ?? 0, found);
  });
}
