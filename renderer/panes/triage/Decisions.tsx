/** What is decided about the crash on screen beside its status: priority with its reason, labels, who looks at it. */
import type { ReactNode } from 'react';
import type { SignatureRow } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import styles from './Decisions.module.css';

export function Decisions({ row }: { readonly row: SignatureRow }): ReactNode {
  const showPicker = useApp((state) => state.showPicker);
  const { priority, labels, assignee } = row.triage;
  return (
    <p className={styles['decisions']}>
      <Button
        look="link"
        className={classes(styles['fact'], priority.level !== null && styles[priority.level])}
        title={priority.reason}
        aria-label={`${priority.level === null ? '' : 'Priority '}${priority.level ?? 'No priority'}. ${priority.reason}`}
        onClick={() => showPicker('priority')}
      >
        {priority.level ?? 'No priority'}
      </Button>
      {priority.level !== null && <span className={styles['reason']}>{priority.reason}</span>}
      {labels.map((label) => (
        <span key={label} className={styles['label']}>
          {label}
        </span>
      ))}
      {assignee !== null && (
        <Button look="link" className={styles['fact']} onClick={() => showPicker('assign')}>
          {assignee}
        </Button>
      )}
    </p>
  );
}
