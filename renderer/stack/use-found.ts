/** What the find bar found in the stacks on screen. Asked for by the bar and by each stack, counted once. */
import type { ReportJson } from '../../shared/render/json.ts';
import type { State } from '../state/state.ts';
import { searchedOn } from '../state/tabs.ts';
import { useApp } from '../state/use.ts';
import { currentMatch, findInStacks } from './find.ts';
import type { Found, StacksSearched } from './find.ts';

interface Asked {
  readonly report: ReportJson;
  readonly where: StacksSearched;
  readonly words: string;
  readonly found: Found;
}

/** The last answer: all who ask want the same one. */
let last: Asked | null = null;

function foundIn({ stackSearch, report, tab }: State): Found | null {
  const words = stackSearch?.words ?? '';
  const where = report && searchedOn(tab, report.report);
  if (!report || words === '' || where === null || where === 'tree') return null;
  if (last?.report !== report.report || last.where !== where || last.words !== words) {
    last = { report: report.report, where, words, found: findInStacks(report.report, where, words) };
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

/** How much was found on the tab on screen, and which match is the current one; null while the bar is closed or empty. */
export function useFoundCount(): {
  readonly total: number;
  readonly more: boolean;
  readonly current: number | null;
} | null {
  const found = useFound();
  const inTree = useApp((state) => state.treeMatches);
  const at = useApp(({ stackSearch }) => stackSearch?.at ?? 0);
  const counted = found ?? inTree;
  return counted && { total: counted.total, more: counted.more, current: currentMatch(at, counted) };
}
