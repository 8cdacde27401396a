/** The one switch for system frames, of stacks and call trees alike. */
import type { ReactNode } from 'react';
import { useApp } from '../state/use.ts';
import styles from './StackView.module.css';

export function HideSystem(): ReactNode {
  const hideSystem = useApp((state) => state.hideSystem);
  const toggleSystem = useApp((state) => state.toggleSystem);
  return (
    <label className={styles['toggle']}>
      <input type="checkbox" checked={hideSystem} onChange={toggleSystem} />
      Hide system frames
    </label>
  );
}
