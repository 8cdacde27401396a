/** The window of the settings alone: what it asks for at first, and what the host's events do to it. */
import type { Bridge } from '../bridge.ts';
import type { Store } from './store.ts';

/** @returns the function that disconnects it. */
export function startSettings(store: Store, bridge: Bridge): () => void {
  const { getState } = store;
  const stops = [
    bridge.on('settings.changed', () => {
      void getState().refreshSettings();
    }),
    bridge.on('settings.tab', ({ tab, unmapped }) => {
      store.setState({ settingsTab: tab, unmapped });
    }),
    bridge.on('library.changed', () => {
      void getState().refreshLibrary();
      if (getState().settingsTab === 'symbols') void getState().refreshPlaces();
      if (getState().settingsTab === 'sources') void getState().refreshSources();
    }),
    bridge.on('library.progress', (progress) => {
      getState().showCareProgress(progress);
    }),
    bridge.on('sync.changed', () => {
      void getState().refreshSync();
      void getState().refreshAccounts();
    }),
  ];
  store.setState({ settingsAlone: true });
  void getState().refreshLibrary();
  void getState().refreshSettings();
  void getState().refreshAccounts();
  void getState().refreshSync();
  return () => {
    for (const stop of stops) stop();
  };
}
