/** A library that was moved, or opened out of a backup: symbols that it keeps itself are where it is now. */
import type { Database } from './database.ts';
import { readMark, writeMark } from './marks.ts';

/** Notes where the library is; when it was somewhere else before, so do the paths of files inside it. */
export function noteLibraryPath(database: Database, path: string): void {
  const before = readMark(database, 'library-path');
  if (before === path) return;
  database.transaction(() => {
    if (before !== null) {
      // SQLite counts characters, as `substr` does; JavaScript counts UTF-16's halves.
      const moved = (column: string): string => `?1 || substr(${column}, length(?2) + 1)`;
      const inside = (column: string): string => `substr(${column}, 1, length(?2) + 1) = ?2 || '/'`;
      database.run(`UPDATE OR REPLACE slices SET path = ${moved('path')} WHERE ${inside('path')}`, path, before);
      database.run(`UPDATE slices SET origin = ${moved('origin')} WHERE ${inside('origin')}`, path, before);
      database.run(
        `UPDATE OR REPLACE looked_folders SET path = ${moved('path')} WHERE ${inside('path')}`,
        path,
        before,
      );
    }
    writeMark(database, 'library-path', path);
  });
}
