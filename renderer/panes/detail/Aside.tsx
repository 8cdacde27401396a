/** Beside the stack: where the crash happens (system, device, version) and the user's note. */
import type { ReactNode } from 'react';
import type { SignatureDetail } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import styles from './CrashTab.module.css';
import { Distribution } from './Distribution.tsx';
import { Note } from './Note.tsx';

export function Aside({ detail }: { readonly detail: SignatureDetail }): ReactNode {
  const saveNote = useApp((state) => state.saveNote);
  const { id } = detail.row;
  const overview = useApp((state) => (state.overview?.id === id ? state.overview : null));
  return (
    <section className={styles['aside']}>
      {overview && (
        <>
          <Distribution key={`system ${id}`} title="System" bars={overview.bySystem} />
          <Distribution key={`device ${id}`} title="Device" bars={overview.byDevice} />
          <Distribution key={`version ${id}`} title="Version" bars={overview.byRelease.toReversed()} />
        </>
      )}
      <Note key={id} subject={id} saved={detail.note} onSave={saveNote} />
    </section>
  );
}
