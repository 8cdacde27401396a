/** The settings over the window, where the host has no other windows. Loaded when they are first opened. */
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { classes } from '../../ui/classes.ts';
import shared from '../../ui/Dialog.module.css';
import styles from './Settings.module.css';
import { SettingsTabs } from './Tabs.tsx';

export default function Settings(): ReactNode {
  const showSettings = useApp((state) => state.showSettings);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = (
    <button type="button" className={styles['close']} aria-label="Close" onClick={() => showSettings(false)}>
      <X size={15} aria-hidden="true" />
    </button>
  );
  return (
    <dialog
      ref={dialog}
      className={classes(shared['dialog'], shared['filled'], styles['settings'])}
      aria-label="Settings"
      onClose={() => showSettings(false)}
    >
      <SettingsTabs close={close} />
    </dialog>
  );
}
