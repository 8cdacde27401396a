/** The first run: no account, no tour; three ways in, and the keys that matter. */
import { Inbox } from 'lucide-react';
import type { ReactNode } from 'react';
import { useApp } from '../state/use.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { Keys } from '../ui/Keys.tsx';
import styles from './Window.module.css';

export function Welcome(): ReactNode {
  const addSamples = useApp((state) => state.addSamples);
  const importChosen = useApp((state) => state.importChosen);
  const addAccount = useApp((state) => state.addAccount);
  const connected = useApp(({ accounts }) => (accounts?.length ?? 0) > 0);
  return (
    <section className={styles['whole']} data-pane="detail" aria-label="Welcome" tabIndex={-1}>
      <Empty
        icon={<Inbox size={44} strokeWidth={1} />}
        title="No reports yet"
        text="Drop crashes, hangs, panics and other reports, dSYMs or whole folders anywhere on this window, or paste a report’s text. Nothing leaves this computer."
      >
        <Button look="primary" onClick={() => void addSamples()}>
          Try with Sample Crashes
        </Button>
        <Button onClick={() => void importChosen('files')}>Open…</Button>
        {!connected && <Button onClick={() => addAccount()}>Connect App Store Connect…</Button>}
      </Empty>
      <p className={styles['hint']}>
        <Keys keys="j" /> <Keys keys="k" /> next and previous
        <Keys keys="e" /> done
        <Keys keys="?" /> all keys
      </p>
    </section>
  );
}
