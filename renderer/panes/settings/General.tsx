/** How the window looks and goes on; and how many people use each app, which priorities are computed from. */
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Outputs } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { Line, Part, Segments, Select, Switch } from './Parts.tsx';
import { SORTS } from '../../words/sorts.ts';
import styles from './General.module.css';

const APPEARANCES = [
  ['auto', 'Auto'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

type Users = Outputs['triage.words']['users'][number];

/** A whole number above zero; null for nothing; undefined for what is neither. */
function readUsers(text: string): number | null | undefined {
  const digits = text.replaceAll(/[\s,.’']/g, '');
  if (digits === '') return null;
  return /^\d{1,10}$/.test(digits) && Number(digits) > 0 ? Number(digits) : undefined;
}

function AppUsers({ app }: { readonly app: Users }): ReactNode {
  const setUsers = useApp((state) => state.setUsers);
  const kept = app.users === null ? '' : app.users.toLocaleString('en');
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft !== null && readUsers(draft) === undefined;

  async function commit(): Promise<void> {
    const users = draft === null ? undefined : readUsers(draft);
    if (users === undefined) return;
    if (users !== app.users) await setUsers(app.app, users);
    setDraft(null);
  }

  return (
    <Line label={app.name} {...(app.app === app.name ? {} : { hint: app.app })}>
      <input
        className={styles['number']}
        inputMode="numeric"
        aria-label={`Users of ${app.name}`}
        aria-invalid={wrong}
        placeholder="Not known"
        value={draft ?? kept}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={() => void commit()}
        onKeyDown={({ key }) => {
          if (key === 'Enter') void commit();
        }}
      />
    </Line>
  );
}

export function General(): ReactNode {
  const settings = useApp((state) => state.settings);
  const change = useApp((state) => state.changeSettings);
  const users = useApp((state) => state.triageWords?.users ?? null);
  const refreshUsers = useApp((state) => state.refreshUsers);
  useEffect(() => void refreshUsers(), [refreshUsers]);
  return (
    <>
      <Part>
        <Line label="Appearance" hint="Auto follows the system">
          <Segments
            label="Appearance"
            value={settings.appearance}
            choices={APPEARANCES}
            onChange={(appearance) => void change({ appearance })}
          />
        </Line>
        <Line label="Sort by" hint="Until another order is chosen in the list">
          <Select label="Sort by" value={settings.sort} choices={SORTS} onChange={(sort) => void change({ sort })} />
        </Line>
        <Switch
          label="Go on after deciding"
          hint="Once a signature is done, ignored or snoozed, the next one opens"
          checked={settings.advance}
          onChange={(advance) => void change({ advance })}
        />
      </Part>
      {users !== null && users.length > 0 && (
        <Part title="Users of each app">
          {users.map((app) => (
            <AppUsers key={app.app} app={app} />
          ))}
          <Line
            label={
              <span className={styles['note']}>
                Priorities are computed from the share of users that a signature affects.
              </span>
            }
          />
        </Part>
      )}
    </>
  );
}
