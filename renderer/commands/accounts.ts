/** Commands around App Store Connect: the settings, a new account, synchronisation. */
import type { Command } from './registry.ts';

export const ACCOUNT_COMMANDS: readonly Command[] = [
  {
    id: 'accounts.sync',
    title: 'Sync Now',
    group: 'File',
    keys: ['r'],
    enabled: ({ accounts, sync }) => (accounts?.length ?? 0) > 0 && sync?.running !== true,
    run: (state) => void state.syncNow(),
  },
  {
    id: 'accounts.add',
    title: 'Add Account…',
    group: 'File',
    keys: [],
    enabled: () => true,
    run: (state) => state.addAccount(),
  },
  {
    id: 'app.settings',
    title: 'Settings…',
    group: 'File',
    keys: ['mod+,'],
    enabled: () => true,
    run: (state) => state.showSettings(!state.settingsShown),
  },
];
