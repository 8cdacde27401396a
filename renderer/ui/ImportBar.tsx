/** How far the running import is, in a quiet bar below the toolbar. */
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useApp } from '../state/use.ts';
import { progressWords } from '../words/imports.ts';
import { Button } from './Button.tsx';
import styles from './ImportBar.module.css';

/** Most imports are over before a bar could be read; none is shown for those (milliseconds). */
const PATIENCE = 250;

function Bar({ job }: { readonly job: string }): ReactNode {
  const progress = useApp(({ jobs }) => jobs.get(job) ?? null);
  const cancelImport = useApp((state) => state.cancelImport);
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  if (patient || !progress) return null;
  return (
    <section className={styles['bar']} aria-label="Import">
      <output className={styles['words']}>{progressWords(progress)}</output>
      <progress
        className={styles['progress']}
        aria-label="Import"
        max={progress.total ?? 1}
        {...(progress.total === null ? {} : { value: progress.done })}
      />
      <Button look="link" onClick={() => cancelImport(job)}>
        Cancel
      </Button>
    </section>
  );
}

export function ImportBar(): ReactNode {
  const newest = useApp(({ jobs }) => [...jobs.keys()].at(-1) ?? null);
  return newest === null ? null : <Bar key={newest} job={newest} />;
}
