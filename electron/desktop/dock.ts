/**
 * The Dock's badge: how many signatures are new since somebody last looked at the window. Looking clears it.
 * The count is ours to keep, since the library knows no “last looked”.
 */
import { app } from 'electron';

/** Where a number can be shown on the app's icon. */
export interface Badge {
  show(count: number): void;
}

/** On macOS, and where a Linux desktop has Unity's launcher API. 0 removes it. */
export const dockBadge: Badge = { show: (count) => void app.setBadgeCount(count) };

export interface NewSignatures {
  /** Somebody looks, or no longer does. */
  look(looking: boolean): void;
  /** The library changed: it is asked again, soon and once, however often it says so meanwhile. */
  changed(): void;
  /** The library is about to close. */
  end(): void;
}

const soonMilliseconds = 300;

/**
 * Counts from what the library holds at first.
 *
 * @param signatures how many the library holds; null while it cannot say.
 */
export function countNewSignatures(badge: Badge, signatures: () => Promise<number | null>): NewSignatures {
  let looking = false;
  let known: number | null = null;
  let ended = false;
  let soon: NodeJS.Timeout | undefined;
  const count = async (): Promise<void> => {
    soon = undefined;
    if (ended) return;
    const now = await signatures();
    if (now === null) return;
    if (looking || known === null) known = now;
    badge.show(Math.max(0, now - known));
  };
  void count();
  return {
    look(now) {
      looking = now;
      void count();
    },
    changed() {
      if (!ended) soon ??= setTimeout(() => void count(), soonMilliseconds);
    },
    end() {
      ended = true;
      clearTimeout(soon);
    },
  };
}
