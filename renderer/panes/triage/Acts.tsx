/** What can be done with the crash on screen: the two acts of every morning as buttons, the others in a menu. */
import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SignatureRow } from '../../../shared/contract.ts';
import { commandOf, titleOf } from '../../commands/registry.ts';
import { surroundings } from '../../commands/surroundings.ts';
import { useAppStore } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandButton } from '../../ui/CommandButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { TRIAGE_MENU } from './triage-menu.ts';

export function Acts({ row }: { readonly row: SignatureRow }): ReactNode {
  const store = useAppStore();
  const decide = commandOf(row.status === 'open' ? 'report.done' : 'report.reopen');
  const snooze = commandOf('report.snooze');
  return (
    <>
      {decide && (
        <CommandButton command={decide} showKey>
          {row.status === 'open' ? 'Done' : 'Reopen'}
        </CommandButton>
      )}
      {snooze && row.status === 'open' && (
        <CommandButton command={snooze} showKey>
          Snooze
        </CommandButton>
      )}
      <Menu
        trigger={
          <Button aria-label="More that can be done">
            <Ellipsis size={14} aria-hidden="true" />
          </Button>
        }
        items={TRIAGE_MENU.map(({ command, separated }) => ({
          key: command.id,
          label: titleOf(command, store.getState()),
          keys: command.keys[0],
          disabled: !command.enabled(store.getState(), surroundings),
          separated,
          run: () => command.run(store.getState(), surroundings),
        }))}
      />
    </>
  );
}
