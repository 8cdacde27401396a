/** What the app does outside of its window when crashes come: notifications, the Dock's badge, the Dock's progress bar. */
import { app } from 'electron';
import { isEvent } from '../inbox/events.ts';
import type { EventBus } from '../inbox/events.ts';
import { countNewSignatures, dockBadge, followImports } from './dock.ts';
import { createNotifications, readSettings } from './notifications.ts';
import type { NewsApi } from './notifications.ts';
import type { MainWindow } from './window.ts';

/** Follows the library's events. `api` is null while no library is open. */
export function followNews(events: Pick<EventBus, 'subscribe'>, api: () => NewsApi | null, window: MainWindow): void {
  const fresh = countNewSignatures(dockBadge, async () => (await readSettings(api())).badge);
  const tell = createNotifications(api, window);
  const followImport = followImports({ show: (share) => window.current()?.setProgressBar(share) });
  events.subscribe((name, payload) => {
    if (isEvent('inbox.news', name, payload)) {
      fresh.add(payload);
      tell(payload);
    }
    if (isEvent('import.progress', name, payload)) followImport(payload);
    if (name === 'settings.changed') fresh.refresh();
  });
  app.on('browser-window-focus', () => fresh.look(true));
  app.on('browser-window-blur', () => fresh.look(false));
}
