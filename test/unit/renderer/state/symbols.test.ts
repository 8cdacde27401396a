import { describe, expect, it } from 'vitest';
import { createAppStore, start } from '../../../../renderer/state/store.ts';
import type { SymbolPlace } from '../../../../shared/contract.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { memoryHost, settle } from '../host.ts';

function place(path: string): SymbolPlace {
  return { kind: 'added', path, exists: true, files: 0, looking: false, fault: null };
}

describe('the list of symbol folders', () => {
  it('is asked for when it is opened, and again when the library changes while it is open', async () => {
    let places = [place('/a')];
    const { bridge } = memoryHost([], { 'symbols.places': () => ok(places) });
    const store = createAppStore(bridge);
    const stop = start(store, bridge);
    await settle();
    expect(bridge.calls).not.toContain('symbols.places');
    store.getState().showPlaces(true);
    await settle();
    expect(store.getState().places).toEqual([place('/a')]);
    places = [{ ...place('/a'), files: 5 }];
    bridge.emit('library.changed', { signatures: [], moved: [] });
    await new Promise((resolve) => setTimeout(resolve, 250));
    await settle();
    expect(store.getState().places?.[0]?.files).toBe(5);
    stop();
  });

  it('takes what the host says after a change, and keeps the list when the host refuses', async () => {
    const { bridge } = memoryHost([], {
      'symbols.addPlace': ({ path }) =>
        path === '/a' ? ok([place('/a')]) : fail({ kind: 'not-found', message: 'There is no folder.' }),
      'symbols.removePlace': () => ok([]),
    });
    const store = createAppStore(bridge);
    const { addPlace, removePlace } = store.getState();
    expect(await addPlace('/a')).toBe(true);
    expect(await addPlace('/b')).toBe(false);
    expect(store.getState()).toMatchObject({ places: [place('/a')], placesFault: { message: 'There is no folder.' } });
    await removePlace('/a');
    expect(store.getState()).toMatchObject({ places: [], placesFault: null });
  });

  it('adds the folder that was chosen, and nothing when the dialog was dismissed', async () => {
    const { bridge } = memoryHost([], { 'symbols.addPlace': ({ path }) => ok([place(path)]) });
    const chosen: (string | null)[] = [null, '/chosen'];
    const store = createAppStore({ ...bridge, chooseFolder: async () => chosen.shift() ?? null });
    await store.getState().choosePlace();
    expect(store.getState().places).toBeNull();
    await store.getState().choosePlace();
    expect(store.getState().places).toEqual([place('/chosen')]);
  });
});

describe('a search for symbols', () => {
  it('runs once at a time and says what it came to', async () => {
    const { bridge } = memoryHost([], {
      'symbols.search': () => ok({ found: 1, missing: 0, spotlight: 'found', reason: null }),
    });
    const store = createAppStore(bridge);
    const { searchSymbols } = store.getState();
    await Promise.all([searchSymbols(['a']), searchSymbols(['a']), searchSymbols([])]);
    expect(bridge.calls).toEqual(['symbols.search']);
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['1 dSYM found']);
    expect(store.getState().searching).toBe(false);
  });

  it('and a file to reveal say when they fail', async () => {
    const { bridge } = memoryHost([]);
    const store = createAppStore(bridge);
    await store.getState().searchSymbols(['a']);
    await store.getState().revealSymbols('/a');
    expect(store.getState().notices.map(({ tone }) => tone)).toEqual(['fault', 'fault']);
  });
});
