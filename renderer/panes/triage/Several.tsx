/** The detail pane while several signatures are selected: how many, and what can be done with exactly those. */
import { ListChecks } from 'lucide-react';
import type { ReactNode } from 'react';
import { commandOf } from '../../commands/registry.ts';
import { targetCount, targetKind, targetRows } from '../../state/triage-target.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { CommandButton } from '../../ui/CommandButton.tsx';
import { countedGroups } from '../../words/kinds.ts';
import { counted } from '../../words/numbers.ts';
import styles from './Several.module.css';

const ACTS = [
  'report.done',
  'report.reopen',
  'report.snooze',
  'report.ignore',
  'report.label',
  'report.assign',
  'report.priority',
  'report.merge',
  'report.compare',
];

/** Reports behind the selection, where all its rows are known. */
function useFacts(): string {
  const store = useAppStore();
  const total = useApp(targetCount);
  // Rows are new objects with every answer: their numbers are what counts.
  useApp((state) => state.rows);
  const rows = targetRows(store.getState());
  if (rows.length < total) return 'All of this view, with what is not loaded yet';
  const reports = rows.reduce((sum, row) => sum + row.count, 0);
  const apps = new Set(rows.map(({ app }) => app));
  return `${counted(reports, 'report')} · ${[...apps].slice(0, 3).join(', ')}${apps.size > 3 ? ' …' : ''}`;
}

export function Several(): ReactNode {
  const total = useApp(targetCount);
  const kind = useApp(targetKind);
  const facts = useFacts();
  return (
    <div className={styles['several']}>
      <ListChecks size={36} strokeWidth={1.2} aria-hidden="true" />
      <h2 aria-live="polite">{countedGroups(total, kind)} selected</h2>
      <p>{facts}</p>
      <div className={styles['acts']}>
        {ACTS.map(commandOf)
          .filter((command) => command !== null)
          .map((command) => (
            <CommandButton key={command.id} command={command} showKey />
          ))}
      </div>
      <p className={styles['hint']}>Escape goes back to one.</p>
    </div>
  );
}
