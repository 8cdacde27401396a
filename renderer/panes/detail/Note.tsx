/** The user's note on a signature or on feedback. Saved after a rest, or when something else is chosen. */
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import styles from './CrashTab.module.css';

/** Milliseconds of rest before what was written is saved. */
const REST = 900;
/** The contract's limit. */
const LONGEST = 20_000;

export interface NoteProps {
  /** What it is a note on. */
  readonly subject: string;
  readonly saved: string;
  readonly onSave: (subject: string, text: string) => Promise<void>;
}

export function Note({ subject, saved, onSave }: NoteProps): ReactNode {
  const [text, setText] = useState(saved);
  const latest = useRef({ text: saved, saved });
  const id = useId();

  useEffect(() => {
    latest.current = { text, saved };
  }, [text, saved]);

  useEffect(() => {
    if (text === saved) return;
    const timer = setTimeout(() => void onSave(subject, text), REST);
    return () => clearTimeout(timer);
  }, [text, saved, subject, onSave]);

  // Something else was chosen before the rest was over.
  useEffect(
    () => () => {
      const { text, saved } = latest.current;
      if (text !== saved) void onSave(subject, text);
    },
    [subject, onSave],
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
