/** Crash points of Xcode's that came in a bundle: their counts become evidence of the signatures of their logs. */
import { readPoint } from '../../shared/formats/xccrashpoint.ts';
import { findPoint, keepPoint, linkPoint, signaturesOfPoint } from '../store/points.ts';
import type { GatheredPoint } from './gathering.ts';
import type { Library } from './library.ts';

/** Where a point is kept that did not come from Xcode's own folder. */
function idOf(point: string): string {
  return `imported/${point}.xccrashpoint`;
}

/**
 * Keeps what points say, and links them to their reports. A point that Xcode's own folder has is known better from there:
 * it gets the reports alone.
 */
export function keepPoints({ database, clock, events }: Library, points: readonly GatheredPoint[]): void {
  const changed = new Set<string>();
  database.transaction(() => {
    for (const { point, filters, reports } of points) {
      const known = findPoint(database, point);
      const id = known ?? idOf(point);
      if (id === idOf(point)) keepPoint(database, id, { point, filters: filters.map(readPoint), listed: [] }, clock());
      for (const report of reports) linkPoint(database, id, report);
      for (const signature of signaturesOfPoint(database, id)) changed.add(signature);
    }
  });
  if (changed.size > 0) events.emit('library.changed', { signatures: [...changed], moved: [] });
}
