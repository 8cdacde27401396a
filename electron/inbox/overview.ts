/** The overview of one signature: its trend and its distributions, each bar with what narrows an inbox to it. */
import type { Outputs, OverviewBar, TrendSpan } from '../../shared/contract.ts';
import { deviceName } from '../../shared/report/device.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { currentId } from '../store/decisions.ts';
import { groupKey } from '../store/groups.ts';
import { appOf, devicesOf, tallyBy, tallyByRelease, trendOf, usersOf } from '../store/overview.ts';
import type { ReleaseTally, Tally } from '../store/overview.ts';
import { releaseLabel } from '../store/releases.ts';
import type { Library } from './library.ts';

const UNKNOWN = 'Unknown';

function releaseBar({ version, build, count }: ReleaseTally, app: string): OverviewBar {
  const narrow = version === '' && build === '' ? null : { app, version: version || null, build: build || null };
  return { label: releaseLabel(version, build), count, narrow };
}

function systemBar({ value, count }: Tally): OverviewBar {
  return { label: value ?? UNKNOWN, count, narrow: value === null ? null : { systems: [value] } };
}

/** Bars by the names under which devices are sold: models of one name share a bar. */
function deviceBars(tallies: readonly Tally[]): readonly OverviewBar[] {
  const bars = new Map<string, { count: number; readonly models: string[] }>();
  for (const { value, count } of tallies) {
    const label = value === null ? UNKNOWN : (deviceName(value) ?? value);
    const bar = bars.get(label) ?? { count: 0, models: [] };
    bar.count += count;
    if (value !== null) bar.models.push(value);
    bars.set(label, bar);
  }
  return [...bars]
    .map(([label, { count, models }]) => ({
      label,
      count,
      // A filter holds at most fifty models; a name of more than that does not occur.
      narrow: models.length === 0 ? null : { devices: models.slice(0, 50) },
    }))
    .sort((a, b) => b.count - a.count);
}

/** The overview of the signature of that id, or of the one that took its reports. */
export function overviewOf(library: Library, id: string, days: TrendSpan): Result<Outputs['signature.overview']> {
  const { database, clock } = library;
  const current = currentId(database, id);
  const key = groupKey(database, current);
  if (key === null) return fail({ kind: 'not-found', message: 'This signature is no longer in the library.' });
  const app = appOf(database, key);
  return ok({
    id: current,
    trend: trendOf(database, key, days, clock()),
    devices: devicesOf(database, key),
    users: usersOf(database, app.key),
    byRelease: tallyByRelease(database, key).map((tally) => releaseBar(tally, app.bundleId ?? app.name)),
    bySystem: tallyBy(database, key, 'os').map(systemBar),
    byDevice: deviceBars(tallyBy(database, key, 'device')),
  });
}
