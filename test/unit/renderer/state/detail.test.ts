import { describe, expect, it, vi } from 'vitest';
import { createAppStore } from '../../../../renderer/state/store.ts';
import { fail } from '../../../../shared/result.ts';
import { memoryHost, row, settle } from '../host.ts';

describe('the selected signature', () => {
  it('shows its newest report', async () => {
    const { bridge } = memoryHost([row({ id: 'a' })]);
    const { getState } = createAppStore(bridge);
    getState().select('a');
    await settle();
    expect(getState().report?.id).toBe('a-newest');
  });

  it('keeps the report that is being read when a newer one comes in', async () => {
    const host = memoryHost([row({ id: 'a' })]);
    const { getState } = createAppStore(host.bridge);
    getState().select('a');
    await settle();
    host.newest.set('a', 'a-later');
    await getState().refreshDetail();
    expect(getState().report?.id).toBe('a-newest');
  });

  it('shows the report that was asked for, even when the library changes before it is there', async () => {
    const { bridge } = memoryHost([row({ id: 'a' }), row({ id: 'b' })]);
    const { getState } = createAppStore(bridge);
    getState().select('a');
    await settle();
    getState().select('b', 'b-older');
    await getState().refreshDetail();
    await settle();
    expect(getState().report?.id).toBe('b-older');
    getState().select('a');
    getState().followMoved([['a', 'b']]);
    await settle();
    expect(getState().report?.id).toBe('b-newest');
  });

  it('follows its group when that becomes part of another, with the same report', async () => {
    const { bridge } = memoryHost([row({ id: 'addresses' }), row({ id: 'named' })]);
    const { getState } = createAppStore(bridge);
    getState().select('addresses');
    await settle();
    const reading = getState().report?.id;
    getState().followMoved([['addresses', 'named']]);
    await settle();
    expect(getState().selected).toBe('named');
    expect(getState().report?.id).toBe(reading);
  });

  it('stays where it is when other groups move', async () => {
    const { bridge } = memoryHost([row({ id: 'a' }), row({ id: 'b' }), row({ id: 'c' })]);
    const { getState } = createAppStore(bridge);
    getState().select('a');
    await settle();
    getState().followMoved([['b', 'c']]);
    expect(getState().selected).toBe('a');
  });

  it('falls back to the newest report when the one on screen is gone', async () => {
    const good = memoryHost([row({ id: 'a' })]);
    const { bridge } = memoryHost([row({ id: 'a' })], {
      'report.detail': async (input) =>
        input.id === 'gone'
          ? fail({ kind: 'not-found', message: 'It is gone.' })
          : good.bridge.call('report.detail', input),
    });
    const { getState } = createAppStore(bridge);
    getState().select('a', 'gone');
    await settle();
    expect(getState().report?.id).toBe('a-newest');
  });

  it('says why when it cannot be read', async () => {
    const { bridge } = memoryHost([]);
    const { getState } = createAppStore(bridge);
    getState().select('nobody');
    await settle();
    expect(getState().detailFault?.message).toBe('It is gone.');
    expect(getState().report).toBeNull();
  });

  it('counts as seen after a glance, not in passing', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const host = memoryHost([row({ id: 'a', seen: false }), row({ id: 'b', seen: false })]);
      const { getState } = createAppStore(host.bridge);
      getState().select('a');
      await settle();
      vi.advanceTimersByTime(300);
      getState().select('b');
      await settle();
      vi.advanceTimersByTime(1000);
      await settle();
      expect(host.rows.map(({ seen }) => seen)).toEqual([false, true]);
    } finally {
      vi.useRealTimers();
    }
  });
});
