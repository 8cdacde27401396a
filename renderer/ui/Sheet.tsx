/**
 * A dialog over the window: a title, what it asks, a way out. Closing it gives the focus back to where it was, also when
 * it goes because something else was decided.
 */
import { X } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import shared from './Dialog.module.css';
import styles from './Sheet.module.css';

export interface SheetProps {
  readonly title: string;
  /** A line below the title. */
  readonly text?: ReactNode;
  /** `bare` shows no title: the field in it says what it is. */
  readonly look?: 'small' | 'large' | 'bare';
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Sheet({ title, text, look = 'small', onClose, children }: SheetProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The field that it is about, not the button that closes it.
    (element?.querySelector<HTMLElement>('[data-first]') ?? element?.querySelector<HTMLElement>('input'))?.focus();
    return () => element?.close();
  }, []);
  return (
    // The backdrop is part of the dialog: a press on it closes, as Escape does.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      className={classes(shared['dialog'], shared['filled'], styles['sheet'], styles[look])}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {look !== 'bare' && (
        <header className={styles['head']}>
          <h1>{title}</h1>
          <button type="button" aria-label="Close" onClick={onClose}>
            <X size={15} aria-hidden="true" />
          </button>
        </header>
      )}
      {text !== undefined && <p className={styles['text']}>{text}</p>}
      {children}
    </dialog>
  );
}
