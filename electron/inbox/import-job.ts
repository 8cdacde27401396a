/** One import under way, and how it says how far it is. */
import type { Source } from '../../shared/contract.ts';
import type { Library } from './library.ts';
import type { Arrival } from './news.ts';

export interface ImportJob {
  readonly id: string;
  readonly signal: AbortSignal;
  /** Samples are marked, so that they can be removed in one go. */
  readonly sample: boolean;
  /** Through which door it comes; as files where nothing is said. */
  readonly source?: Source;
  /** By hand where nothing is said. */
  readonly arrival?: Arrival;
}

/** Says how far an import is; `total` is null while nobody knows. */
export function sayProgress(
  library: Library,
  job: ImportJob,
  phase: 'reading' | 'symbols',
  done: number,
  total: number | null,
): void {
  library.events.emit('import.progress', { job: job.id, phase, done, total });
}
