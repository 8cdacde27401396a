/** The user's note on a signature. Saved when the field is left, or after a rest. */
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import styles from './CrashTab.module.css';

/** Milliseconds of rest before what was written is saved. */
const REST = 900;
/** The contract's limit. */
const LONGEST = 20_000;

export function Note({ signature, saved }: { readonly signature: string; readonly saved: string }): ReactNode {
  const saveNote = useApp((state) => state.saveNote);
  const [text, setText] = useState(saved);
  const latest = useRef({ text: saved, saved });
  const id = useId();

  useEffect(() => {
    latest.current = { text, saved };
  }, [text, saved]);

  useEffect(() => {
    if (text === saved) return;
    const timer = setTimeout(() => void saveNote(signature, text), REST);
    return () => clearTimeout(timer);
  }, [text, saved, signature, saveNote]);

  // Another signature was chosen before the rest was over.
  useEffect(
    () => () => {
      const { text, saved } = latest.current;
      if (text !== saved) void saveNote(signature, text);
    },
    [signature, saveNote],
  );

  return (
    <section>
      <label className={styles['noteLabel']} htmlFor={id}>
        Note
      </label>
      <textarea
        id={id}
        className={styles['note']}
        placeholder="What do you know of it?"
        rows={4}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </section>
  );
}
