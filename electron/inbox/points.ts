/** Crash points of Xcode's that came in a bundle: their counts become evidence of the signatures of their logs. */
import { readPoint } from '../../shared/formats/xccrashpoint.ts';
import { findPoint, importedPoint, keepPoint, linkPoint, signaturesOfPoint } from '../store/points.ts';
import type { GatheredPoint } from './gathering.ts';
import type { Library } from './library.ts';

/**
 * Keeps what points say, and links them to their reports. A point that Xcode's own folder has is known better from there:
 * it gets the reports alone.
 */
export function keepPoints({ database, clock, events }: Library, points: readonly GatheredPoint[]): void {
  const changed = new Set<string>();
  database.transaction(() => {
    for (const { point, filters, reports } of points) {
      const [known, imported] = [findPoint(database, point), importedPoint(point)];
      const id = known ?? imported;
      const facts = { point, filters: filters.map(readPoint), listed: [] };
      const says = facts.filters.some(({ devices }) => devices !== null);
      if (known === null || (known === imported && says)) keepPoint(database, id, facts, clock());
      for (const report of reports) linkPoint(database, id, report);
      for (const signature of signaturesOfPoint(database, id)) changed.add(signature);
    }
  });
  if (changed.size > 0) events.emit('library.changed', { signatures: [...changed], moved: [] });
}
