/** What the user merged into the signature, or split it off from, with the reason that was given. */
import { GitMerge, Split } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Regrouping } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { day } from '../../words/dates.ts';
import styles from './OverviewTab.module.css';

export function Groups({ regroupings }: { readonly regroupings: readonly Regrouping[] }): ReactNode {
  const now = useApp((state) => state.now);
  if (regroupings.length === 0) return null;
  return (
    <ul className={styles['groups']}>
      {regroupings.map(({ kind, other, otherTitle, reason, at }) => (
        <li key={`${kind} ${other}`}>
          {kind === 'merged' ? <GitMerge size={13} aria-hidden="true" /> : <Split size={13} aria-hidden="true" />}
          <div>
            {kind === 'merged' ? 'Merged with' : 'Split off'} <code>{otherTitle}</code>
            <span className={styles['moreWords']}>
              {day(at, now)}
              {reason === '' ? '' : ` · ${reason}`}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
