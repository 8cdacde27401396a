/** The settings, over the window: accounts of App Store Connect. Loaded when they are first opened. */
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { Accounts } from './Accounts.tsx';
import styles from './Settings.module.css';

export default function Settings(): ReactNode {
  const showSettings = useApp((state) => state.showSettings);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={styles['settings']} aria-label="Settings" onClose={() => showSettings(false)}>
      <header className={styles['head']}>
        <h1>Accounts</h1>
        <p>App Store Connect keys, for feedback and crashes from TestFlight</p>
        <button type="button" aria-label="Close" onClick={() => showSettings(false)}>
          <X size={15} aria-hidden="true" />
        </button>
      </header>
      <Accounts />
    </dialog>
  );
}
