/** Apps with their versions below them, newest first. Long histories are cut until they are asked for. */
import { AppWindow } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AppSummary } from '../../../shared/contract.ts';
import { scopeOf, versionName } from '../../state/view.ts';
import type { View } from '../../state/view.ts';
import { moveFocus } from '../../ui/roving.ts';
import { Source } from './Source.tsx';
import styles from './Sources.module.css';

/** Versions shown before "more". */
const RECENT = 4;

interface AppsProps {
  readonly apps: readonly AppSummary[];
  /** Null while a saved view is looked at. */
  readonly view: View | null;
  readonly onGo: (place: Partial<View>) => void;
}

function App({ app, view, onGo }: { readonly app: AppSummary } & Omit<AppsProps, 'apps'>): ReactNode {
  const [all, setAll] = useState(false);
  const whole = scopeOf(app);
  const here = view !== null && view.place === 'inbox' && view.app === whole.app;
  const isHere = ({ version, build }: AppSummary['versions'][number]): boolean =>
    here && view.version === version && view.build === build;
  const shown = all ? app.versions : app.versions.slice(0, RECENT);
  const hidden = app.versions.length - shown.length;
  return (
    <Source
      icon={<AppWindow size={15} />}
      label={app.name}
      count={app.count}
      current={here && !shown.some(isHere)}
      onGo={() => onGo(whole)}
    >
      <ul>
        {shown.map((version) => (
          <Source
            key={versionName(version)}
            nested
            label={versionName(version)}
            count={version.count}
            current={isHere(version)}
            onGo={() => onGo(scopeOf(app, version))}
          />
        ))}
        {hidden > 0 && (
          <li>
            <button
              type="button"
              data-source
              tabIndex={-1}
              className={styles['more']}
              onClick={() => setAll(true)}
              onKeyDown={(event) => moveFocus(event, 'nav', 'button[data-source]')}
            >
              {hidden} older
            </button>
          </li>
        )}
      </ul>
    </Source>
  );
}

export function Apps({ apps, view, onGo }: AppsProps): ReactNode {
  return (
    <>
      <h2 className={styles['heading']}>Apps</h2>
      <ul>
        {apps.map((app) => (
          <App key={`${app.bundleId ?? ''} ${app.name}`} app={app} view={view} onGo={onGo} />
        ))}
      </ul>
    </>
  );
}
