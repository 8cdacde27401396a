/** The context menu of a stack's lines: it mirrors the menu bar, for the line that was pressed. */
import { ContextMenu } from 'radix-ui';
import { useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { commandOf, titleOf } from '../commands/registry.ts';
import type { Command } from '../commands/registry.ts';
import { surroundings } from '../commands/surroundings.ts';
import { useAppStore } from '../state/use.ts';
import { Keys } from '../ui/Keys.tsx';
import menu from '../ui/Menu.module.css';

const COMMANDS = ['report.open-in-editor', 'edit.copy-frame', 'edit.copy-stack'] as const;

export function FrameMenu({ children }: { readonly children: ReactElement }): ReactNode {
  const store = useAppStore();
  const line = useRef<HTMLElement>(null);
  const chosen = useRef<Command>(null);
  const items = COMMANDS.map(commandOf).filter((command) => command !== null);
  return (
    // Not modal, as `Menu.tsx` says.
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger
        asChild
        onContextMenu={({ target }) => {
          line.current = target instanceof Element ? target.closest<HTMLElement>('[data-frame]') : null;
          line.current?.focus();
        }}
      >
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content
          className={menu['menu']}
          collisionPadding={8}
          loop
          onCloseAutoFocus={(event) => {
            // Back to the line, not to the stack around it; then the command is about that line.
            event.preventDefault();
            line.current?.focus();
            chosen.current?.run(store.getState(), surroundings);
            chosen.current = null;
          }}
        >
          {items.map((command) => (
            <ContextMenu.Item
              key={command.id}
              className={menu['item']}
              disabled={!command.enabled(store.getState(), surroundings)}
              onSelect={() => {
                chosen.current = command;
              }}
            >
              <span className={menu['label']}>{titleOf(command, store.getState())}</span>
              {command.keys[0] !== undefined && <Keys keys={command.keys[0]} plain />}
            </ContextMenu.Item>
          ))}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
