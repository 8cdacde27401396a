/** The command palette: whether it is open, and what was chosen in it lately, kept by the browser between runs. */
import type { Slice } from './state.ts';

export interface PaletteSlice {
  readonly palette: boolean;
  /** Ids of commands, the last one first. */
  readonly recents: readonly string[];
  showPalette(this: void, shown: boolean): void;
  remember(this: void, command: string): void;
}

const KEY = 'faultline.palette';
const MOST = 6;

function readRecents(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function saveRecents(recents: readonly string[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(recents));
  } catch {
    // Private windows refuse; then they last as long as the window.
  }
}

export const paletteSlice: Slice<PaletteSlice> = (set, get) => ({
  palette: false,
  recents: readRecents(),

  showPalette(palette) {
    set({ palette });
  },

  remember(command) {
    const recents = [command, ...get().recents.filter((id) => id !== command)].slice(0, MOST);
    set({ recents });
    saveRecents(recents);
  },
});
