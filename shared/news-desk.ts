/**
 * Gathers news until there is enough quiet to tell them as one: crashes come one by one, notifications must not. Pure but
 * for the clock, which its host brings.
 */
import type { Events } from './contract.ts';
import type { NewsText } from './news.ts';

type News = Events['inbox.news'];

/** Which news the user wants to hear of. */
export interface Wanted {
  readonly fresh: boolean;
  readonly regressed: boolean;
}

export interface NewsDeskOptions {
  /** Calls back once. */
  readonly later: (run: () => void, milliseconds: number) => void;
  readonly wanted: () => Promise<Wanted>;
  /** Null where nothing of it is there any more. */
  readonly words: (news: Pick<News, 'fresh' | 'regressed'>) => Promise<NewsText | null>;
  readonly tell: (text: NewsText) => void;
}

/** Milliseconds: after the first of them; and from one telling to the next, so that a long synchronisation is no drum. */
export const FIRST = 2500;
export const NEXT = 60_000;
/** As many as one question may name. */
const MOST = 10_000;

/** What takes news. Quiet ones are dropped. */
export function createNewsDesk(options: NewsDeskOptions): (news: News) => void {
  const fresh = new Set<string>();
  const regressed = new Set<string>();
  let due = false;
  let resting = false;

  async function tell(): Promise<void> {
    due = false;
    const wanted = await options.wanted();
    const news = {
      fresh: wanted.fresh ? [...fresh].slice(0, MOST) : [],
      regressed: wanted.regressed ? [...regressed].slice(0, MOST) : [],
    };
    fresh.clear();
    regressed.clear();
    if (news.fresh.length === 0 && news.regressed.length === 0) return;
    const text = await options.words(news);
    if (text === null) return;
    options.tell(text);
    resting = true;
    options.later(() => {
      resting = false;
      if (fresh.size > 0 || regressed.size > 0) void tell();
    }, NEXT);
  }

  return (news) => {
    if (news.quiet) return;
    for (const id of news.fresh) fresh.add(id);
    for (const id of news.regressed) regressed.add(id);
    if (due || resting) return;
    due = true;
    options.later(() => void tell(), FIRST);
  };
}
