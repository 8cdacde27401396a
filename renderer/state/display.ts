/** How things are shown: the tab of the detail, folding, the frame that has the focus, the cheat sheet. */
import type { FrameJson } from '../../shared/render/json.ts';
import type { Slice } from './state.ts';

/** `crash` is what happened, whatever kind of report it is. Not every report has something for each. */
export const TABS = [
  'crash',
  'tree',
  'processes',
  'overview',
  'threads',
  'registers',
  'images',
  'reports',
  'raw',
] as const;
export type Tab = (typeof TABS)[number];

export interface DisplaySlice {
  readonly tab: Tab;
  readonly hideSystem: boolean;
  readonly cheatSheet: boolean;
  /** The frame that "Copy Frame" copies. */
  readonly focusedFrame: FrameJson | null;
  showTab(this: void, tab: Tab): void;
  toggleSystem(this: void): void;
  showCheatSheet(this: void, shown: boolean): void;
  focusFrame(this: void, frame: FrameJson | null): void;
}

export const displaySlice: Slice<DisplaySlice> = (set) => ({
  tab: 'crash',
  hideSystem: false,
  cheatSheet: false,
  focusedFrame: null,
  showTab(tab) {
    set({ tab });
  },
  toggleSystem() {
    set(({ hideSystem }) => ({ hideSystem: !hideSystem }));
  },
  showCheatSheet(cheatSheet) {
    set({ cheatSheet });
  },
  focusFrame(focusedFrame) {
    set({ focusedFrame });
  },
});
