/** Commands about what crashes are in numbers. */
import type { Command } from './registry.ts';

export const SEE_COMMANDS: readonly Command[] = [
  {
    id: 'see.compare-versions',
    title: 'Compare Versions…',
    group: 'View',
    keys: ['v'],
    enabled: ({ library }) => (library?.signatures ?? 0) > 0,
    run: (state) => state.openCompare(),
  },
  {
    id: 'see.overview',
    title: 'Overview',
    group: 'View',
    keys: ['t'],
    enabled: ({ view, report }) => view.place === 'inbox' && report !== null,
    run: (state) => state.showTab(state.tab === 'overview' ? 'crash' : 'overview'),
  },
];
