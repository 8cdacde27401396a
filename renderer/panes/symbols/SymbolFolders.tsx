/** The folders in which symbols are looked for: Xcode's own, and those that the user adds and removes. */
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { SymbolPlace } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import shared from '../../ui/Dialog.module.css';
import folders from '../../ui/Folders.module.css';
import { placeStatus, placeWords } from '../../words/symbols.ts';
import styles from './SymbolFolders.module.css';

function Place({ place }: { readonly place: SymbolPlace }): ReactNode {
  const removePlace = useApp((state) => state.removePlace);
  return (
    <li className={classes(folders['folder'], styles['place'])}>
      <span className={classes(folders['what'], !place.exists && styles['absent'])}>
        {placeWords(place.kind)}
        <span className={folders['path']}>{place.path}</span>
      </span>
      <span className={classes(styles['status'], place.fault !== null && styles['fault'])}>{placeStatus(place)}</span>
      {place.kind === 'added' && (
        <Button look="link" aria-label={`Remove ${place.path}`} onClick={() => void removePlace(place.path)}>
          Remove
        </Button>
      )}
    </li>
  );
}

/** Adds a folder by its path; the desktop's dialog fills it in. */
function Add(): ReactNode {
  const addPlace = useApp((state) => state.addPlace);
  const choosePlace = useApp((state) => state.choosePlace);
  const hasDialog = useApp((state) => state.abilities?.paths === true);
  const fault = useApp((state) => state.placesFault);
  const [path, setPath] = useState('');

  async function add(): Promise<void> {
    if (await addPlace(path.trim())) setPath('');
  }

  return (
    <form
      className={classes(folders['add'], styles['add'])}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <input
        className={folders['field']}
        aria-label="Path of a folder with dSYMs"
        placeholder="/Volumes/Builds/dSYMs"
        value={path}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        aria-invalid={fault !== null}
        aria-describedby="symbol-folders-fault"
        onChange={(event) => setPath(event.target.value)}
      />
      <Button type="submit" disabled={path.trim() === ''}>
        Add
      </Button>
      {hasDialog && <Button onClick={() => void choosePlace()}>Choose…</Button>}
      <output id="symbol-folders-fault" className={folders['refusal']}>
        {fault?.message}
      </output>
    </form>
  );
}

/** The list with its form: in this dialog, and in the settings. */
export function SymbolPlaces(): ReactNode {
  const places = useApp((state) => state.places);
  return (
    <>
      <p className={styles['text']}>
        dSYMs, archives and zips of dSYMs in these folders are found by themselves, now and when they come.
      </p>
      <ul className={styles['places']} aria-label="Folders">
        {(places ?? []).map((place) => (
          <Place key={place.path} place={place} />
        ))}
      </ul>
      <Add />
    </>
  );
}

export function SymbolFolders(): ReactNode {
  const shown = useApp((state) => state.placesShown);
  const showPlaces = useApp((state) => state.showPlaces);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  return (
    <dialog
      ref={dialog}
      className={classes(shared['dialog'], shared['plain'], styles['dialog'])}
      aria-label="Symbol folders"
      onClose={() => showPlaces(false)}
    >
      {shown && (
        <>
          <header className={shared['head']}>
            <h1>Symbol Folders</h1>
            <button type="button" aria-label="Close" onClick={() => showPlaces(false)}>
              <X size={15} aria-hidden="true" />
            </button>
          </header>
          <SymbolPlaces />
        </>
      )}
    </dialog>
  );
}
