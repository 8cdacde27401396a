/**
 * Views that the user keeps: a click opens one; its menu (also by the context menu's key or a right click) renames,
 * updates and deletes it. What is looked at is saved from the line below them.
 */
import { BookmarkPlus, Ellipsis, PanelTop } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SavedView } from '../../../shared/contract.ts';
import { surroundings } from '../../commands/surroundings.ts';
import { isNarrowed } from '../../state/filters.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { isShown, shownView } from '../../state/views.ts';
import { Menu } from '../../ui/Menu.tsx';
import { moveFocus } from '../../ui/roving.ts';
import { Source } from './Source.tsx';
import styles from './Sources.module.css';

function takeFocus(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}

/** Enter or leaving the field keeps the name, Escape does not. */
function NameField({
  name,
  onName,
}: {
  readonly name: string;
  readonly onName: (name: string | null) => Promise<void> | void;
}): ReactNode {
  const [words, setWords] = useState(name);

  /** The field goes; the focus comes back to the pane, where the view then is. */
  async function leave(kept: string | null): Promise<void> {
    await onName(kept);
    requestAnimationFrame(() => surroundings.focusPane('sources'));
  }

  return (
    <input
      ref={takeFocus}
      type="text"
      className={styles['name']}
      aria-label="Name of the view"
      placeholder="Name of the view"
      maxLength={100}
      value={words}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setWords(event.target.value)}
      onBlur={() => void onName(words.trim() === '' || words.trim() === name ? null : words.trim())}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter' && words.trim() !== '') void leave(words.trim());
        else if (event.key === 'Escape') void leave(null);
        else return;
        event.preventDefault();
      }}
    />
  );
}

function SavedViewLine({ saved }: { readonly saved: SavedView }): ReactNode {
  const store = useAppStore();
  const current = useApp((state) => isShown(state, saved));
  const renaming = useApp(({ naming }) => naming?.id === saved.id);
  const { id, name } = saved;
  const { openSaved, nameView, renameView, updateView, deleteView } = store.getState();
  if (renaming) {
    return (
      <li>
        <NameField
          name={name}
          onName={(words) => {
            if (words === null) nameView(null);
            else return renameView(id, words);
            return undefined;
          }}
        />
      </li>
    );
  }
  return (
    <Source
      icon={<PanelTop size={15} />}
      label={name}
      count={saved.count}
      current={current}
      onGo={() => openSaved(saved)}
      menu={
        <Menu
          trigger={
            <button type="button" className={styles['menu']} tabIndex={-1} aria-label={`Actions for ${name}`}>
              <Ellipsis size={14} aria-hidden="true" />
            </button>
          }
          items={[
            { key: 'rename', label: 'Rename…', run: () => nameView({ id }) },
            { key: 'update', label: 'Update to What Is Shown', disabled: current, run: () => void updateView(id) },
            { key: 'delete', label: 'Delete', separated: true, run: () => void deleteView(id) },
          ]}
        />
      }
    />
  );
}

/** Offered while something narrows the inbox that is not one of the views. */
function Save(): ReactNode {
  const nameView = useApp((state) => state.nameView);
  const saveView = useApp((state) => state.saveView);
  const naming = useApp((state) => state.naming !== null && state.naming.id === null);
  const offered = useApp(
    (state) => isNarrowed(state.view) && state.view.place === 'inbox' && shownView(state) === null,
  );
  if (naming) {
    return (
      <li>
        <NameField
          name=""
          onName={(words) => {
            if (words === null) nameView(null);
            else return saveView(words);
            return undefined;
          }}
        />
      </li>
    );
  }
  if (!offered) return null;
  return (
    <li>
      <button
        type="button"
        data-source
        tabIndex={-1}
        className={styles['save']}
        onClick={() => nameView({ id: null })}
        onKeyDown={(event) => moveFocus(event, 'nav', 'button[data-source]')}
      >
        <BookmarkPlus size={15} aria-hidden="true" />
        Save View…
      </button>
    </li>
  );
}

export function Views(): ReactNode {
  const views = useApp((state) => state.savedViews);
  const narrowed = useApp((state) => isNarrowed(state.view) && state.view.place === 'inbox');
  const naming = useApp((state) => state.naming !== null);
  if (views.length === 0 && !narrowed && !naming) return null;
  return (
    <>
      <h2 className={styles['heading']}>Views</h2>
      <ul>
        {views.map((saved) => (
          <SavedViewLine key={saved.id} saved={saved} />
        ))}
        <Save />
      </ul>
    </>
  );
}
