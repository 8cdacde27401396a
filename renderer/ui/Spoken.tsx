/** Words for VoiceOver alone, where the eye understands without them. */
import type { ReactNode } from 'react';
import styles from './Spoken.module.css';

export function Spoken({ children }: { readonly children: ReactNode }): ReactNode {
  return <span className={styles['spoken']}>{children}</span>;
}
