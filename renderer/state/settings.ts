/**
 * Settings: a copy of what the host keeps, changed at once and taken back where the host refuses. They show in a window of
 * their own where the host has windows, else over this one.
 */
import type { Outputs, Settings, SettingsTab } from '../../shared/contract.ts';
import { DEFAULT_SETTINGS } from '../../shared/default-settings.ts';
import type { Slice } from './state.ts';

/** What became of a path under the path mappings. */
export type TriedPath = Outputs['editors.try'];

export interface SettingsSlice {
  readonly settings: Settings;
  /** Whether they were read: until then they are as by default. */
  readonly settingsKnown: boolean;
  readonly settingsShown: boolean;
  /** Whether this window shows nothing but them. */
  readonly settingsAlone: boolean;
  readonly settingsTab: SettingsTab;
  /** A folder of sources that is not on this computer: where a new path mapping begins. */
  readonly unmapped: string | null;
  refreshSettings(this: void): Promise<void>;
  /** Whether the host took it. */
  changeSettings(this: void, part: Partial<Settings>): Promise<boolean>;
  /** Without a tab, the one that was shown last. */
  showSettings(this: void, shown: boolean, tab?: SettingsTab): void;
  showSettingsTab(this: void, tab: SettingsTab): void;
  /** Null where it could not be tried. */
  tryPath(this: void, path: string): Promise<TriedPath | null>;
  /** How many people use each app, as far as somebody said. */
  refreshUsers(this: void): Promise<void>;
}

export const settingsSlice: Slice<SettingsSlice> = (set, get, bridge) => {
  function sortInbox({ sort }: Settings): void {
    const { view, settingsAlone, sortBy } = get();
    if (!settingsAlone && view.place === 'inbox' && view.sort !== sort) sortBy(sort);
  }

  return {
    settings: DEFAULT_SETTINGS,
    settingsKnown: false,
    settingsShown: false,
    settingsAlone: false,
    settingsTab: 'general',
    unmapped: null,

    async refreshSettings() {
      const { settings: before, settingsKnown: wasKnown } = get();
      const reply = await bridge.call('settings.read', {});
      if (!reply.ok) return;
      set({ settings: reply.value, settingsKnown: true });
      // Another window changed it: what is on screen here follows.
      if (wasKnown && reply.value.sort !== before.sort) sortInbox(reply.value);
    },

    async changeSettings(part) {
      const before = get().settings;
      // A command is only true once the user confirmed it to the host.
      const { editorCommand: _command, ...rest } = part;
      set(({ settings }) => ({ settings: { ...settings, ...rest } }));
      const reply = await bridge.call('settings.change', {
        ...part,
        ...(part.pathMappings === undefined ? {} : { pathMappings: [...part.pathMappings] }),
      });
      if (reply.ok) {
        set({ settings: reply.value, settingsKnown: true });
        if (part.sort !== undefined) sortInbox(reply.value);
        return true;
      }
      set({ settings: before });
      if (reply.fault.kind !== 'cancelled') get().notifyFault(reply.fault);
      return false;
    },

    showSettings(settingsShown, tab) {
      if (!settingsShown) {
        set({ settingsShown, keyFile: null, unmapped: null });
        return;
      }
      const settingsTab = tab ?? get().settingsTab;
      if (bridge.host === 'desktop' && !get().settingsAlone) {
        void bridge.call('settings.show', { tab: tab ?? null, unmapped: get().unmapped });
        return;
      }
      set({ settingsShown, settingsTab });
      void get().refreshAccounts();
    },

    showSettingsTab(settingsTab) {
      set({ settingsTab });
    },

    async tryPath(path) {
      const reply = await bridge.call('editors.try', { path });
      if (reply.ok) return reply.value;
      get().notifyFault(reply.fault);
      return null;
    },

    async refreshUsers() {
      const reply = await bridge.call('triage.words', {});
      if (reply.ok) set({ triageWords: reply.value });
    },
  };
};
