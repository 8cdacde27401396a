/**
 * Opens what the system asked for: imports the files, of which the window then says what they became, or goes where a link
 * leads. What comes to nothing says so in a dialog, since there is nothing to show in the window.
 */
import { randomUUID } from 'node:crypto';
import { dialog } from 'electron';
import type { Api } from '../../shared/contract.ts';
import type { Fault } from '../../shared/result.ts';
import { noteRecent } from './recent.ts';
import { targetOf } from './open-requests.ts';
import type { OpenRequest } from './open-requests.ts';
import type { MainWindow } from './window.ts';

export async function openRequest(request: OpenRequest, api: Api, window: MainWindow): Promise<void> {
  window.show();
  if (request.paths.length > 0) await openPaths(request.paths, api, window);
  for (const link of request.links) await openLink(link, api, window);
}

async function openPaths(paths: string[], api: Api, window: MainWindow): Promise<void> {
  noteRecent(paths);
  const result = await api['import.paths']({ job: randomUUID(), paths });
  if (result.ok) window.send('import.finished', result.value);
  else await say(result.fault.message, window);
}

async function openLink(link: string, api: Api, window: MainWindow): Promise<void> {
  const target = targetOf(link);
  const faultOrPlace = target === null ? noTarget : await placeOf(target, api);
  if ('message' in faultOrPlace) await say(faultOrPlace.message, window);
  else window.send('window.open', faultOrPlace);
}

async function placeOf(
  { kind, id }: { readonly kind: 'signature' | 'report'; readonly id: string },
  api: Api,
): Promise<Fault | { readonly signature: string; readonly report: string | null }> {
  if (kind === 'signature') {
    const detail = await api['signature.detail']({ id });
    return detail.ok ? { signature: detail.value.row.id, report: null } : detail.fault;
  }
  const detail = await api['report.detail']({ id });
  return detail.ok ? { signature: detail.value.signature, report: id } : detail.fault;
}

const noTarget: Fault = { kind: 'bad-input', message: 'This link does not lead to a report.' };

async function say(message: string, window: MainWindow): Promise<void> {
  const parent = window.current();
  const options = { type: 'info', message } as const;
  await (parent === null ? dialog.showMessageBox(options) : dialog.showMessageBox(parent, options));
}
