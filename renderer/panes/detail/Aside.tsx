/** Beside the stack: where the crash happens (system, device, version) and the user's note. */
import type { ReactNode } from 'react';
import type { Share, SignatureDetail } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { Bars } from '../../ui/Bars.tsx';
import styles from './CrashTab.module.css';
import { Note } from './Note.tsx';

/** Newest first, as a list of versions is read. */
function newestFirst(shares: readonly Share[]): readonly Share[] {
  return [...shares].reverse();
}

export function Aside({ detail }: { readonly detail: SignatureDetail }): ReactNode {
  const saveNote = useApp((state) => state.saveNote);
  return (
    <section className={styles['aside']}>
      <Bars title="System" shares={detail.byOs} />
      <Bars title="Device" shares={detail.byDevice} />
      <Bars title="Version" shares={newestFirst(detail.byVersion)} />
      <Note key={detail.row.id} subject={detail.row.id} saved={detail.note} onSave={saveNote} />
    </section>
  );
}
