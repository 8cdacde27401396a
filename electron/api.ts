/**
 * The contract's calls, made from services: one handler a call. Inputs are checked here, whoever the caller is; answers
 * are results; no throw crosses.
 */
import type { z } from 'zod';
import { inputs } from '../shared/contract.ts';
import type { Api, CallName, CheckedInput } from '../shared/contract.ts';
import { parseUuid } from '../shared/report/uuid.ts';
import type { Uuid } from '../shared/report/uuid.ts';
import { fail, ok } from '../shared/result.ts';
import type { Fault, Result } from '../shared/result.ts';
import { createAppStoreHandlers } from './api-appstore.ts';
import type { Handler } from './api-appstore.ts';
import { createExportHandlers } from './api-export.ts';
import { createFindHandlers } from './api-find.ts';
import { createLibraryHandlers } from './api-library.ts';
import { createSettingsHandlers } from './api-settings.ts';
import { createSeeHandlers } from './api-see.ts';
import { createSourcesHandlers } from './api-sources.ts';
import { createTriageHandlers } from './api-triage.ts';
import { addSymbolPlace, fileToReveal, removeSymbolPlace, searchSymbols, symbolPlaces } from './inbox/places.ts';
import { importPaths, importText } from './inbox/import.ts';
import { copyOriginal, copyUnread } from './inbox/original-copy.ts';
import { reportDetail, reportText } from './inbox/reports.ts';
import { addSamples, removeSamples } from './inbox/samples.ts';
import { detailOf, reportsOf } from './inbox/signatures.ts';
import { deleteUnread, retryUnread, unreadFiles, unreadText } from './inbox/unread.ts';
import type { Services } from './services.ts';
import { faultOf } from './store/faults.ts';
import { inboxPage, inboxPosition } from './store/inbox.ts';
import { librarySummary } from './store/library.ts';

type Handlers = { readonly [Name in CallName]: Handler<Name> };

/** The contract let through what has the form of a UUID; that of all zeros is none. */
function uuidsOf(texts: readonly string[]): readonly Uuid[] {
  return texts.map(parseUuid).filter((uuid) => uuid !== null);
}

function createHandlers(services: Services): Handlers {
  const { library, abilities, jobs, samplesPath, discovery, reveal } = services;
  const { database, clock, path } = library;
  return {
    'host.abilities': () => ok(abilities),
    'library.summary': () => ok({ ...librarySummary(database), path }),
    'inbox.page': (query) => ok(inboxPage(database, query, clock())),
    'inbox.position': (query) => ok({ position: inboxPosition(database, query, clock()) }),
    'signature.detail': ({ id }) => detailOf(library, id),
    'signature.reports': (window) => reportsOf(library, window),
    'report.detail': ({ id }) => reportDetail(library, id),
    'report.reveal': async ({ id }) => {
      if (reveal === null) return fail({ kind: 'forbidden', message: 'This host cannot show files.' });
      const copy = await copyOriginal(library, id);
      if (!copy.ok) return copy;
      reveal(copy.value);
      return ok(null);
    },
    'report.text': ({ id, format }) => reportText(library, id, format),
    'unread.list': () => ok(unreadFiles(library)),
    'unread.text': ({ id }) => unreadText(library, id),
    'unread.retry': ({ ids }) => jobs.run('unread', (signal) => retryUnread(library, ids, signal)),
    'unread.delete': ({ ids }) => deleteUnread(library, ids),
    'unread.reveal': async ({ id }) => {
      if (reveal === null) return fail({ kind: 'forbidden', message: 'This host cannot show files.' });
      const copy = await copyUnread(library, id);
      if (!copy.ok) return copy;
      reveal(copy.value);
      return ok(null);
    },
    'import.paths': ({ job, paths }) =>
      jobs.run(job, (signal) => importPaths(library, { id: job, signal, sample: false }, paths)),
    'import.text': ({ job, text }) =>
      jobs.run(job, (signal) => importText(library, { id: job, signal, sample: false }, text)),
    'import.cancel': ({ job }) => {
      jobs.cancel(job);
      return ok(null);
    },
    'symbols.places': () => ok(symbolPlaces(library, discovery)),
    'symbols.addPlace': ({ path }) => addSymbolPlace(library, discovery, path),
    'symbols.removePlace': ({ path }) => removeSymbolPlace(library, discovery, path),
    'symbols.search': ({ uuids }) => searchSymbols(library, discovery, uuidsOf(uuids)),
    'symbols.reveal': ({ path }) => {
      const file = fileToReveal(library, path);
      if (!file.ok) return file;
      if (reveal === null) return fail({ kind: 'forbidden', message: 'This host cannot show files.' });
      reveal(file.value);
      return ok(null);
    },
    'samples.add': ({ job }) => jobs.run(job, (signal) => addSamples(library, { id: job, signal }, samplesPath)),
    'samples.remove': async () => ok({ removed: await removeSamples(library) }),
    ...createLibraryHandlers(services),
    ...createFindHandlers(services),
    ...createTriageHandlers(services),
    ...createSeeHandlers(services),
    ...createAppStoreHandlers(services),
    ...createExportHandlers(services),
    ...createSettingsHandlers(services),
    ...createSourcesHandlers(services),
  };
}

