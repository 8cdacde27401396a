/**
 * Notifications of the system for crashes that came while nobody looked: new ones and regressions, several as one. A click
 * leads to the worst of them. macOS asks for permission as the first is shown, which is when it is of use.
 */
import { Notification } from 'electron';
import type { Api, Events, Settings } from '../../shared/contract.ts';
import { DEFAULT_SETTINGS } from '../../shared/default-settings.ts';
import { createNewsDesk } from '../../shared/news-desk.ts';
import type { NewsText } from '../../shared/news.ts';
import type { MainWindow } from './window.ts';

export type NewsApi = Pick<Api, 'settings.read' | 'news.words'>;

/** What the user set; the defaults while no library is open to say. */
export async function readSettings(api: NewsApi | null): Promise<Settings> {
  const reply = await api?.['settings.read']({});
  return reply?.ok === true ? reply.value : DEFAULT_SETTINGS;
}

/** Some systems drop a notification, and its click with it, once nothing refers to it. */
const shown = new Set<Notification>();
/** Who did not click among so many will not click any more. */
const MOST_SHOWN = 20;

function notify({ title, body, signature }: NewsText, window: MainWindow): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  const [oldest] = shown;
  if (oldest !== undefined && shown.size >= MOST_SHOWN) shown.delete(oldest);
  shown.add(notification);
  notification.on('click', () => {
    shown.delete(notification);
    window.show();
    window.send('window.open', { signature, report: null });
  });
  notification.show();
}

/**
 * Takes the library's news. Whoever looks at the window is told by its page instead.
 *
 * @param api of the library that is open, null while there is none.
 */
export function createNotifications(
  api: () => NewsApi | null,
  window: MainWindow,
): (news: Events['inbox.news']) => void {
  return createNewsDesk({
    later: (run, milliseconds) => void setTimeout(run, milliseconds).unref(),
    wanted: async () => {
      const { notifyNew, notifyRegressed } = await readSettings(api());
      return { fresh: notifyNew, regressed: notifyRegressed };
    },
    words: async (news) => {
      const reply = await api()?.['news.words']({ fresh: [...news.fresh], regressed: [...news.regressed] });
      return reply?.ok === true ? reply.value : null;
    },
    tell: (text) => {
      if (window.current()?.isFocused() !== true) notify(text, window);
    },
  });
}
