/** A key as it is printed on buttons, tooltips and the cheat sheet. Hidden from VoiceOver, which has `aria-keyshortcuts`. */
import type { ReactNode } from 'react';
import { keyLabel } from '../commands/keys.ts';
import styles from './Keys.module.css';
import { ON_MAC } from './platform.ts';

export function Keys({ keys, plain = false }: { readonly keys: string; readonly plain?: boolean }): ReactNode {
  return (
    <kbd className={plain ? styles['plain'] : styles['key']} aria-hidden="true">
      {keyLabel(keys, ON_MAC)}
    </kbd>
  );
}
