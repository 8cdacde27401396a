/**
 * The user's note on a signature or on feedback, in Markdown: read as it is meant, written as it is. Saved after a rest, or
 * when something else is chosen; taken over when it is changed elsewhere, by an undo say.
 */
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { surroundings } from '../../commands/surroundings.ts';
import { Button } from '../../ui/Button.tsx';
import { Markdown } from '../../ui/Markdown.tsx';
import { Spoken } from '../../ui/Spoken.tsx';
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
  const [known, setKnown] = useState(saved);
  // An empty note is there to be written.
  const [writing, setWriting] = useState(saved === '');
  const latest = useRef({ text: saved, saved });
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  if (saved !== known) {
    setKnown(saved);
    if (text === known) setText(saved);
  }

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

  function show(written: boolean): void {
    setWriting(written);
    if (written) requestAnimationFrame(() => field.current?.focus());
  }

  return (
    <section>
      <div className={styles['noteHead']}>
        {writing ? (
          <label className={styles['noteLabel']} htmlFor={id}>
            Note
          </label>
        ) : (
          <span className={styles['noteLabel']}>Note</span>
        )}
        {text.trim() !== '' && (
          <Button look="link" data-note={writing ? undefined : ''} onClick={() => show(!writing)}>
            {writing ? 'Preview' : 'Edit'}
            <Spoken> note</Spoken>
          </Button>
        )}
      </div>
      {writing ? (
        <textarea
          ref={field}
          id={id}
          data-note
          className={styles['note']}
          placeholder="What do you know of it? Markdown is understood."
          rows={text.split('\n').length > 4 ? 8 : 4}
          maxLength={LONGEST}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.nativeEvent.isComposing) surroundings.focusPane('inbox');
          }}
        />
      ) : (
        <Markdown source={text} />
      )}
    </section>
  );
}
