/** The filter that narrows nothing but the status, which is open. Apart from its schema, which the window has no use for. */
import type { Filter } from './contract/filter.ts';

export const NO_FILTER: Filter = {
  app: null,
  version: null,
  build: null,
  status: 'open',
  search: '',
  platforms: [],
  systems: [],
  devices: [],
  kinds: [],
  sources: [],
  priorities: [],
  labels: [],
  symbols: [],
  when: null,
  feedback: null,
  regressed: null,
  seen: null,
};
