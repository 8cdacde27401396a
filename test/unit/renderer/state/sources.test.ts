/** Places whose reports come by themselves, as the window keeps and words them. */
import { describe, expect, it } from 'vitest';
import { createAppStore, start } from '../../../../renderer/state/store.ts';
import { evidenceTime, lookWords, sourceStatus } from '../../../../renderer/words/sources.ts';
import type { ReportPlace } from '../../../../shared/contract.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { memoryHost, settle } from '../host.ts';

function place(part: Partial<ReportPlace> = {}): ReportPlace {
  const path = '/reports';
  return { kind: 'folder', path, exists: true, mode: 'all', looking: false, taken: 0, left: 0, fault: null, ...part };
}

describe('the list of sources', () => {
  it('takes what the host says after a change, and keeps the list when the host refuses', async () => {
    const { bridge } = memoryHost([], {
      'sources.addFolder': ({ path, inbox }) =>
        path === '/a'
          ? ok([place({ path, kind: inbox === true ? 'inbox' : 'folder' })])
          : fail({ kind: 'not-found', message: 'None.' }),
      'sources.removeFolder': () => ok([]),
    });
    const { getState } = createAppStore(bridge);
    expect(await getState().addSource('/a', true)).toBe(true);
    expect(await getState().addSource('/b', false)).toBe(false);
    expect(getState()).toMatchObject({ sources: [{ path: '/a', kind: 'inbox' }], sourcesFault: { message: 'None.' } });
    await getState().removeSource('/a');
    expect(getState()).toMatchObject({ sources: [], sourcesFault: null });
  });

  it('is asked for again while its tab is open', async () => {
    let taken = 1;
    const { bridge } = memoryHost([], { 'sources.list': () => ok([place({ taken })]) });
    const store = createAppStore(bridge);
    const stop = start(store, bridge);
    await settle();
    expect(bridge.calls).not.toContain('sources.list');
    store.setState({ settingsShown: true, settingsTab: 'sources' });
    taken = 5;
    bridge.emit('library.changed', { signatures: [], moved: [] });
    await new Promise((resolve) => setTimeout(resolve, 250));
    await settle();
    expect(store.getState().sources?.[0]?.taken).toBe(5);
    stop();
  });

  it('looks once at a time, and says what it came to', async () => {
    const { bridge } = memoryHost([], { 'sources.look': () => ok({ added: 2, duplicates: 1, places: [place()] }) });
    const store = createAppStore(bridge);
    await Promise.all([store.getState().lookAtSources(), store.getState().lookAtSources()]);
    expect(bridge.calls.filter((name) => name === 'sources.look')).toHaveLength(1);
    expect(store.getState()).toMatchObject({ sourcesLooking: false, sources: [place()] });
  });
});

describe('words', () => {
  it('say how a place stands', () => {
    expect(sourceStatus(place({ mode: 'off', taken: 3 }))).toBe('');
    expect(sourceStatus(place({ taken: 1 }))).toBe('1 file');
    expect(sourceStatus(place({ taken: 1200, left: 3 }))).toBe('1,200 files, 3 of other apps left alone');
    expect(sourceStatus(place({ exists: false }))).toBe('Not there');
    expect(sourceStatus(place({ kind: 'organizer', exists: false }))).toContain('Organizer');
    expect(sourceStatus(place({ fault: { kind: 'forbidden', message: 'macOS keeps it.' } }))).toBe('macOS keeps it.');
  });

  it('say what a look came to', () => {
    expect(lookWords({ added: 0, duplicates: 4, places: [] })).toBe('Nothing new');
    expect(lookWords({ added: 1, duplicates: 0, places: [] })).toBe('1 report added');
    expect(lookWords({ added: 2, duplicates: 3, places: [] })).toBe('2 reports added, 3 already there');
  });

  it('say over which time Apple counted', () => {
    const nothing = {
      devices: 1,
      devicesToday: null,
      points: [],
      byVersion: [],
      byOs: [],
      byDevice: [],
      byChannel: [],
    };
    expect(evidenceTime({ ...nothing, period: 'P1Y', refreshedAt: null })).toBe('over 1 year');
    expect(evidenceTime({ ...nothing, period: 'P2W', refreshedAt: null })).toBe('over 2 weeks');
    expect(evidenceTime({ ...nothing, period: 'lately', refreshedAt: null })).toBe('lately');
    expect(evidenceTime({ ...nothing, period: null, refreshedAt: null })).toBe('');
  });
});
