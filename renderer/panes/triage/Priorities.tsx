/** Sets the priority, or leaves it to the numbers: which those are, and the one number that only the user can know. */
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { Act, Priority, SignatureRow } from '../../../shared/contract.ts';
import { targetRows } from '../../state/triage-target.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { Chooser } from '../../ui/Chooser.tsx';
import type { Choice } from '../../ui/Chooser.tsx';
import styles from './Triage.module.css';
import { useAct } from './use-act.ts';

const LEVELS: readonly (readonly [level: Priority, meaning: string])[] = [
  ['P0', 'more than 1 % of users, or lost data'],
  ['P1', 'more than 0.5 % of users'],
  ['P2', 'less, and there is a way around it'],
  ['P3', 'rare'],
];

interface LevelChoice extends Choice {
  readonly act: Act;
}

function isChosen(rows: readonly SignatureRow[], level: Priority | null): boolean | 'mixed' {
  const having = rows.filter(({ triage: { priority } }) => (priority.chosen ? priority.level : null) === level).length;
  return having === 0 ? false : having === rows.length ? true : 'mixed';
}

/** How many people use the app: no report says it. */
function Users({
  app,
  name,
  users,
}: {
  readonly app: string;
  readonly name: string;
  readonly users: number | null;
}): ReactNode {
  const setUsers = useApp((state) => state.setUsers);
  const [text, setText] = useState(users === null ? '' : String(users));
  const id = useId();
  const number = /^\d{1,10}$/.test(text.trim()) ? Number(text.trim()) : null;
  const valid = text.trim() === '' || (number !== null && number > 0);
  return (
    <form
      className={styles['users']}
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) void setUsers(app, number);
      }}
    >
      <label htmlFor={id}>People who use {name}</label>
      <input
        id={id}
        className={styles['number']}
        inputMode="numeric"
        placeholder="not known"
        value={text}
        aria-invalid={!valid}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" aria-disabled={!valid}>
        Save
      </Button>
    </form>
  );
}

export function Priorities(): ReactNode {
  const store = useAppStore();
  const act = useAct();
  const [words, setWords] = useState('');
  const [rows] = useState(() => targetRows(store.getState()));
  const known = useApp(({ triageWords }) => triageWords?.users ?? []);
  const apps = new Set(rows.map(({ bundleId, app }) => bundleId ?? app));
  const current = useApp((state) => targetRows(state)[0]?.triage.priority);
  const choices: readonly LevelChoice[] = [
    ...LEVELS.map(([level, meaning]) => ({
      key: level,
      label: level,
      detail: meaning,
      checked: isChosen(rows, level),
      act: { kind: 'prioritise', level } as const,
    })),
    {
      key: 'automatic',
      label: 'Automatic',
      detail: rows.length === 1 && current?.chosen === false ? current.reason : 'what the numbers say',
      checked: isChosen(rows, null),
      act: { kind: 'prioritise', level: null } as const,
    },
  ];
  const wanted = words.trim().toLowerCase();
  return (
    <>
      <Chooser
        label="Priority"
        placeholder="P0, P1, P2, P3 or automatic"
        words={words}
        onWords={setWords}
        choices={choices.filter(({ label }) => label.toLowerCase().includes(wanted))}
        empty="P0 to P3, or automatic."
        onChoose={(choice) => act(choice.act)}
      />
      {known
        .filter(({ app }) => apps.has(app))
        .map(({ app, name, users }) => (
          <Users key={`${app} ${users ?? ''}`} app={app} name={name} users={users} />
        ))}
    </>
  );
}
