/**
 * The web host's transport: `POST /api/<call>` with JSON, events over `EventSource`, files by upload. The session is a
 * same-origin cookie that the host set when its link was opened.
 */
import type { CallName, EventName, Events, Input, Reply } from '../../shared/contract.ts';
import { fail } from '../../shared/result.ts';
import type { Bridge, Choice } from '../bridge.ts';
import { givenFiles } from './entries.ts';
import { EVENT_NAMES, isEventData, isReply } from './guards.ts';
import { send } from './http.ts';
import { upload } from './upload.ts';

type Listeners = { [Name in EventName]: Set<(data: Events[Name]) => void> };

function noListeners(): Listeners {
  return {
    'library.changed': new Set(),
    'import.progress': new Set(),
    'import.finished': new Set(),
    'symbols.arrived': new Set(),
    'sync.changed': new Set(),
    'feedback.changed': new Set(),
    'settings.changed': new Set(),
    'settings.tab': new Set(),
    'export.progress': new Set(),
    'inbox.news': new Set(),
    'library.progress': new Set(),
    'library.opening': new Set(),
    'window.open': new Set(),
    'window.command': new Set(),
    'window.accent': new Set(),
  };
}

function parse(text: unknown): unknown {
  try {
    const value: unknown = JSON.parse(String(text));
    return value;
  } catch {
    return null;
  }
}

/** Opens the browser's file dialog. Null when it was dismissed. */
async function chooseFiles(choice: Choice): Promise<FileList | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  if (choice === 'folder') input.webkitdirectory = true;
  return new Promise((resolve) => {
    input.addEventListener('change', () => {
      resolve(input.files && input.files.length > 0 ? input.files : null);
    });
    input.addEventListener('cancel', () => {
      resolve(null);
    });
    input.click();
  });
}

/** The bridge over HTTP to the host that served this page. */
export function webBridge(): Bridge {
  const listeners = noListeners();
  const connectionListeners = new Set<(connected: boolean) => void>();
  const uploads = new Map<string, AbortController>();
  let source: EventSource | null = null;

  function emit<Name extends EventName>(name: Name, data: Events[Name]): void {
    for (const listener of listeners[name]) listener(data);
  }

  /** After a gap nobody knows what was missed, so everything is asked for again. */
  function listen(): void {
    const events = new EventSource('/events');
    source = events;
    let gap = false;
    events.addEventListener('open', () => {
      for (const listener of connectionListeners) listener(true);
      if (gap) emit('library.changed', { signatures: null, moved: [] });
      gap = false;
    });
    events.addEventListener('error', () => {
      gap = true;
      for (const listener of connectionListeners) listener(false);
    });
    for (const name of EVENT_NAMES) {
      events.addEventListener(name, (event) => {
        const data = parse(event.data);
        if (isEventData(name, data)) emit(name, data);
      });
    }
  }

  async function call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Reply<Name>> {
    if (name === 'import.cancel' && 'job' in input) uploads.get(input.job)?.abort();
    const headers = { 'content-type': 'application/json' };
    const reply = await send(`/api/${name}`, { method: 'POST', headers, body: JSON.stringify(input) });
    if (!reply.ok) return reply;
    if (isReply<Name>(reply.value)) return reply.value;
    return fail({ kind: 'unexpected', message: 'The host answered with something else.', remedy: { kind: 'retry' } });
  }

  async function importFiles(given: DataTransfer | FileList, job: string): ReturnType<Bridge['importDrop']> {
    const files = await givenFiles(given);
    if (files.length === 0) return fail({ kind: 'bad-input', message: 'There are no files in what was dropped.' });
    const controller = new AbortController();
    uploads.set(job, controller);
    try {
      return await upload(job, files, controller.signal, (done) => {
        emit('import.progress', { job, phase: 'reading', done, total: files.length });
      });
    } finally {
      uploads.delete(job);
    }
  }

  return {
    host: 'web',
    call,
    on(name, listener) {
      if (!source) listen();
      listeners[name].add(listener);
      return () => {
        listeners[name].delete(listener);
      };
    },
    onConnection(listener) {
      connectionListeners.add(listener);
      return () => {
        connectionListeners.delete(listener);
      };
    },
    importDrop: importFiles,
    async openDialog(job, choice) {
      const files = await chooseFiles(choice);
      return files && importFiles(files, job);
    },
    chooseFolder: async () => null,
    share: () => {},
    showCommands: () => {},
    download(href, fileName) {
      const link = document.createElement('a');
      link.href = href;
      link.download = fileName;
      link.click();
    },
  };
}
