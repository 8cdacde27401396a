/** The contract's calls about overviews, comparisons and news, made from services. Part of `api.ts`. */
import type { SeeOutputs } from '../shared/contract.ts';
import { ok } from '../shared/result.ts';
import type { Handler } from './api-appstore.ts';
import { compareReleases } from './inbox/compare.ts';
import { newsOf } from './inbox/news.ts';
import { overviewOf } from './inbox/overview.ts';
import type { Services } from './services.ts';

type SeeHandlers = { readonly [Name in keyof SeeOutputs]: Handler<Name> };

export function createSeeHandlers({ library }: Services): SeeHandlers {
  return {
    'signature.overview': ({ id, days }) => overviewOf(library, id, days),
    'compare.versions': (asked) => compareReleases(library, asked),
    'news.words': (news) => ok(newsOf(library, news)),
  };
}
