/** The library itself: where it lies, how large it is, and what can be done for it. */
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { CareKind } from '../../state/library-care.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { CARE_WORDS, outcomeWords, PART_WORDS } from '../../words/library-care.ts';
import { bytes, count, counted } from '../../words/numbers.ts';
import styles from './Library.module.css';
import { Line, Part } from './Parts.tsx';

function Size(): ReactNode {
  const size = useApp((state) => state.librarySize);
  const path = useApp((state) => state.library?.path ?? null);
  const parts = size?.parts.filter((part) => part.files > 0) ?? [];
  return (
    <Part>
      <Line label="Folder" hint={<span className={styles['path']}>{size?.path ?? path}</span>} />
      <Line label="Size">
        <span className={styles['size']}>{size === null ? '…' : bytes(size.bytes)}</span>
      </Line>
      {parts.map(({ part, files, bytes: held }) => (
        <div key={part} className={styles['part']}>
          <span>{PART_WORDS[part]}</span>
          <span className={styles['files']}>{counted(files, 'file')}</span>
          <span className={styles['held']}>{bytes(held)}</span>
        </div>
      ))}
    </Part>
  );
}

function Outcome(): ReactNode {
  const outcome = useApp((state) => state.careOutcome);
  const care = useApp((state) => state.care);
  const cancelCare = useApp((state) => state.cancelCare);
  if (care !== null) {
    const { progress } = care;
    const total = progress?.total ?? null;
    return (
      <div className={styles['progress']}>
        <progress
          aria-label={CARE_WORDS[care.kind]}
          {...(progress === null || total === null ? {} : { value: progress.done, max: total })}
        />
        <span className={styles['step']}>
          {progress === null ? CARE_WORDS[care.kind] : progress.step}
          {progress !== null && total !== null && ` · ${count(progress.done)} of ${count(total)}`}
        </span>
        <Button onClick={() => cancelCare()}>Cancel</Button>
      </div>
    );
  }
  const words = outcome === null ? null : outcomeWords(outcome);
  if (outcome === null || words === null) return null;
  const findings = outcome.kind === 'verify' ? outcome.value.findings : [];
  const bad = outcome.kind === 'failed' || findings.length > 0;
  const Sign = bad ? CircleAlert : CircleCheck;
  return (
    <div className={bad ? styles['bad'] : styles['good']}>
      <Sign size={15} aria-hidden="true" />
      <div>
        <p>{words}</p>
        {findings.length > 0 && (
          <ul className={styles['findings']}>
            {findings.map(({ kind, sentence, advice }) => (
              <li key={kind}>
                <strong>{sentence}</strong> {advice}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

interface Act {
  readonly kind: CareKind;
  readonly label: string;
  readonly hint: string;
  readonly button: string;
}

const ACTS: readonly Act[] = [
  {
    kind: 'backUp',
    label: 'Back up',
    hint: 'A copy of all that is kept: reports, decisions, screenshots. Keys of accounts stay in the keychain.',
    button: 'Back Up…',
  },
  {
    kind: 'verify',
    label: 'Verify',
    hint: 'Holds every file against what it was when it came',
    button: 'Verify',
  },
  {
    kind: 'rebuild',
    label: 'Rebuild',
    hint: 'Reads all reports again and groups them anew. Decisions stay.',
    button: 'Rebuild',
  },
  {
    kind: 'emptyCaches',
    label: 'Empty caches',
    hint: 'Symbol caches are made again when they are needed',
    button: 'Empty',
  },
];

function Move(): ReactNode {
  const able = useApp((state) => state.abilities?.host === 'desktop');
  const busy = useApp((state) => state.care !== null);
  const careFor = useApp((state) => state.careFor);
  const hint = able
    ? 'To another folder or disk; Faultline opens it there from then on'
    : 'In the desktop app, or in a terminal: faultline library move';
  return (
    <Line label="Move" hint={hint}>
      <Button disabled={busy || !able} onClick={() => void careFor('move')}>
        Move…
      </Button>
    </Line>
  );
}

export function Library(): ReactNode {
  const busy = useApp((state) => state.care !== null);
  const careFor = useApp((state) => state.careFor);
  const refreshLibrarySize = useApp((state) => state.refreshLibrarySize);
  const outcome = useApp((state) => state.careOutcome);
  const words = useRef<HTMLDivElement>(null);
  useEffect(() => void refreshLibrarySize(), [refreshLibrarySize]);
  // In a small window it would come to pass out of sight.
  useEffect(() => {
    if (busy || outcome !== null) words.current?.scrollIntoView({ block: 'nearest' });
  }, [busy, outcome]);
  return (
    <>
      <Size />
      <Part>
        {ACTS.map(({ kind, label, hint, button }) => (
          <Line key={kind} label={label} hint={hint}>
            <Button disabled={busy} onClick={() => void careFor(kind)}>
              {button}
            </Button>
          </Line>
        ))}
        <Move />
      </Part>
      <div ref={words} className={styles['outcome']} aria-live="polite">
        <Outcome />
      </div>
    </>
  );
}
