/** The contract's calls about the care of the library, made from services. Part of `api.ts`. */
import type { LibraryOutputs } from '../shared/contract.ts';
import { fail, ok } from '../shared/result.ts';
import type { Handler } from './api-appstore.ts';
import type { Services } from './services.ts';

type LibraryHandlers = { readonly [Name in keyof LibraryOutputs]: Handler<Name> };

export function createLibraryHandlers(services: Services): LibraryHandlers {
  const later = () => fail({ kind: 'unexpected', message: 'Under construction.' } as const);
  return {
    'library.size': later,
    'library.verify': later,
    'library.rebuild': later,
    'library.backUp': later,
    'library.move': later,
    'library.emptyCaches': later,
    'library.cancel': ({ job }) => {
      services.jobs.cancel(job);
      return ok(null);
    },
    'library.opening': () => ok({ state: 'open' }),
    'library.open': () => ok({ state: 'open' }),
  };
}
