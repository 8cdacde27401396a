/** A button for a command of the registry: its name, its key, its state and its act all come from there. */
import type { ReactNode } from 'react';
import { ariaKeys } from '../commands/keys.ts';
import { titleOf } from '../commands/registry.ts';
import type { Command } from '../commands/registry.ts';
import { surroundings } from '../commands/surroundings.ts';
import { useApp, useAppStore } from '../state/use.ts';
import { Button } from './Button.tsx';
import type { ButtonProps } from './Button.tsx';
import { Keys } from './Keys.tsx';
import { ON_MAC } from './platform.ts';
import { Tip } from './Tip.tsx';

export interface CommandButtonProps {
  readonly command: Command;
  readonly look?: NonNullable<ButtonProps['look']>;
  /** Instead of the command's title. */
  readonly children?: ReactNode;
  /** Prints the key beside the name. */
  readonly showKey?: boolean;
}

export function CommandButton({ command, look = 'push', children, showKey = false }: CommandButtonProps): ReactNode {
  const store = useAppStore();
  const enabled = useApp((state) => command.enabled(state, surroundings));
  const title = useApp((state) => titleOf(command, state));
  const keys = command.keys[0];
  return (
    <Tip text={title} keys={keys}>
      <Button
        look={look}
        aria-disabled={!enabled}
        aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys, ON_MAC)}
        onClick={() => {
          if (enabled) command.run(store.getState(), surroundings);
        }}
      >
        {children ?? title}
        {showKey && keys !== undefined && <Keys keys={keys} plain />}
      </Button>
    </Tip>
  );
}
