/** A running web host over a small page and an API that notes what it was asked. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Download } from '../../../../electron/inbox/appstore/downloads.ts';
import type { ServedImage } from '../../../../electron/page/images.ts';
import { dispatch } from '../../../../electron/api.ts';
import { startWebHost } from '../../../../electron/web/host.ts';
import type { WebHost, WebHostOptions } from '../../../../electron/web/host.ts';
import type { Api, ImportSummary } from '../../../../shared/contract.ts';
import { fail, ok } from '../../../../shared/result.ts';
import type { Result } from '../../../../shared/result.ts';
import { send } from './client.ts';
import type { Answer, Sent } from './client.ts';

export const page =
  '<!doctype html><title>Faultline</title><script type="module" src="/assets/index-C0ffee12.js"></script>';

export interface Asked {
  readonly name: string;
  readonly input: unknown;
}

export interface Running {
  readonly host: WebHost;
  /** What it was started with. */
  readonly options: WebHostOptions;
  readonly asked: Asked[];
  readonly warnings: string[];
  emit(name: string, payload: unknown): void;
  listeners(): number;
  /** Pictures by hash, and files by token, that it serves. */
  readonly images: Map<string, ServedImage>;
  readonly downloads: Map<string, Download>;
  /** What `import.paths` does; the summary of nothing until it is set. */
  onImport: (paths: readonly string[]) => Promise<Result<ImportSummary>>;
  send(sent: Sent): Promise<Answer>;
  /** As the page itself would: with the cookie, an origin and the headers that browsers send. */
  sendAsPage(sent: Sent): Promise<Answer>;
  stop(): Promise<void>;
}

export const nothing: ImportSummary = {
  added: 0,
  duplicates: 0,
  unread: 0,
  notReports: 0,
  dsyms: 0,
  symbolicated: 0,
  cancelled: false,
  signature: null,
  report: null,
  faults: [],
};

/** Writes a page as Vite would build it, with a secret beside it that must never be served. */
async function writePage(): Promise<{ readonly parent: string; readonly root: string }> {
  const parent = await mkdtemp(join(tmpdir(), 'faultline-page-'));
  const root = join(parent, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(parent, 'secret.html'), 'secret');
  await writeFile(join(root, 'index.html'), page);
  await writeFile(join(root, 'notes.txt'), 'secret');
  await writeFile(join(root, 'assets', 'index-C0ffee12.js'), 'export {};');
  return { parent, root };
}

export async function start(): Promise<Running> {
  const { parent, root } = await writePage();
  const asked: Asked[] = [];
  const warnings: string[] = [];
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const unheard = () => Promise.resolve(fail({ kind: 'unexpected' as const, message: 'Not part of this test.' }));
  const note = (name: string, input: unknown): void => void asked.push({ name, input });
  const api: Api = {
    'host.abilities': (input) => {
      note('host.abilities', input);
      return Promise.resolve(ok({ host: 'web', platform: 'Linux', version: '1.2.3', paths: false, editors: [] }));
    },
    'library.summary': unheard,
    'inbox.page': unheard,
    'inbox.position': unheard,
    'signature.detail': unheard,
    'signature.reports': unheard,
    'report.detail': unheard,
    'report.reveal': unheard,
    'report.text': () => Promise.reject(new Error('a secret of the inside')),
    'unread.list': unheard,
    'unread.text': unheard,
    'unread.retry': unheard,
    'unread.delete': unheard,
    'unread.reveal': unheard,
    'import.paths': (input) => {
      note('import.paths', input);
      return running.onImport(input.paths);
    },
    'import.text': (input) => {
      note('import.text', input.text.length);
      return Promise.resolve(ok({ ...nothing, added: 1 }));
    },
    'import.cancel': (input) => {
      note('import.cancel', input);
      return Promise.resolve(ok(null));
    },
    'symbols.places': unheard,
    'symbols.addPlace': unheard,
    'symbols.removePlace': unheard,
    'symbols.search': unheard,
    'symbols.reveal': unheard,
    'samples.add': unheard,
    'samples.remove': unheard,
    'library.size': unheard,
    'library.verify': unheard,
    'library.rebuild': unheard,
    'library.backUp': unheard,
    'library.move': unheard,
    'library.emptyCaches': unheard,
    'library.cancel': unheard,
    'library.opening': unheard,
    'library.open': unheard,
    'inbox.facets': unheard,
    'signature.matches': unheard,
    'views.list': unheard,
    'views.save': unheard,
    'views.delete': unheard,
    'triage.act': unheard,
    'triage.undo': unheard,
    'triage.redo': unheard,
    'triage.seen': unheard,
    'triage.words': unheard,
    'triage.setUsers': unheard,
    'signature.overview': unheard,
    'compare.versions': unheard,
    'news.words': unheard,
    'accounts.list': unheard,
    'accounts.check': unheard,
    'accounts.add': unheard,
    'accounts.remove': unheard,
    'accounts.doctor': unheard,
    'sync.start': unheard,
    'sync.cancel': unheard,
    'sync.state': unheard,
    'feedback.page': unheard,
    'feedback.position': unheard,
    'feedback.facets': unheard,
    'feedback.detail': unheard,
    'feedback.email': unheard,
    'feedback.decide': unheard,
    'feedback.export': unheard,
    'feedback.reveal': unheard,
    'export.count': unheard,
    'export.run': unheard,
    'export.text': unheard,
    'editors.open': unheard,
    'editors.try': unheard,
    'settings.read': unheard,
    'settings.change': unheard,
    'settings.show': unheard,
    'sources.list': unheard,
    'sources.addFolder': unheard,
    'sources.removeFolder': unheard,
    'sources.look': unheard,
    'sources.allowAccess': unheard,
  };
  const options: WebHostOptions = {
    call: (name, input) => dispatch(api, name, input),
    importPaths: (job, paths) => api['import.paths']({ job, paths: [...paths] }),
    events: {
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    served: {
      screenshot: async (id) => running.images.get(id) ?? null,
      download: (token) => {
        const found = running.downloads.get(token) ?? null;
        running.downloads.delete(token);
        return found;
      },
    },
    rendererPath: root,
    port: 0,
    logger: { warn: (message) => void warnings.push(message) },
  };
  const started = await startWebHost(options);
  if (!started.ok) throw new Error(started.fault.message);
  const host = started.value;
  const { port } = host;
  let cookie: string | null = null;

  const running: Running = {
    host,
    options,
    asked,
    warnings,
    images: new Map(),
    downloads: new Map(),
    emit(name, payload) {
      for (const listener of listeners) listener(name, payload);
    },
    listeners: () => listeners.size,
    onImport: () => Promise.resolve(ok(nothing)),
    send: (sent) => send(port, sent),
    async sendAsPage(sent) {
      cookie ??= await openSession(host);
      return send(port, { ...sent, headers: { ...pageHeaders(port, cookie), ...sent.headers } });
    },
    async stop() {
      await host.close();
      await rm(parent, { recursive: true });
    },
  };
  return running;
}

/** The headers that Chromium adds to a request of the page's own. */
export function pageHeaders(port: number, cookie: string): Record<string, string> {
  return {
    cookie,
    origin: `http://127.0.0.1:${port}`,
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
  };
}

/** Follows the link and answers with the cookie to send from then on. */
export async function openSession(host: WebHost): Promise<string> {
  const answer = await send(host.port, { path: host.url.slice(host.url.indexOf('/?')) });
  expect(answer.status).toBe(303);
  const [cookie = ''] = answer.headers['set-cookie'] ?? [];
  return cookie.split(';', 1)[0] ?? '';
}
