import { beforeEach, describe, expect, it } from 'vitest';
import { createNewsDesk, FIRST, NEXT } from '../../../shared/news-desk.ts';
import type { Wanted } from '../../../shared/news-desk.ts';

interface Desk {
  /** What was told: ids as words. */
  readonly told: string[];
  readonly news: ReturnType<typeof createNewsDesk>;
  wanted: Wanted;
  pass(milliseconds: number): Promise<void>;
}

/** A desk on a clock of its own. */
function openDesk(): Desk {
  let now = 0;
  let due: { readonly at: number; readonly run: () => void }[] = [];
  const desk: Desk = {
    told: [],
    wanted: { fresh: true, regressed: true },
    news: createNewsDesk({
      later: (run, milliseconds) => void due.push({ at: now + milliseconds, run }),
      wanted: () => Promise.resolve(desk.wanted),
      words: ({ fresh, regressed }) => {
        const ids = [...fresh, ...regressed];
        return Promise.resolve(ids[0] === 'gone' ? null : { title: ids.join(' '), body: '', signature: ids[0] ?? '' });
      },
      tell: ({ title }) => void desk.told.push(title),
    }),
    async pass(milliseconds) {
      now += milliseconds;
      const ripe = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      for (const { run } of ripe) run();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  return desk;
}

describe('news', () => {
  let desk = openDesk();
  beforeEach(() => {
    desk = openDesk();
  });

  const fresh = (...ids: string[]) => desk.news({ fresh: ids, regressed: [], quiet: false });

  it('that come together are told as one', async () => {
    fresh('a');
    fresh('b');
    desk.news({ fresh: [], regressed: ['c'], quiet: false });
    fresh('a');
    expect(desk.told).toEqual([]);
    await desk.pass(FIRST);
    expect(desk.told).toEqual(['a b c']);
  });

  it('that come soon after wait, and are told as one, too', async () => {
    fresh('a');
    await desk.pass(FIRST);
    fresh('b');
    await desk.pass(FIRST);
    fresh('c');
    expect(desk.told).toEqual(['a']);
    await desk.pass(NEXT);
    expect(desk.told).toEqual(['a', 'b c']);
  });

  it('are told soon again after a rest in which nothing came', async () => {
    fresh('a');
    await desk.pass(FIRST);
    await desk.pass(NEXT);
    fresh('b');
    await desk.pass(FIRST);
    expect(desk.told).toEqual(['a', 'b']);
  });

  it('that are quiet are not told', async () => {
    desk.news({ fresh: ['old'], regressed: [], quiet: true });
    await desk.pass(FIRST + NEXT);
    expect(desk.told).toEqual([]);
  });

  it('that nobody wants are dropped, each kind by itself', async () => {
    desk.wanted = { fresh: false, regressed: true };
    desk.news({ fresh: ['a'], regressed: ['b'], quiet: false });
    await desk.pass(FIRST);
    expect(desk.told).toEqual(['b']);
    desk = openDesk();
    desk.wanted = { fresh: false, regressed: false };
    fresh('a');
    await desk.pass(FIRST);
    expect(desk.told).toEqual([]);
  });

  it('of what is gone meanwhile are not told, and hold nothing up', async () => {
    fresh('gone');
    await desk.pass(FIRST);
    fresh('a');
    await desk.pass(FIRST);
    expect(desk.told).toEqual(['a']);
  });
});
