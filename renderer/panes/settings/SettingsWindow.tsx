/** The settings as the whole of a window. Loaded only there. */
import { Tooltip } from 'radix-ui';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Notices } from '../../ui/Notices.tsx';
import { useAppearance } from '../../ui/use-appearance.ts';
import styles from './Settings.module.css';
import { SettingsTabs } from './Tabs.tsx';

export default function SettingsWindow(): ReactNode {
  useAppearance();
  useEffect(() => {
    document.title = 'Settings';
  }, []);
  return (
    <Tooltip.Provider delayDuration={600} skipDelayDuration={200}>
      <main className={styles['whole']} aria-label="Settings">
        <SettingsTabs />
      </main>
      <Notices />
    </Tooltip.Provider>
  );
}
