/**
 * What no page may do in this app, whatever it is made to show. Each rule names the item of Electron's checklist that it
 * keeps; docs/security.md goes through the whole list.
 *
 * https://www.electronjs.org/docs/latest/tutorial/security
 */
import { app, session, shell } from 'electron';
import type { WebContents } from 'electron';
import { isOurs } from './page.ts';

/** Sites that a fault's “read more” may lead to, in the user's own browser. */
const readableHosts = new Set(['developer.apple.com', 'support.apple.com', 'github.com']);

/** Before the app is ready: for every page that will ever be made. */
export function confinePages(): void {
  // 4. Enable process sandboxing
  app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => confine(contents));
}

function confine(contents: WebContents): void {
  // 13. Disable or limit navigation
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isOurs(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  // 14. Disable or limit creation of new windows; 15. Do not use shell.openExternal with untrusted content
  contents.setWindowOpenHandler(({ url }) => {
    if (isReadable(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  // 12. Verify WebView options before creation: there are none
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Once the app is ready. 5. Handle session permission requests from remote content: only copying is needed. */
export function denyPermissions(): void {
  const { defaultSession } = session;
  const mayCopy = (permission: string, url: string): boolean =>
    permission === 'clipboard-sanitized-write' && isOurs(url);
  defaultSession.setPermissionRequestHandler((_contents, permission, decide, details) =>
    decide(details.isMainFrame && mayCopy(permission, details.requestingUrl)),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) => mayCopy(permission, origin));
  defaultSession.setDevicePermissionHandler(() => false);
}

function isReadable(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === 'https:' && parsed.username === '' && readableHosts.has(parsed.host);
}
