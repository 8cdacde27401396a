/**
 * Imports: what runs, how far it is, and what became of it. Several may run at once; the bar shows the newest. Keys of App
 * Store Connect are never imported, wherever they come in: they go to the form for accounts.
 */
import type { Events, ImportSummary } from '../../shared/contract.ts';
import type { Result } from '../../shared/result.ts';
import type { Choice } from '../bridge.ts';
import { importWords } from '../words/imports.ts';
import { counted } from '../words/numbers.ts';
import type { Slice } from './state.ts';

type Progress = Events['import.progress'];

/** `AuthKey_2X9R4HXF34.p8` */
function isKeyFile(name: string): boolean {
  return /\.p8$/i.test(name);
}

function holdsPrivateKey(text: string): boolean {
  return /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(text.slice(0, 2000));
}

export interface ImportSlice {
  /** Running imports by job; null until the host said something of it. */
  readonly jobs: ReadonlyMap<string, Progress | null>;
  importDrop(this: void, given: DataTransfer | FileList): Promise<void>;
  importText(this: void, text: string): Promise<void>;
  importChosen(this: void, choice: Choice): Promise<void>;
  addSamples(this: void): Promise<void>;
  cancelImport(this: void, job: string): void;
  showProgress(this: void, progress: Progress): void;
  announceSymbols(this: void, crashes: number): void;
  /** Shows what became of an import: the line, and the signature of what was added. */
  finishImport(this: void, summary: ImportSummary): Promise<void>;
}

export const importSlice: Slice<ImportSlice> = (set, get, bridge) => {
  function finish(job: string): void {
    set(({ jobs }) => ({ jobs: new Map([...jobs].filter(([running]) => running !== job)) }));
  }

  async function report(result: Result<ImportSummary>): Promise<void> {
    if (result.ok) await get().finishImport(result.value);
    else if (result.fault.kind === 'cancelled') get().notify('The import was cancelled');
    else get().notifyFault(result.fault);
  }

  async function run(start: (job: string) => Promise<Result<ImportSummary> | null>): Promise<void> {
    const job = crypto.randomUUID();
    set(({ jobs }) => ({ jobs: new Map([...jobs, [job, null]]) }));
    const result = await start(job);
    finish(job);
    if (result) await report(result);
  }

  return {
    jobs: new Map(),

    async importDrop(given) {
      const files = [...('files' in given ? given.files : given)];
      const key = files.find(({ name }) => isKeyFile(name));
      if (!key) return run(async (job) => bridge.importDrop(given, job));
      if (files.length > 1) get().notify('The key was taken alone. Drop the other files without it.');
      get().addAccount(key);
    },

    async importText(text) {
      if (!holdsPrivateKey(text)) return run(async (job) => bridge.call('import.text', { job, text }));
      get().addAccount();
      get().notify('This is a private key, not a report. Paste it into the form.');
    },

    importChosen: async (choice) => run(async (job) => bridge.openDialog(job, choice)),
    addSamples: async () => run(async (job) => bridge.call('samples.add', { job })),

    cancelImport(job) {
      void bridge.call('import.cancel', { job });
    },

    showProgress(progress) {
      if (get().jobs.has(progress.job)) set(({ jobs }) => ({ jobs: new Map([...jobs, [progress.job, progress]]) }));
    },

    announceSymbols(crashes) {
      if (crashes > 0) get().notify(`${counted(crashes, 'report')} symbolicated`);
    },

    async finishImport(summary) {
      const first = summary.faults[0];
      const unread = summary.unread + summary.notReports;
      const words = importWords(summary);
      if (first) get().notifyFault({ ...first.fault, message: `${words}. ${first.file}: ${first.fault.message}` });
      else if (unread > 0) get().notify(words, { label: 'Show', run: () => get().goTo({ place: 'unread' }) });
      else get().notify(words);
      await get().refreshLibrary();
      if (summary.signature !== null) await get().reveal(summary.signature, summary.report);
      else await get().refreshInbox();
    },
  };
};
