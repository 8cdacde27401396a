/** The store: all slices over one bridge, and what the host's events do to them. */
import { createStore } from 'zustand';
import type { StoreApi } from 'zustand';
import type { Bridge } from '../bridge.ts';
import { accountSlice } from './accounts.ts';
import { clipboardSlice } from './clipboard.ts';
import { compareSlice } from './compare.ts';
import { detailSlice } from './detail.ts';
import { overviewSlice } from './detail-overview.ts';
import { displaySlice } from './display.ts';
import { exportSlice } from './export.ts';
import { feedbackDetailSlice } from './feedback-detail.ts';
import { feedbackSlice } from './feedback.ts';
import { findSlice } from './find.ts';
import { importSlice } from './imports.ts';
import { inboxSlice } from './inbox.ts';
import { careSlice } from './library-care.ts';
import { librarySlice } from './library.ts';
import { linkSlice } from './links.ts';
import { newsSlice } from './news.ts';
import { noticeSlice } from './notices.ts';
import { paletteSlice } from './palette.ts';
import { selectionSlice } from './selection.ts';
import { settingsSlice } from './settings.ts';
import { sourceSlice } from './sources.ts';
import type { State } from './state.ts';
import { symbolSlice } from './symbols.ts';
import { syncSlice } from './sync.ts';
import { lookupSlice } from './triage-lookup.ts';
import { triageSlice } from './triage.ts';
import { typeSelectSlice } from './type-select.ts';
import { unreadSlice } from './unread.ts';
import { viewSlice } from './view.ts';
import { savedViewSlice } from './views.ts';

export type Store = StoreApi<State>;

/** Makes the store. It asks the host for nothing until `start`. */
export function createAppStore(bridge: Bridge): Store {
  return createStore<State>()((set, get) => ({
    ...librarySlice(set, get, bridge),
    ...viewSlice(set, get, bridge),
    ...findSlice(set, get, bridge),
    ...savedViewSlice(set, get, bridge),
    ...linkSlice(set, get, bridge),
    ...inboxSlice(set, get, bridge),
    ...typeSelectSlice(set, get, bridge),
    ...detailSlice(set, get, bridge),
    ...overviewSlice(set, get, bridge),
    ...compareSlice(set, get, bridge),
    ...selectionSlice(set, get, bridge),
    ...triageSlice(set, get, bridge),
    ...lookupSlice(set, get, bridge),
    ...paletteSlice(set, get, bridge),
    ...feedbackSlice(set, get, bridge),
    ...feedbackDetailSlice(set, get, bridge),
    ...accountSlice(set, get, bridge),
    ...settingsSlice(set, get, bridge),
    ...careSlice(set, get, bridge),
    ...exportSlice(set, get, bridge),
    ...syncSlice(set, get, bridge),
    ...clipboardSlice(set, get, bridge),
    ...importSlice(set, get, bridge),
    ...symbolSlice(set, get, bridge),
    ...sourceSlice(set, get, bridge),
    ...unreadSlice(set, get, bridge),
    ...newsSlice(set, get, bridge),
    ...noticeSlice(set, get, bridge),
    ...displaySlice(set, get, bridge),
  }));
}

/** During an import the host speaks often; the window answers at this pace (milliseconds). */
const PACE = 200;

/**
 * Connects the store with the host's events and asks for the first page.
 *
 * @param open shows what the window begins with, once the library is known; without it, the open crashes.
 * @returns the function that disconnects it.
 */
export function start(store: Store, bridge: Bridge, open?: () => Promise<void>): () => void {
  const { getState } = store;
  let refreshDue: ReturnType<typeof setTimeout> | null = null;
  let detailDue = false;
  let feedbackDetailDue = false;

  async function refresh(): Promise<void> {
    await getState().decided();
    refreshDue = null;
    const state = getState();
    void state.refreshLibrary();
    void state.refreshInbox();
    void state.refreshViews();
    if (state.view.place === 'unread') void state.refreshUnread();
    if (state.view.place === 'feedback') void state.refreshFeedback();
    if (state.view.place === 'compare') void state.refreshCompare();
    const inSettings = state.settingsShown && state.settingsTab === 'symbols';
    if (state.placesShown || inSettings) void state.refreshPlaces();
    if (state.settingsShown && state.settingsTab === 'sources') void state.refreshSources();
    if (detailDue) void state.refreshDetail();
    if (feedbackDetailDue) void state.refreshFeedbackDetail();
    detailDue = false;
    feedbackDetailDue = false;
  }

  const stops = [
    bridge.on('library.changed', ({ signatures, moved }) => {
      getState().followMoved(moved);
      getState().followSelection(moved);
      const { selected } = getState();
      detailDue ||= selected !== null && (signatures === null || signatures.includes(selected));
      refreshDue ??= setTimeout(() => void refresh(), PACE);
    }),
    bridge.on('feedback.changed', ({ ids }) => {
      const { feedbackSelected } = getState();
      feedbackDetailDue ||= feedbackSelected !== null && (ids === null || ids.includes(feedbackSelected));
      refreshDue ??= setTimeout(() => void refresh(), PACE);
    }),
    bridge.on('sync.changed', () => {
      void getState().refreshSync();
    }),
    bridge.on('settings.changed', () => {
      void getState().refreshSettings();
    }),
    bridge.on('library.progress', (progress) => {
      getState().showCareProgress(progress);
    }),
    bridge.on('export.progress', (progress) => {
      getState().showExportProgress(progress);
    }),
    bridge.on('import.progress', (progress) => {
      getState().showProgress(progress);
    }),
    bridge.on('import.finished', (summary) => {
      void getState().finishImport(summary);
    }),
    bridge.on('symbols.arrived', ({ crashes }) => {
      getState().announceSymbols(crashes);
    }),
    bridge.on('inbox.news', (news) => {
      getState().tellNews(news);
    }),
    bridge.on('window.open', ({ signature, report }) => {
      void getState().reveal(signature, report);
    }),
    bridge.onConnection((connected) => {
      store.setState({ connected });
    }),
  ];
  const known = Promise.all([getState().refreshLibrary(), getState().refreshSettings()]);
  if (open) void known.then(open);
  else void getState().openView();
  void getState().refreshViews();
  void getState().refreshAccounts();
  void getState().refreshSync();
  return () => {
    if (refreshDue !== null) clearTimeout(refreshDue);
    for (const stop of stops) stop();
  };
}
