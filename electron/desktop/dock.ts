/**
 * The Dock's badge, which counts signatures that are news and that nobody has looked at, and its progress bar for imports
 * that take a while. Looking clears the badge; a setting turns it off.
 */
import { app } from 'electron';
import type { Events } from '../../shared/contract.ts';

/** Where a number can be shown on the app's icon. */
export interface Badge {
  show(count: number): void;
}

/** On macOS, and where a Linux desktop has Unity's launcher API. 0 removes it. */
export const dockBadge: Badge = { show: (count) => void app.setBadgeCount(count) };

export interface NewSignatures {
  /** Somebody looks, or no longer does. */
  look(looking: boolean): void;
  /** News came. Quiet ones, of old files that somebody imports, do not count. */
  add(news: Events['inbox.news']): void;
  /** Settings changed. */
  refresh(): void;
}

/** Counts from nothing. `wanted` says whether the user wants a badge. */
export function countNewSignatures(badge: Badge, wanted: () => Promise<boolean>): NewSignatures {
  const unseen = new Set<string>();
  let looking = false;
  let shown = 0;

  async function update(): Promise<void> {
    const count = unseen.size > 0 && (await wanted()) ? unseen.size : 0;
    if (count === shown) return;
    shown = count;
    badge.show(count);
  }

  return {
    look(now) {
      looking = now;
      if (!now) return;
      unseen.clear();
      void update();
    },
    add({ fresh, quiet }) {
      if (quiet || looking) return;
      for (const id of fresh) unseen.add(id);
      void update();
    },
    refresh() {
      void update();
    },
  };
}

/** Where a share can be shown on the app's icon: 0…1, 2 for work without an end in sight, -1 for none. */
export interface ProgressBar {
  show(share: number): void;
}

/** Milliseconds: shorter work needs no bar; and how long nothing is heard of a job before it counts as done. */
const LONG = 1500;
const SILENCE = 5000;

/** Shows how far imports have come, once one takes long. */
export function followImports(
  bar: ProgressBar,
  clock: () => number = Date.now,
): (progress: Events['import.progress']) => void {
  let job: string | null = null;
  let since = 0;
  let silence: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(silence);
    if (job !== null) bar.show(-1);
    job = null;
  };
  return (progress) => {
    if (progress.job !== job) {
      end();
      job = progress.job;
      since = clock();
    }
    const { done, total } = progress;
    clearTimeout(silence);
    silence = setTimeout(end, SILENCE);
    silence.unref();
    if (clock() - since < LONG) return;
    bar.show(total === null || total === 0 ? 2 : Math.min(1, done / total));
    // Symbols may follow the reports; where none do, nothing more is heard.
    if (total !== null && done >= total) {
      clearTimeout(silence);
      silence = setTimeout(end, LONG);
      silence.unref();
    }
  };
}
