/** The contract's calls about accounts, synchronisation and feedback, made from services. Part of `api.ts`. */
import type { AccountOutputs, CallName, CheckedInput, FeedbackOutputs, Outputs } from '../shared/contract.ts';
import { fail, ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import { accountsOf, addAccount, checkAccount, examineAccount, removeAccount } from './inbox/appstore/accounts.ts';
import { exportToFolder, exportToZip } from './inbox/appstore/export.ts';
import { decideOnFeedback, feedbackDetail, feedbackEmail, feedbackPage, imageFile } from './inbox/appstore/feedback.ts';
import type { Services } from './services.ts';
import { feedbackFacets, feedbackPosition } from './store/feedback.ts';

/** Answers one call, whose input was checked. */
export type Handler<Name extends CallName> = (
  input: CheckedInput<Name>,
) => Result<Outputs[Name]> | Promise<Result<Outputs[Name]>>;

type AppStoreHandlers = { readonly [Name in keyof (AccountOutputs & FeedbackOutputs)]: Handler<Name> };

/** Into a folder where somebody can be asked for one, else as a zip to download. */
async function exportFeedback(
  { library, chooseFolder, downloads }: Services,
  ids: readonly string[],
): Promise<Result<Outputs['feedback.export']>> {
  if (chooseFolder !== null) {
    const path = await chooseFolder();
    if (path === null) return ok({ kind: 'dismissed' });
    const exported = await exportToFolder(library, ids, path);
    return exported.ok ? ok({ kind: 'folder', path, exported: exported.value }) : exported;
  }
  const fileName = `Feedback ${new Date(library.clock()).toISOString().slice(0, 10)}.zip`;
  const offered = await downloads.offer(fileName, (path) => exportToZip(library, ids, path));
  if (!offered.ok) return offered;
  const { token, value } = offered.value;
  return ok({ kind: 'download', href: `/download/${token}`, fileName, exported: value });
}

export function createAppStoreHandlers(services: Services): AppStoreHandlers {
  const { library, appStore, sync, jobs, reveal } = services;
  const { database } = library;
  return {
    'accounts.list': () => ok(accountsOf(library)),
    'accounts.check': (key) => checkAccount(appStore, key),
    'accounts.add': (key) => addAccount(library, appStore, key),
    'accounts.remove': async ({ id }) => {
      await sync.leave(id);
      return removeAccount(library, appStore, id);
    },
    'accounts.doctor': ({ id }) => jobs.run(`doctor-${id}`, () => examineAccount(library, appStore, id)),
    'sync.start': (what) => sync.start(what),
    'sync.cancel': () => ok(sync.cancel()),
    'sync.state': () => ok(sync.state()),
    'feedback.page': (query) => ok(feedbackPage(library, query)),
    'feedback.position': ({ id, filter }) => ok({ position: feedbackPosition(database, id, filter) }),
    'feedback.facets': ({ filter }) => ok(feedbackFacets(database, filter)),
    'feedback.detail': ({ id }) => feedbackDetail(library, id),
    'feedback.email': ({ id }) => feedbackEmail(library, id),
    'feedback.decide': (decision) => decideOnFeedback(library, decision),
    'feedback.export': ({ ids }) => exportFeedback(services, ids),
    'feedback.reveal': ({ screenshot }) => {
      if (reveal === null) return fail({ kind: 'forbidden', message: 'This host cannot show files.' });
      const file = imageFile(library, screenshot);
      if (!file.ok) return file;
      reveal(file.value);
      return ok(null);
    },
  };
}
