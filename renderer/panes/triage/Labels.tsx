/** Ticks labels and makes new ones; Return on an empty field carries it out, as one step that can be undone. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import { targetRows } from '../../state/triage-target.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { Chooser } from '../../ui/Chooser.tsx';
import type { Choice } from '../../ui/Chooser.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { LONGEST_LABEL, labelChanges, ticked } from './label-changes.ts';
import styles from './Triage.module.css';
import { useAct } from './use-act.ts';

interface LabelChoice extends Choice {
  readonly name: string;
}

/** What the priority's rule knows, see `shared/signature/priority.ts`. */
const KNOWN = ['data loss'];

export function Labels(): ReactNode {
  const store = useAppStore();
  const used = useApp(({ triageWords }) => triageWords?.labels);
  const showPicker = useApp((state) => state.showPicker);
  const act = useAct();
  const [words, setWords] = useState('');
  const [wanted, setWanted] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [rows] = useState(() => targetRows(store.getState()));

  const typed = words.trim().slice(0, LONGEST_LABEL);
  const names = [
    ...new Set([...wanted.keys(), ...rows.flatMap(({ triage }) => triage.labels), ...(used ?? []), ...KNOWN]),
  ];
  const shown = names.filter((name) => name.toLowerCase().includes(typed.toLowerCase()));
  const fresh = typed !== '' && !names.includes(typed);
  const choices: readonly LabelChoice[] = [
    ...shown.map((name) => ({ key: name, name, label: name, checked: wanted.get(name) ?? ticked(rows, name) })),
    ...(fresh ? [{ key: 'new', name: typed, label: `New label “${typed}”`, checked: false }] : []),
  ];

  function toggle({ name, checked }: LabelChoice): void {
    setWanted(new Map(wanted).set(name, checked !== true));
    setWords('');
  }

  function apply(): void {
    const { add, remove } = labelChanges(rows, wanted);
    if (add.length + remove.length === 0) showPicker(null);
    else act({ kind: 'label', add, remove });
  }

  return (
    <>
      <Chooser
        label="Labels"
        placeholder="Find or make a label"
        words={words}
        onWords={setWords}
        choices={choices}
        empty="Type a name to make the first label."
        onChoose={toggle}
        onSubmit={apply}
      />
      <footer className={styles['foot']}>
        <span className={styles['hint']}>Return ticks; Return on an empty field applies.</span>
        <Button look="primary" onClick={apply}>
          Apply
          <Keys keys="mod+Enter" plain />
        </Button>
      </footer>
    </>
  );
}