/** Names the first field that is not as the contract has it. */
function badInput(name: string, error: z.ZodError): Fault {
  const [issue] = error.issues;
  const field = issue && issue.path.length > 0 ? issue.path.join('.') : 'the input';
  return { kind: 'bad-input', message: `${name}: ${field} is not valid: ${issue?.message ?? 'unknown reason'}` };
}

/** Every call of the contract as a function that takes anything and never throws. */
export function createApi(services: Services): Api {
  const handlers = createHandlers(services);

  async function guarded<Value>(work: () => Result<Value> | Promise<Result<Value>>): Promise<Result<Value>> {
    try {
      return await work();
    } catch (thrown) {
      const fault = faultOf(thrown);
      services.complain(fault);
      return fail(fault);
    }
  }

  function call<Name extends CallName, Value>(
    name: Name,
    schema: { safeParse: (input: unknown) => z.ZodSafeParseResult<CheckedInput<Name>> },
    handler: (input: CheckedInput<Name>) => Result<Value> | Promise<Result<Value>>,
  ): (input: unknown) => Promise<Result<Value>> {
    return async (input) => {
      const checked = schema.safeParse(input);
      return checked.success ? guarded(() => handler(checked.data)) : fail(badInput(name, checked.error));
    };
  }

  return {
    'host.abilities': call('host.abilities', inputs['host.abilities'], handlers['host.abilities']),
    'library.summary': call('library.summary', inputs['library.summary'], handlers['library.summary']),
    'inbox.page': call('inbox.page', inputs['inbox.page'], handlers['inbox.page']),
    'inbox.position': call('inbox.position', inputs['inbox.position'], handlers['inbox.position']),
    'signature.detail': call('signature.detail', inputs['signature.detail'], handlers['signature.detail']),
    'signature.reports': call('signature.reports', inputs['signature.reports'], handlers['signature.reports']),
    'report.detail': call('report.detail', inputs['report.detail'], handlers['report.detail']),
    'report.reveal': call('report.reveal', inputs['report.reveal'], handlers['report.reveal']),
    'report.text': call('report.text', inputs['report.text'], handlers['report.text']),
    'unread.list': call('unread.list', inputs['unread.list'], handlers['unread.list']),
    'unread.text': call('unread.text', inputs['unread.text'], handlers['unread.text']),
    'unread.retry': call('unread.retry', inputs['unread.retry'], handlers['unread.retry']),
    'unread.delete': call('unread.delete', inputs['unread.delete'], handlers['unread.delete']),
    'unread.reveal': call('unread.reveal', inputs['unread.reveal'], handlers['unread.reveal']),
    'import.paths': call('import.paths', inputs['import.paths'], handlers['import.paths']),
    'import.text': call('import.text', inputs['import.text'], handlers['import.text']),
    'import.cancel': call('import.cancel', inputs['import.cancel'], handlers['import.cancel']),
    'symbols.places': call('symbols.places', inputs['symbols.places'], handlers['symbols.places']),
    'symbols.addPlace': call('symbols.addPlace', inputs['symbols.addPlace'], handlers['symbols.addPlace']),
    'symbols.removePlace': call('symbols.removePlace', inputs['symbols.removePlace'], handlers['symbols.removePlace']),
    'symbols.search': call('symbols.search', inputs['symbols.search'], handlers['symbols.search']),
    'symbols.reveal': call('symbols.reveal', inputs['symbols.reveal'], handlers['symbols.reveal']),
    'samples.add': call('samples.add', inputs['samples.add'], handlers['samples.add']),
    'samples.remove': call('samples.remove', inputs['samples.remove'], handlers['samples.remove']),
    'library.size': call('library.size', inputs['library.size'], handlers['library.size']),
    'library.verify': call('library.verify', inputs['library.verify'], handlers['library.verify']),
    'library.rebuild': call('library.rebuild', inputs['library.rebuild'], handlers['library.rebuild']),
    'library.backUp': call('library.backUp', inputs['library.backUp'], handlers['library.backUp']),
    'library.move': call('library.move', inputs['library.move'], handlers['library.move']),
    'library.emptyCaches': call('library.emptyCaches', inputs['library.emptyCaches'], handlers['library.emptyCaches']),
    'library.cancel': call('library.cancel', inputs['library.cancel'], handlers['library.cancel']),
    'library.opening': call('library.opening', inputs['library.opening'], handlers['library.opening']),
    'library.open': call('library.open', inputs['library.open'], handlers['library.open']),
    'inbox.facets': call('inbox.facets', inputs['inbox.facets'], handlers['inbox.facets']),
    'signature.matches': call('signature.matches', inputs['signature.matches'], handlers['signature.matches']),
    'views.list': call('views.list', inputs['views.list'], handlers['views.list']),
    'views.save': call('views.save', inputs['views.save'], handlers['views.save']),
    'views.delete': call('views.delete', inputs['views.delete'], handlers['views.delete']),
    'triage.act': call('triage.act', inputs['triage.act'], handlers['triage.act']),
    'triage.undo': call('triage.undo', inputs['triage.undo'], handlers['triage.undo']),
    'triage.redo': call('triage.redo', inputs['triage.redo'], handlers['triage.redo']),
    'triage.seen': call('triage.seen', inputs['triage.seen'], handlers['triage.seen']),
    'triage.words': call('triage.words', inputs['triage.words'], handlers['triage.words']),
    'triage.setUsers': call('triage.setUsers', inputs['triage.setUsers'], handlers['triage.setUsers']),
    'signature.overview': call('signature.overview', inputs['signature.overview'], handlers['signature.overview']),
    'compare.versions': call('compare.versions', inputs['compare.versions'], handlers['compare.versions']),
    'news.words': call('news.words', inputs['news.words'], handlers['news.words']),
    'accounts.list': call('accounts.list', inputs['accounts.list'], handlers['accounts.list']),
    'accounts.check': call('accounts.check', inputs['accounts.check'], handlers['accounts.check']),
    'accounts.add': call('accounts.add', inputs['accounts.add'], handlers['accounts.add']),
    'accounts.remove': call('accounts.remove', inputs['accounts.remove'], handlers['accounts.remove']),
    'accounts.doctor': call('accounts.doctor', inputs['accounts.doctor'], handlers['accounts.doctor']),
    'sync.start': call('sync.start', inputs['sync.start'], handlers['sync.start']),
    'sync.cancel': call('sync.cancel', inputs['sync.cancel'], handlers['sync.cancel']),
    'sync.state': call('sync.state', inputs['sync.state'], handlers['sync.state']),
    'feedback.page': call('feedback.page', inputs['feedback.page'], handlers['feedback.page']),
    'feedback.position': call('feedback.position', inputs['feedback.position'], handlers['feedback.position']),
    'feedback.facets': call('feedback.facets', inputs['feedback.facets'], handlers['feedback.facets']),
    'feedback.detail': call('feedback.detail', inputs['feedback.detail'], handlers['feedback.detail']),
    'feedback.email': call('feedback.email', inputs['feedback.email'], handlers['feedback.email']),
    'feedback.decide': call('feedback.decide', inputs['feedback.decide'], handlers['feedback.decide']),
    'feedback.export': call('feedback.export', inputs['feedback.export'], handlers['feedback.export']),
    'feedback.reveal': call('feedback.reveal', inputs['feedback.reveal'], handlers['feedback.reveal']),
    'export.count': call('export.count', inputs['export.count'], handlers['export.count']),
    'export.run': call('export.run', inputs['export.run'], handlers['export.run']),
    'export.text': call('export.text', inputs['export.text'], handlers['export.text']),
    'editors.open': call('editors.open', inputs['editors.open'], handlers['editors.open']),
    'editors.try': call('editors.try', inputs['editors.try'], handlers['editors.try']),
    'settings.read': call('settings.read', inputs['settings.read'], handlers['settings.read']),
    'settings.change': call('settings.change', inputs['settings.change'], handlers['settings.change']),
    'sources.list': call('sources.list', inputs['sources.list'], handlers['sources.list']),
    'sources.addFolder': call('sources.addFolder', inputs['sources.addFolder'], handlers['sources.addFolder']),
    'sources.removeFolder': call(
      'sources.removeFolder',
      inputs['sources.removeFolder'],
      handlers['sources.removeFolder'],
    ),
    'sources.look': call('sources.look', inputs['sources.look'], handlers['sources.look']),
    'sources.allowAccess': call('sources.allowAccess', inputs['sources.allowAccess'], handlers['sources.allowAccess']),
    'settings.show': call('settings.show', inputs['settings.show'], handlers['settings.show']),
  };
}

function isCall(name: string): name is CallName {
  return Object.hasOwn(inputs, name);
}

/** Calls check what they are given, see `createApi`: their types say what makes sense, not what is safe. */
function takesAnything(call: unknown): call is (input: unknown) => Promise<Result<unknown>> {
  return typeof call === 'function';
}

/** A call by its name, for hosts: everything that comes from a window is unknown until it was checked. */
export async function dispatch(api: Api, name: string, input: unknown): Promise<Result<unknown>> {
  if (!isCall(name)) return fail({ kind: 'bad-input', message: `There is no call named ${name.slice(0, 60)}.` });
  const call: unknown = api[name];
  return takesAnything(call) ? call(input) : fail({ kind: 'unexpected', message: `${name} is not a call.` });
}
