/** What filters offer: how many crashes each choice would leave. */
import type { Facet, Filter, InboxFacets } from '../../shared/contract.ts';
import { deviceName } from '../../shared/report/device.ts';
import type { Database } from './database.ts';
import { integer, text } from './row.ts';

export function inboxFacets(database: Database, _filter: Filter, _now: number): InboxFacets {
  const by = (column: string): readonly Facet[] =>
    database
      .all(`SELECT ${column} AS value, count(*) AS crashes FROM reports WHERE ${column} IS NOT NULL
        GROUP BY 1 ORDER BY 2 DESC, 1`)
      .map((row) => ({ value: text(row, 'value'), label: text(row, 'value'), count: integer(row, 'crashes') }));
  return {
    apps: [],
    releases: [],
    platforms: by('platform'),
    systems: by('os'),
    devices: by('device').map((facet) => ({ ...facet, label: deviceName(facet.value) ?? facet.value })),
    kinds: by('kind'),
    sources: by('source'),
    statuses: [],
    priorities: [],
    labels: [],
    symbols: by('symbols'),
    days: [],
    withFeedback: 0,
    regressed: 0,
    unseen: 0,
  };
}
