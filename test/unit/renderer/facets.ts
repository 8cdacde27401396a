/** Facets of a small inbox. */
import type { InboxFacets } from '../../../shared/contract.ts';

export const FACETS: InboxFacets = {
  apps: [{ value: 'app.harbor', label: 'Harbor', count: 9 }],
  releases: [
    { value: '2.1.0\u0000412', label: '2.1.0 (412)', count: 6 },
    { value: '2.0.5\u0000398', label: '2.0.5 (398)', count: 3 },
  ],
  platforms: [{ value: 'iOS', label: 'iOS', count: 9 }],
  systems: [{ value: 'iOS 17.5', label: 'iOS 17.5', count: 9 }],
  devices: [
    { value: 'iPhone16,1', label: 'iPhone 15 Pro', count: 5 },
    { value: 'iPhone14,7', label: 'iPhone 14', count: 4 },
  ],
  kinds: [{ value: 'crash', label: 'Crashes', count: 9 }],
  sources: [{ value: 'file', label: 'Files', count: 9 }],
  statuses: [
    { value: 'open', label: 'Open', count: 8 },
    { value: 'resolved', label: 'Done', count: 1 },
  ],
  priorities: [{ value: 'P1', label: 'P1', count: 2 }],
  labels: [],
  symbols: [{ value: 'waiting', label: 'Waiting for symbols', count: 2 }],
  days: [
    { value: '7', label: 'Last 7 days', count: 2 },
    { value: '30', label: 'Last 30 days', count: 9 },
  ],
  withFeedback: 3,
  regressed: 0,
  unseen: 4,
};
