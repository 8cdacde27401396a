/** Every command with its keys, made from the registry that answers to them. */
import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { COMMANDS } from '../commands/registry.ts';
import type { Command, CommandGroup } from '../commands/registry.ts';
import { useApp } from '../state/use.ts';
import styles from './CheatSheet.module.css';
import { classes } from './classes.ts';
import shared from './Dialog.module.css';
import { Keys } from './Keys.tsx';

const GROUPS: readonly CommandGroup[] = ['Go', 'Report', 'Feedback', 'View', 'Edit', 'File', 'Help'];

function Group({ name, commands }: { readonly name: CommandGroup; readonly commands: readonly Command[] }): ReactNode {
  return (
    <section className={styles['group']}>
      <h2>{name}</h2>
      <dl>
        {commands.map(({ id, title, keys, inboxKeys = [] }) => (
          <div key={id}>
            <dt>{title}</dt>
            <dd>
              {[...keys, ...inboxKeys].map((key) => (
                <Keys key={key} keys={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function CheatSheet(): ReactNode {
  const shown = useApp((state) => state.cheatSheet);
  const showCheatSheet = useApp((state) => state.showCheatSheet);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  const keyed = COMMANDS.filter(({ keys, inboxKeys = [] }) => keys.length + inboxKeys.length > 0);
  return (
    <dialog
      ref={dialog}
      className={classes(shared['dialog'], shared['plain'], styles['sheet'])}
      aria-label="Keyboard shortcuts"
      onClose={() => showCheatSheet(false)}
    >
      {shown && (
        <>
          <header className={classes(shared['head'], styles['head'])}>
            <h1>Keyboard Shortcuts</h1>
            <button type="button" aria-label="Close" onClick={() => showCheatSheet(false)}>
              <X size={15} aria-hidden="true" />
            </button>
          </header>
          <div className={styles['groups']}>
            {GROUPS.map((name) => (
              <Group key={name} name={name} commands={keyed.filter(({ group }) => group === name)} />
            ))}
          </div>
        </>
      )}
    </dialog>
  );
}
