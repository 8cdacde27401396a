/** A tooltip with the command's shortcut beside its name. */
import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { Keys } from './Keys.tsx';
import styles from './Tip.module.css';

export interface TipProps {
  readonly text: string;
  readonly keys?: string | undefined;
  readonly children: ReactNode;
}

/** `children` is the one element that the tooltip belongs to. */
export function Tip({ text, keys, children }: TipProps): ReactNode {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles['tip']} sideOffset={6} collisionPadding={8}>
          {text}
          {keys !== undefined && <Keys keys={keys} />}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
