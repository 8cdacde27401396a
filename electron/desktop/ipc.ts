/**
 * The contract over Electron's IPC: one handler for all calls, one channel for all events. Only the main frame of our own
 * page is heard; inputs are checked by the API; faults cross as values.
 *
 * https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages
 */
import { BrowserWindow, dialog, ipcMain, ShareMenu } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { fail } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { readCommandStates } from '../../shared/command-state.ts';
import type { CommandState } from '../../shared/command-state.ts';
import { callChannel, commandsChannel, eventChannel, openDialogChannel, shareChannel } from './channels.ts';
import { isOurs } from './page.ts';

export type Call = (name: string, input: unknown) => Promise<Result<unknown>>;

/** Answers the page's calls from now on. */
export function answerCalls(call: Call): void {
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown): Promise<Result<unknown>> | Result<unknown> => {
    if (!isFromPage(event)) return fail({ kind: 'forbidden', message: 'Only Faultline’s own window may ask this.' });
    if (typeof name !== 'string') return fail({ kind: 'bad-input', message: 'A call has a name.' });
    return call(name, input);
  });
}

/** The system's open panel, over the window that asks. Paths; none when it was dismissed. */
export function answerOpenDialog(): void {
  ipcMain.handle(openDialogChannel, async (event): Promise<readonly string[]> => {
    const window = isFromPage(event) ? BrowserWindow.fromWebContents(event.sender) : null;
    if (window === null) return [];
    // Elsewhere than on a Mac, a panel chooses either files or folders.
    const folders = process.platform === 'darwin' ? (['openDirectory'] as const) : [];
    const { canceled, filePaths } = await dialog.showOpenDialog(window, {
      message: 'Choose reports, dSYMs, archives or folders of these.',
      properties: ['openFile', 'multiSelections', ...folders],
    });
    return canceled ? [] : filePaths;
  });
}

/** Hears how the window's commands stand. */
export function hearCommands(show: (commands: readonly CommandState[]) => void): void {
  ipcMain.handle(commandsChannel, (event, commands: unknown): void => {
    if (isFromPage(event)) show(readCommandStates(commands));
  });
}

/** Characters: what is shared goes into a message or a note. */
const LONGEST = 4_000_000;

/** The system's share menu, over the window that asks. Only macOS has one. */
export function answerShare(): void {
  ipcMain.handle(shareChannel, (event, text: unknown): void => {
    const window = isFromPage(event) ? BrowserWindow.fromWebContents(event.sender) : null;
    if (window === null || process.platform !== 'darwin') return;
    if (typeof text !== 'string' || text === '' || text.length > LONGEST) return;
    new ShareMenu({ texts: [text] }).popup({ window });
  });
}

/** Pushes an event to a window's page. */
export function sendEvent(window: BrowserWindow, name: string, payload: unknown): void {
  if (!window.isDestroyed()) window.webContents.send(eventChannel, name, payload);
}

/** A frame that went away since it asked has no `senderFrame`; a main frame has no parent. */
function isFromPage({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOurs(senderFrame.url);
}
