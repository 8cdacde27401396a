/** Notices at the window's foot. Read out politely; each goes after a while, unless the pointer or the focus is on it. */
import { CircleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Notice } from '../state/notices.ts';
import { useApp } from '../state/use.ts';
import { Button } from './Button.tsx';
import styles from './Notices.module.css';

/** How long a notice stays, in milliseconds. Faults and notices with an act need more time. */
const STAY = 5000;
const STAY_LONGER = 9000;

function NoticeLine({ notice }: { readonly notice: Notice }): ReactNode {
  const dismiss = useApp((state) => state.dismiss);
  const [held, setHeld] = useState(false);
  const { id, text, tone, act } = notice;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), tone === 'fault' || act ? STAY_LONGER : STAY);
    return () => clearTimeout(timer);
  }, [held, id, tone, act, dismiss]);
  return (
    // Resting on it keeps it; nothing is done by that, so it needs no role.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles['notice']}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {tone === 'fault' && <CircleAlert size={15} className={styles['alarm']} aria-label="Problem" />}
      <span className={styles['text']}>{text}</span>
      {act && (
        <Button
          look="link"
          onClick={() => {
            dismiss(id);
            act.run();
          }}
        >
          {act.label}
        </Button>
      )}
      <button type="button" className={styles['close']} aria-label="Dismiss" onClick={() => dismiss(id)}>
        <X size={13} aria-hidden="true" />
      </button>
    </div>
  );
}

export function Notices(): ReactNode {
  const notices = useApp((state) => state.notices);
  return (
    <div className={styles['notices']} aria-live="polite" aria-relevant="additions">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </div>
  );
}
