/** What a look at a place of reports is given and answers, whatever the place is. */
import type { Fault } from '../../../shared/result.ts';
import type { SourceFile } from '../../store/source-files.ts';
import type { FoundFile } from '../../xcode/files.ts';
import type { Arrival } from '../news.ts';

export interface Look {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly arrival: Arrival;
  /** Files that were looked at before. */
  readonly known: ReadonlyMap<string, SourceFile>;
}

export interface Looked {
  /** All that lies there and counts. */
  readonly files: readonly FoundFile[];
  readonly faults: readonly { readonly path: string; readonly fault: Fault }[];
  /** What was not found is not there any more. */
  readonly isComplete: boolean;
  /** False where files are still being written: somebody should look again soon. */
  readonly isSettled: boolean;
}

/** Milliseconds after its last change from which on a file counts as written. */
const SETTLED = 1000;

/** Whether the file was looked at as it is, and taken in. */
export function isUnchanged(known: ReadonlyMap<string, SourceFile>, { path, stamp }: FoundFile): boolean {
  const before = known.get(path);
  return before !== undefined && before.stamp === stamp && before.app === null;
}

/** Whether a file is written to its end, as far as its time tells. Times of the future tell nothing. */
export function isSettled({ modified }: Pick<FoundFile, 'modified'>, now: number): boolean {
  return modified > now || now - modified >= SETTLED;
}
