/**
 * News that come while the window is open: a quiet line for who looks at it, a notification of the browser for who does
 * not. On the desktop the host has notifications of its own. Permission is asked for when there first is something to tell.
 */
import { createNewsDesk } from '../../shared/news-desk.ts';
import type { Events } from '../../shared/contract.ts';
import type { NewsText } from '../../shared/news.ts';
import type { Slice } from './state.ts';

export interface NewsSlice {
  tellNews(this: void, news: Events['inbox.news']): void;
}

/** What the browser allows; `denied` also where it has no notifications. */
function permission(): NotificationPermission {
  return 'Notification' in globalThis ? Notification.permission : 'denied';
}

export const newsSlice: Slice<NewsSlice> = (_, get, bridge) => {
  /** Once a window: who said nothing to it is not asked again. */
  let asked = false;

  function notify({ title, body, signature }: NewsText): void {
    const notification = new Notification(title, { body, tag: 'faultline-news' });
    notification.addEventListener('click', () => {
      window.focus();
      notification.close();
      void get().reveal(signature);
    });
  }

  /** A browser shows its question only after a click, so the question begins with ours. */
  function offerNotifications(): void {
    asked = true;
    get().notify('Faultline can tell you of new reports while you look at something else.', {
      label: 'Notify Me',
      run: () => void Notification.requestPermission(),
    });
  }

  const desk = createNewsDesk({
    later: (run, milliseconds) => void setTimeout(run, milliseconds),
    wanted: async () => {
      const reply = await bridge.call('settings.read', {});
      if (!reply.ok) return { fresh: true, regressed: true };
      return { fresh: reply.value.notifyNew, regressed: reply.value.notifyRegressed };
    },
    words: async ({ fresh, regressed }) => {
      const reply = await bridge.call('news.words', { fresh: [...fresh], regressed: [...regressed] });
      return reply.ok ? reply.value : null;
    },
    tell: (text) => {
      const looking = document.hasFocus();
      if (bridge.host === 'desktop' && !looking) return;
      if (!looking && permission() === 'granted') {
        notify(text);
        return;
      }
      // Who looks at it already knows.
      if (!looking || get().selected !== text.signature) {
        get().notify(text.title, { label: 'Show', run: () => void get().reveal(text.signature) });
      }
      if (!looking && !asked && permission() === 'default') offerNotifications();
    },
  });

  return {
    tellNews(news) {
      desk(news);
    },
  };
};
