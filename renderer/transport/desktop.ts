/** The desktop's transport: what the preload exposes as `window.faultline`. Files cross as paths, never as bytes. */
import type { CommandState } from '../../shared/command-state.ts';
import type { CallName, EventName, Events, ImportSummary, Input, Reply } from '../../shared/contract.ts';
import { fail, messageOf } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Bridge } from '../bridge.ts';

/** What the preload exposes to the page. */
export interface DesktopHost {
  readonly host: 'desktop';
  call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Reply<Name>>;
  on<Name extends EventName>(name: Name, listener: (data: Events[Name]) => void): () => void;
  /** Paths of files that were dropped; files without one are left out. */
  pathsForFiles(files: readonly File[]): readonly string[];
  /** The system's open panel, for files and folders alike; empty when it was dismissed. */
  openDialog(): Promise<readonly string[]>;
  /** Offers a text in the system's share menu. */
  share(text: string): Promise<unknown>;
  /** Tells the menu bar how the window's commands stand. */
  showCommands(commands: readonly CommandState[]): Promise<unknown>;
}

declare global {
  interface Window {
    readonly faultline?: DesktopHost;
  }
}

const NOTHING_ON_DISK = 'What was dropped is not a file on this computer. Save it first, then drop the file.';

/** The bridge over the preload's functions. */
export function desktopBridge(host: DesktopHost): Bridge {
  async function call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Reply<Name>> {
    try {
      return await host.call(name, input);
    } catch (thrown) {
      return fail({
        kind: 'unexpected',
        message: 'Faultline could not do this.',
        detail: messageOf(thrown),
        remedy: { kind: 'retry' },
      });
    }
  }

  async function importPaths(job: string, paths: readonly string[]): Promise<Result<ImportSummary>> {
    return call('import.paths', { job, paths: [...paths] });
  }

  return {
    host: 'desktop',
    call,
    on: (name, listener) => host.on(name, listener),
    onConnection: () => () => {},
    async importDrop(given, job) {
      const files = [...('files' in given ? given.files : given)];
      const paths = host.pathsForFiles(files);
      return paths.length === 0 ? fail({ kind: 'bad-input', message: NOTHING_ON_DISK }) : importPaths(job, paths);
    },
    async openDialog(job) {
      const paths = await host.openDialog();
      return paths.length === 0 ? null : importPaths(job, paths);
    },
    download: () => {},
    share: (text) => void host.share(text),
    showCommands: (commands) => void host.showCommands(commands),
    async chooseFolder() {
      const [path] = await host.openDialog();
      return path ?? null;
    },
  };
}
