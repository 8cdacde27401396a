/** Which news are told. */
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { Part, Switch } from './Parts.tsx';

export function Notifications(): ReactNode {
  const settings = useApp((state) => state.settings);
  const change = useApp((state) => state.changeSettings);
  const desktop = useApp((state) => state.abilities?.host === 'desktop');
  return (
    <Part>
      <Switch
        label="New reports"
        hint="A crash, hang or other report like none before"
        checked={settings.notifyNew}
        onChange={(notifyNew) => void change({ notifyNew })}
      />
      <Switch
        label="Regressions"
        hint="What came back after its fix"
        checked={settings.notifyRegressed}
        onChange={(notifyRegressed) => void change({ notifyRegressed })}
      />
      <Switch
        label="Number of new signatures in the Dock"
        hint={desktop ? 'Cleared once they were looked at' : 'Only in the desktop app'}
        checked={settings.badge}
        onChange={(badge) => void change({ badge })}
      />
    </Part>
  );
}
