/** The unified toolbar: what is looked at, the search with its filters, and Open. On the desktop it is the window's handle. */
import { ChevronDown, CircleHelp, FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { commandOf } from '../../commands/registry.ts';
import { surroundings } from '../../commands/surroundings.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { viewTitle } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import { CommandButton } from '../../ui/CommandButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Search } from './Search.tsx';
import styles from './Toolbar.module.css';

/** A browser has one dialog for files and another for folders, so the button becomes a menu there. */
function OpenInBrowser(): ReactNode {
  const store = useAppStore();
  const items = ['file.open', 'file.open-folder'].map(commandOf).filter((command) => command !== null);
  return (
    <Menu
      trigger={
        <Button look="bar">
          <FolderOpen size={15} aria-hidden="true" />
          Open…
          <ChevronDown size={13} aria-hidden="true" />
        </Button>
      }
      items={items.map((command) => ({
        key: command.id,
        label: command.id === 'file.open' ? 'Files…' : 'Folder or dSYM…',
        keys: command.keys[0],
        run: () => command.run(store.getState(), surroundings),
      }))}
    />
  );
}

export function Toolbar({ host }: { readonly host: 'desktop' | 'web' }): ReactNode {
  const view = useApp((state) => state.view);
  const library = useApp((state) => state.library);
  const { title, subtitle } = viewTitle(view, library);
  const open = commandOf('file.open');
  const compare = commandOf('see.compare-versions');
  const help = commandOf('help.shortcuts');
  return (
    <header className={styles['toolbar']}>
      <div className={styles['titles']}>
        <h1 className={styles['title']}>{title}</h1>
        <div className={styles['subtitle']} title={subtitle}>
          {subtitle}
        </div>
      </div>
      <Search />
      {compare && (
        <CommandButton command={compare} look="bar">
          Compare…
        </CommandButton>
      )}
      {host === 'web' ? (
        <OpenInBrowser />
      ) : (
        open && (
          <CommandButton command={open} look="bar">
            <FolderOpen size={15} aria-hidden="true" />
            Open…
          </CommandButton>
        )
      )}
      {help && (
        <CommandButton command={help} look="bar">
          <CircleHelp size={15} aria-label="Keyboard shortcuts" />
        </CommandButton>
      )}
    </header>
  );
}
