/** The contract's calls about filters, searching and saved views, made from services. Part of `api.ts`. */
import { randomUUID } from 'node:crypto';
import type { FindOutputs } from '../shared/contract.ts';
import { fail, ok } from '../shared/result.ts';
import type { Handler } from './api-appstore.ts';
import type { Services } from './services.ts';
import { currentId } from './store/decisions.ts';
import { inboxFacets } from './store/facets.ts';
import { groupKey } from './store/groups.ts';
import { matchesOf } from './store/matches.ts';
import { countViews, deleteView, isView, listViews, MOST_VIEWS, saveView } from './store/views.ts';

type FindHandlers = { readonly [Name in keyof FindOutputs]: Handler<Name> };

const TOO_MANY_VIEWS = {
  kind: 'bad-input',
  message: `There are ${MOST_VIEWS} saved views already. Delete one to keep another.`,
} as const;

export function createFindHandlers({ library }: Services): FindHandlers {
  const { database, clock } = library;
  return {
    'inbox.facets': ({ filter }) => ok(inboxFacets(database, filter, clock())),
    'signature.matches': ({ id, search, limit }) => {
      const key = groupKey(database, currentId(database, id));
      if (key === null) return fail({ kind: 'not-found', message: 'This signature is no longer in the library.' });
      return ok(matchesOf(database, key, search, limit));
    },
    'views.list': () => ok(listViews(database, clock())),
    'views.save': ({ id, name, filter, sort }) => {
      const isNew = id === null || !isView(database, id);
      if (isNew && countViews(database) >= MOST_VIEWS) return fail(TOO_MANY_VIEWS);
      saveView(database, { id: id ?? randomUUID(), name, filter, sort });
      return ok(listViews(database, clock()));
    },
    'views.delete': ({ id }) => {
      deleteView(database, id);
      return ok(listViews(database, clock()));
    },
  };
}
