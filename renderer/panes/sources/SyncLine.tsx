/** The one quiet place for App Store Connect: when it was last asked, what it is asked now, what stands in the way. */
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { syncWords } from '../../words/sync.ts';
import styles from './Sources.module.css';

export function SyncLine(): ReactNode {
  const sync = useApp((state) => state.sync);
  const synced = useApp((state) => state.now);
  const syncNow = useApp((state) => state.syncNow);
  const cancelSync = useApp((state) => state.cancelSync);
  const chooseAccount = useApp((state) => state.chooseAccount);
  const showSettings = useApp((state) => state.showSettings);
  const words = syncWords(sync, Math.max(useNow(), synced));
  if (!words) return null;
  const { text, problem, running } = words;
  return (
    <>
      <p>
        <span>{text}</span> ·{' '}
        {running ? (
          <Button look="link" onClick={() => void cancelSync()}>
            Stop
          </Button>
        ) : (
          <Button look="link" onClick={() => void syncNow()}>
            Sync Now
          </Button>
        )}
      </p>
      {problem && (
        <p className={styles['problem']}>
          {problem.diagnosis.what}{' '}
          <Button
            look="link"
            onClick={() => {
              chooseAccount({ kind: 'account', id: problem.account });
              showSettings(true, 'accounts');
            }}
          >
            Details…
          </Button>
        </p>
      )}
    </>
  );
}
