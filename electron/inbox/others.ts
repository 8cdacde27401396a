/** Notices what another host on the same library writes, and tells the windows of this one. */
import { listAccounts } from '../store/accounts.ts';
import { faultOf } from '../store/faults.ts';
import { slicesMark } from '../store/slices.ts';
import { refreshSymbols } from './library.ts';
import type { Library } from './library.ts';

/** Milliseconds between two looks at a number that SQLite keeps in memory. */
const INTERVAL = 1000;

/** Starts looking; answers how to stop. */
export function watchOthers(library: Library): () => void {
  const { database } = library;
  let seen = database.dataVersion();
  let symbols = slicesMark(database);
  const timer = setInterval(() => {
    try {
      const now = database.dataVersion();
      if (now === seen) return;
      seen = now;
      const known = slicesMark(database);
      if (known !== symbols) refreshSymbols(library);
      symbols = known;
      library.events.emit('library.changed', { signatures: null, moved: [] });
      library.events.emit('feedback.changed', { ids: null });
      library.events.emit('sync.changed', { accounts: listAccounts(database).map(({ id }) => id) });
    } catch (thrown) {
      library.complain(faultOf(thrown));
    }
  }, INTERVAL);
  timer.unref();
  return () => clearInterval(timer);
}
