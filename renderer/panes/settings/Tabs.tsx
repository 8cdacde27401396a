/** The settings themselves, in tabs: the same in a dialog and in a window of their own. What is changed applies at once. */
import { Bell, BookOpen, Code, Hand, Inbox, KeyRound, LibraryBig, SlidersHorizontal } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { SettingsTab } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { Accounts } from './Accounts.tsx';
import { Editors } from './Editors.tsx';
import { General } from './General.tsx';
import { Library } from './Library.tsx';
import { Notifications } from './Notifications.tsx';
import { Privacy } from './Privacy.tsx';
import { Sources } from './Sources.tsx';
import { Symbols } from './Symbols.tsx';
import styles from './Tabs.module.css';

interface Tab {
  readonly name: SettingsTab;
  readonly label: string;
  readonly icon: ReactNode;
  readonly content: ReactNode;
  /** Fills the tab to its edges. */
  readonly wide?: boolean;
}

const icon = { size: 19, strokeWidth: 1.5, 'aria-hidden': true } as const;

const TABS: readonly Tab[] = [
  { name: 'general', label: 'General', icon: <SlidersHorizontal {...icon} />, content: <General /> },
  { name: 'sources', label: 'Sources', icon: <Inbox {...icon} />, content: <Sources /> },
  { name: 'symbols', label: 'Symbols', icon: <BookOpen {...icon} />, content: <Symbols /> },
  { name: 'accounts', label: 'Accounts', icon: <KeyRound {...icon} />, content: <Accounts />, wide: true },
  { name: 'editors', label: 'Editors', icon: <Code {...icon} />, content: <Editors /> },
  { name: 'notifications', label: 'Notifications', icon: <Bell {...icon} />, content: <Notifications /> },
  { name: 'privacy', label: 'Privacy', icon: <Hand {...icon} />, content: <Privacy /> },
  { name: 'library', label: 'Library', icon: <LibraryBig {...icon} />, content: <Library /> },
];

function isTab(name: string): name is SettingsTab {
  return TABS.some((tab) => tab.name === name);
}

export function SettingsTabs({ close }: { readonly close?: ReactNode }): ReactNode {
  const tab = useApp((state) => state.settingsTab);
  const showSettingsTab = useApp((state) => state.showSettingsTab);
  const refreshSettings = useApp((state) => state.refreshSettings);
  useEffect(() => void refreshSettings(), [refreshSettings]);
  return (
    <Tabs.Root
      className={styles['root']}
      value={tab}
      onValueChange={(name) => {
        if (isTab(name)) showSettingsTab(name);
      }}
    >
      <header className={styles['head']}>
        <h1 className={styles['title']}>{TABS.find(({ name }) => name === tab)?.label}</h1>
        {close}
        <Tabs.List className={styles['tabs']} aria-label="Settings">
          {TABS.map(({ name, label, icon: picture }) => (
            <Tabs.Trigger key={name} value={name} className={styles['tab']}>
              {picture}
              {label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      </header>
      {TABS.map(({ name, content, wide }) => (
        <Tabs.Content
          key={name}
          value={name}
          className={wide === true ? styles['wide'] : styles['content']}
          tabIndex={-1}
        >
          {content}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
