/**
 * The whole state of the window: one slice a file, put together in `store.ts`. Slices hold copies of what the host said
 * last, never truth: when the host says that something changed, they ask again.
 */
import type { Bridge } from '../bridge.ts';
import type { AccountSlice } from './accounts.ts';
import type { ClipboardSlice } from './clipboard.ts';
import type { CompareSlice } from './compare.ts';
import type { DetailSlice } from './detail.ts';
import type { OverviewSlice } from './detail-overview.ts';
import type { DisplaySlice } from './display.ts';
import type { ExportSlice } from './export.ts';
import type { FeedbackDetailSlice } from './feedback-detail.ts';
import type { FeedbackSlice } from './feedback.ts';
import type { FindSlice } from './find.ts';
import type { ImportSlice } from './imports.ts';
import type { InboxSlice } from './inbox.ts';
import type { CareSlice } from './library-care.ts';
import type { LibrarySlice } from './library.ts';
import type { LinkSlice } from './links.ts';
import type { NewsSlice } from './news.ts';
import type { NoticeSlice } from './notices.ts';
import type { PaletteSlice } from './palette.ts';
import type { SelectionSlice } from './selection.ts';
import type { SettingsSlice } from './settings.ts';
import type { SourceSlice } from './sources.ts';
import type { SymbolSlice } from './symbols.ts';
import type { SyncSlice } from './sync.ts';
import type { LookupSlice } from './triage-lookup.ts';
import type { TriageSlice } from './triage.ts';
import type { TypeSelectSlice } from './type-select.ts';
import type { UnreadSlice } from './unread.ts';
import type { ViewSlice } from './view.ts';
import type { SavedViewSlice } from './views.ts';

export type State = LibrarySlice &
  ViewSlice &
  FindSlice &
  SavedViewSlice &
  LinkSlice &
  InboxSlice &
  TypeSelectSlice &
  DetailSlice &
  OverviewSlice &
  CompareSlice &
  SelectionSlice &
  TriageSlice &
  LookupSlice &
  PaletteSlice &
  FeedbackSlice &
  FeedbackDetailSlice &
  AccountSlice &
  SettingsSlice &
  CareSlice &
  ExportSlice &
  SyncSlice &
  ClipboardSlice &
  ImportSlice &
  SymbolSlice &
  SourceSlice &
  UnreadSlice &
  NewsSlice &
  NoticeSlice &
  DisplaySlice;

/** Merges a part into the state; told a function, it sees the state as it stands. */
export type Set = (part: Partial<State> | ((state: State) => Partial<State>)) => void;
export type Get = () => State;

/** Makes one slice. */
export type Slice<Part> = (set: Set, get: Get, bridge: Bridge) => Part;
