/** Tabs of the detail pane: which a report has something for, and what they are called. Pure. */
import type { ReportJson } from '../../shared/render/json.ts';
import { KIND_WORDS } from '../../shared/report/kind-words.ts';
import { leadOf } from '../stack/lead.ts';
import { TABS } from './display.ts';
import type { Tab } from './display.ts';

const NAMES: Readonly<Record<Exclude<Tab, 'crash'>, string>> = {
  tree: 'Call Tree',
  processes: 'Processes',
  overview: 'Overview',
  threads: 'Threads',
  registers: 'Registers',
  images: 'Images',
  reports: 'Reports',
  raw: 'Raw',
};

function isOffered(tab: Tab, report: ReportJson): boolean {
  const { body, threads, images } = report;
  switch (tab) {
    case 'tree':
      return body !== null && body.trees.length > 0 && leadOf(report) !== 'tree';
    case 'processes':
      return body !== null && body.processes.length > 0 && leadOf(report) !== 'processes';
    case 'threads':
      return threads.length > 0;
    case 'registers':
      return threads.some(({ state }) => state !== null && state.registers.length > 0);
    case 'images':
      return images.length > 0;
    case 'crash':
    case 'overview':
    case 'reports':
    case 'raw':
      return true;
  }
}

/** The tabs that have something to show, in their order. */
export function tabsOf(report: ReportJson): readonly Tab[] {
  return TABS.filter((tab) => isOffered(tab, report));
}

/** The tab on screen: the one that was chosen, where this report has it. */
export function shownTab(tab: Tab, report: ReportJson): Tab {
  return isOffered(tab, report) ? tab : 'crash';
}

/** The first is called by what happened. */
export function tabName(tab: Tab, report: ReportJson): string {
  if (tab !== 'crash') return NAMES[tab];
  if (report.kind === 'sample') return NAMES.tree;
  if (report.kind === 'other') return 'Report';
  return report.kind === 'stackshot' && leadOf(report) === 'processes' ? NAMES.processes : KIND_WORDS[report.kind].name;
}

/** Where the find bar looks on a tab; null where it has nothing to look through. */
export type Searched = 'stacks' | 'threads' | 'processes' | 'tree';

export function searchedOn(tab: Tab, report: ReportJson): Searched | null {
  const shown = shownTab(tab, report);
  if (shown === 'threads' || shown === 'processes' || shown === 'tree') return shown;
  if (shown !== 'crash') return null;
  const lead = leadOf(report);
  if (lead === 'tree' || lead === 'processes') return lead;
  return 'stacks';
}
