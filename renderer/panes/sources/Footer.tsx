/** The one quiet place for the library's state: symbols, samples, the connection. */
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { counted } from '../../words/numbers.ts';
import styles from './Sources.module.css';
import { SyncLine } from './SyncLine.tsx';

export function Footer(): ReactNode {
  const library = useApp((state) => state.library);
  const connected = useApp((state) => state.connected);
  const removeSamples = useApp((state) => state.removeSamples);
  const showPlaces = useApp((state) => state.showPlaces);
  const showSettings = useApp((state) => state.showSettings);
  if (!library) return null;
  const { dsyms, waiting, samples } = library;
  const waits = `${counted(waiting, 'report waits', 'reports wait')} for symbols`;
  return (
    <footer className={styles['footer']}>
      {!connected && <p>Not connected. What you see may be old.</p>}
      <SyncLine />
      {samples && (
        <p>
          Sample crashes ·{' '}
          <Button look="link" onClick={() => void removeSamples()} aria-label="Remove sample crashes">
            Remove
          </Button>
        </p>
      )}
      {dsyms + waiting > 0 && <p>{waiting === 0 ? counted(dsyms, 'dSYM') : `${counted(dsyms, 'dSYM')} · ${waits}`}</p>}
      <p>
        <Button look="link" onClick={() => showPlaces(true)}>
          Symbol folders…
        </Button>{' '}
        ·{' '}
        <Button look="link" onClick={() => showSettings(true, 'accounts')}>
          Accounts…
        </Button>
      </p>
    </footer>
  );
}
