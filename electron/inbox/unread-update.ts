/** After an update of Faultline, files that an earlier one could not read are tried again by themselves. */
import { READERS_VERSION } from '../../shared/formats/index.ts';
import { readMark, writeMark } from '../store/marks.ts';
import { countUnread } from '../store/unread.ts';
import type { Library } from './library.ts';
import { retryUnread } from './unread.ts';

/** What today's readers have to do with a library's unread files: nothing, note that there are none, or try them. */
export type Untried = 'nothing' | 'note' | 'retry';

/** Looks only, so that a library on a full disk opens. */
export function untriedIn({ database }: Library): Untried {
  if (readMark(database, 'readers-version') === String(READERS_VERSION)) return 'nothing';
  return countUnread(database) > 0 ? 'retry' : 'note';
}

/** Does it, once for each version of the readers; what stays unread stays where it was. */
export async function retryAfterUpdate(library: Library, untried: Untried, signal: AbortSignal): Promise<void> {
  if (untried === 'nothing') return;
  if (untried === 'retry') {
    const retried = await retryUnread(library, null, signal);
    if (signal.aborted) return;
    if (!retried.ok) return library.complain(retried.fault);
  }
  writeMark(library.database, 'readers-version', String(READERS_VERSION));
}
