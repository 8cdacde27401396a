/**
 * The renderer's only way out. Two transports stand behind one shape: the desktop's preload and the web host's HTTP.
 *
 * Nothing else in the renderer touches `window.faultline`, `fetch` or `EventSource`. Every answer is a `Result`; a
 * transport that fails answers with a fault, it never throws.
 */
import type { CommandState } from '../shared/command-state.ts';
import type { CallName, EventName, Events, ImportSummary, Input, Reply } from '../shared/contract.ts';
import type { Result } from '../shared/result.ts';
import { desktopBridge } from './transport/desktop.ts';
import { webBridge } from './transport/web.ts';

/** What a file dialog offers. Only the web host tells them apart: browsers cannot offer both at once. */
export type Choice = 'files' | 'folder';

/** The host, as the renderer sees it. */
export interface Bridge {
  readonly host: 'desktop' | 'web';
  /** Calls the host. */
  call<Name extends CallName>(name: Name, input: Input<Name>): Promise<Reply<Name>>;
  /** Listens to what the host pushes; answers with the function that stops it. */
  on<Name extends EventName>(name: Name, listener: (data: Events[Name]) => void): () => void;
  /** Whether the host can be heard. Never called where that cannot fail. */
  onConnection(listener: (connected: boolean) => void): () => void;
  /** Imports what was dropped or pasted. To be called in the event itself: the browser forgets the items after it. */
  importDrop(given: DataTransfer | FileList, job: string): Promise<Result<ImportSummary>>;
  /** Lets the user choose files and imports them; null when the dialog was dismissed. */
  openDialog(job: string, choice: Choice): Promise<Result<ImportSummary> | null>;
  /** Lets the user choose a folder; null when the dialog was dismissed, or where no dialog tells a path. */
  chooseFolder(): Promise<string | null>;
  /** Saves what waits at a path of the page's own origin. Never called where the host writes folders itself. */
  download(href: string, fileName: string): void;
  /** Offers a text in the system's share menu. Never called but by the desktop on a Mac. */
  share(text: string): void;
  /** Tells the host's menu bar how the commands stand; a browser has none. */
  showCommands(commands: readonly CommandState[]): void;
}

/** The bridge to the host that shows this window. */
export function connect(): Bridge {
  return window.faultline ? desktopBridge(window.faultline) : webBridge();
}
