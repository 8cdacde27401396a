/** The contract's calls about filters, searching and saved views, made from services. Part of `api.ts`. */
import type { FindOutputs } from '../shared/contract.ts';
import { fail } from '../shared/result.ts';
import type { Handler } from './api-appstore.ts';
import type { Services } from './services.ts';

type FindHandlers = { readonly [Name in keyof FindOutputs]: Handler<Name> };

export function createFindHandlers(_services: Services): FindHandlers {
  const later = () => fail({ kind: 'unexpected', message: 'Under construction.' } as const);
  return {
    'inbox.facets': later,
    'signature.matches': later,
    'views.list': later,
    'views.save': later,
    'views.delete': later,
  };
}
