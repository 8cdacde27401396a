/** Where the library stands when nobody says otherwise: one place, whichever face opens it. */
import { join, resolve } from 'node:path';

/**
 * `FAULTLINE_LIBRARY` where it is set; else on a Mac the folder of the app's own, elsewhere the XDG data folder.
 *
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function defaultLibraryPath(home: string, env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const chosen = env['FAULTLINE_LIBRARY'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Faultline', 'Library');
  const data = env['XDG_DATA_HOME'];
  return join(data !== undefined && data !== '' ? data : join(home, '.local', 'share'), 'faultline', 'library');
}
