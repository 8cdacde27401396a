import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countNewSignatures, followImports } from '../../../../electron/desktop/dock.ts';

// The module shows its badge by way of Electron; what it counts needs none.
vi.mock('electron', () => ({ app: {} }));

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the badge', () => {
  function counting(wanted = true) {
    const shown: number[] = [];
    const state = { wanted };
    const fresh = countNewSignatures({ show: (count) => void shown.push(count) }, () => Promise.resolve(state.wanted));
    return { shown, state, fresh };
  }

  it('counts each new signature once, and no regression', async () => {
    const { shown, fresh } = counting();
    fresh.add({ fresh: ['a', 'b'], regressed: ['c'], quiet: false });
    await settled();
    fresh.add({ fresh: ['b'], regressed: [], quiet: false });
    await settled();
    expect(shown).toEqual([2]);
  });

  it('is cleared by looking, and counts nothing meanwhile', async () => {
    const { shown, fresh } = counting();
    fresh.add({ fresh: ['a'], regressed: [], quiet: false });
    await settled();
    fresh.look(true);
    fresh.add({ fresh: ['b'], regressed: [], quiet: false });
    await settled();
    fresh.look(false);
    await settled();
    expect(shown).toEqual([1, 0]);
  });

  it('counts no old files', async () => {
    const { shown, fresh } = counting();
    fresh.add({ fresh: ['a'], regressed: [], quiet: true });
    await settled();
    expect(shown).toEqual([]);
  });

  it('goes and comes with its setting', async () => {
    const { shown, state, fresh } = counting();
    fresh.add({ fresh: ['a'], regressed: [], quiet: false });
    await settled();
    state.wanted = false;
    fresh.refresh();
    await settled();
    state.wanted = true;
    fresh.refresh();
    await settled();
    expect(shown).toEqual([1, 0, 1]);
  });
});

describe('the progress bar', () => {
  function following() {
    const shown: number[] = [];
    const follow = followImports({ show: (share) => void shown.push(share) });
    const say = (done: number, total: number | null, job = 'job') => follow({ job, phase: 'reading', done, total });
    return { shown, say };
  }

  it('is for imports that take long', async () => {
    const { shown, say } = following();
    say(0, null);
    say(10, 100);
    expect(shown).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    say(50, 100);
    expect(shown).toEqual([0.5]);
  });

  it('has no length while files are counted', async () => {
    const { shown, say } = following();
    say(0, null);
    await vi.advanceTimersByTimeAsync(2000);
    say(0, null);
    expect(shown).toEqual([2]);
  });

  it('goes when all is done, when nothing more is heard, and when another job begins', async () => {
    const { shown, say } = following();
    say(0, 100);
    await vi.advanceTimersByTimeAsync(2000);
    say(100, 100);
    await vi.advanceTimersByTimeAsync(2000);
    expect(shown).toEqual([1, -1]);
    say(0, 100);
    await vi.advanceTimersByTimeAsync(2000);
    say(1, 100);
    await vi.advanceTimersByTimeAsync(6000);
    expect(shown.slice(2)).toEqual([0.01, -1]);
    say(0, 100, 'first');
    await vi.advanceTimersByTimeAsync(2000);
    say(5, 100, 'first');
    say(0, 10, 'second');
    expect(shown.slice(4)).toEqual([0.05, -1]);
  });
});
