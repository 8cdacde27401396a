/** Why the report is in this group: one sentence, and on request the frames that went into it. */
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { Explanation, GroupingRule } from '../../../shared/signature/explanation.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './CrashTab.module.css';

const RULES: Readonly<Record<GroupingRule, string>> = {
  frames: 'Reports are one group when these frames have the same names, whatever their addresses.',
  addresses:
    'These frames have no names yet, so image UUID and offset tell groups apart. With a dSYM the report moves to its final group.',
  termination: 'The report has no usable stack, so the way it ended tells groups apart.',
  reason: 'No stack says what this is about: what the system said tells groups apart, without numbers and addresses.',
};

export interface WhyProps {
  readonly explanation: Explanation;
  /** Whether the frames are shown without being asked for. */
  readonly initiallyOpen?: boolean;
}

export function Why({ explanation, initiallyOpen = false }: WhyProps): ReactNode {
  const [open, setOpen] = useState(initiallyOpen);
  const id = useId();
  const { sentence, rule, stack, frames, skipped } = explanation;
  return (
    <div className={styles['why']}>
      <p>
        {sentence} ·{' '}
        <Button look="link" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {open ? 'less' : 'why?'}
        </Button>
      </p>
      {open && (
        <div id={id} className={styles['explanation']}>
          <p>{RULES[rule]}</p>
          <h3>Frames used, of {stack.charAt(0).toLowerCase() + stack.slice(1)}</h3>
          {frames.length === 0 && <p>None.</p>}
          <ol>
            {frames.map((frame, index) => (
              // Two frames of a recursion are alike: only their place tells them apart.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index}>
                <code>{frame.image ?? '???'}</code> <code className={styles['strong']}>{frame.normalised}</code>
              </li>
            ))}
          </ol>
          {skipped.length > 0 && (
            <>
              <h3>Passed over: they only carry out the end</h3>
              <p>
                <code>{skipped.join(', ')}</code>
              </p>
            </>
          )}
        </div>
      )}
    </div>
  );
}
