/** The contract's calls about places whose reports come by themselves, made from services. Part of `api.ts`. */
import type { SourcesOutputs } from '../shared/contract.ts';
import { fail, ok } from '../shared/result.ts';
import type { Handler } from './api-appstore.ts';
import { addFolder, removeFolder } from './inbox/sources/folders.ts';
import type { Services } from './services.ts';

type SourcesHandlers = { readonly [Name in keyof SourcesOutputs]: Handler<Name> };

export function createSourcesHandlers({ library, sources, abilities, allowAccess }: Services): SourcesHandlers {
  return {
    'sources.list': () => ok(sources.list()),
    'sources.addFolder': ({ path, inbox }) => {
      if (abilities.paths) return addFolder(library, sources, { path, inbox });
      // A page that was taken over could read what it likes that way.
      const message = 'A browser names no folders to read. Add it in a terminal: faultline sources add <folder>';
      return fail({ kind: 'forbidden', message });
    },
    'sources.removeFolder': ({ path }) => removeFolder(library, sources, path),
    'sources.look': async () => {
      const looked = await sources.look();
      return looked.ok ? ok({ ...looked.value, places: sources.list() }) : looked;
    },
    'sources.allowAccess': () => {
      if (allowAccess === null) {
        const message = 'Open System Settings › Privacy & Security › Full Disk Access on the Mac itself.';
        return fail({ kind: 'forbidden', message });
      }
      allowAccess();
      return ok(null);
    },
  };
}
