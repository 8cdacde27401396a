/**
 * Collects what the system asks to open from the first moment on: on a cold launch by a double-click, macOS sends
 * `open-file` before the app is ready.
 *
 * https://www.electronjs.org/docs/latest/api/app#event-open-file-macos
 */
import { app } from 'electron';
import { createOpenRequests, requestOf } from './open-requests.ts';
import type { OpenRequest, OpenRequests } from './open-requests.ts';

/** What this launch's own command line asks for. */
export function requestOfLaunch(): OpenRequest {
  return requestOf(process.argv, process.cwd(), app.isPackaged ? 1 : 2);
}

export function collectOpenRequests(): OpenRequests {
  const requests = createOpenRequests();
  app.on('open-file', (event, path) => {
    event.preventDefault();
    requests.add({ paths: [path], links: [] });
  });
  app.on('open-url', (event, link) => {
    event.preventDefault();
    requests.add({ paths: [], links: [link] });
  });
  requests.add(requestOfLaunch());
  return requests;
}
