/** What the find bar finds in the stacks on screen: asked for by the bar and by the stacks, looked for once. */
import { useEffect } from 'react';
import type { ReportJson } from '../../shared/render/json.ts';
import type { State } from '../state/state.ts';
import { searchedOn } from '../state/tabs.ts';
import { useApp } from '../state/use.ts';
import { currentMatch, findInStacks, readyFor } from './find.ts';
import type { Found, StacksSearched } from './find.ts';

interface Asked {
  readonly report: ReportJson;
  readonly where: StacksSearched;
  readonly words: string;
  readonly found: Found;
}

/** The last answer: all who ask want the same one. */
let last: Asked | null = null;

/** What the bar found in the stacks on screen; null while it is closed or empty. */
export function foundIn({ stackSearch, report, tab }: State): Found | null {
  const words = stackSearch?.words ?? '';
  const where = report && searchedOn(tab, report.report);
  if (!report || words === '' || where === null || where === 'tree') return null;
  if (last?.report !== report.report || last.where !== where || last.words !== words) {
    last = { report: report.report, where, words, found: findInStacks(report.report, where, words) };
  }
  return last.found;
}

/** Makes what is on screen ready while nobody waits, so that the first letter is found as quickly as the second. */
export function useReady(): void {
  const report = useApp((state) => state.report?.report ?? null);
  const where = useApp(({ tab, report }) => report && searchedOn(tab, report.report));
  useEffect(() => {
    if (!report || where === null || where === 'tree') return;
    const timer = setTimeout(() => readyFor(report, where));
    return () => clearTimeout(timer);
  }, [report, where]);
}

/** How much was found on the tab on screen, and which match is the current one; null while the bar is closed or empty. */
export function useFoundCount(): {
  readonly total: number;
  readonly more: boolean;
  readonly current: number | null;
} | null {
  const found = useApp(foundIn);
  const inTree = useApp((state) => state.treeMatches);
  const at = useApp(({ stackSearch }) => stackSearch?.at ?? 0);
  const counted = found ?? inTree;
  return counted && { total: counted.total, more: counted.more, current: currentMatch(at, counted) };
}
