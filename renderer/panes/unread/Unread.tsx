/** Files that were kept but could not be read: the list of them in the inbox's place. */
import { FileCheck } from 'lucide-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Empty } from '../../ui/Empty.tsx';
import { moveFocus } from '../../ui/roving.ts';
import { bytes, counted } from '../../words/numbers.ts';
import { DeleteUnread } from './DeleteUnread.tsx';
import styles from './Unread.module.css';

export function Unread(): ReactNode {
  const files = useApp((state) => state.unread);
  const fault = useApp((state) => state.unreadFault);
  const selected = useApp((state) => state.unreadSelected);
  const selectUnread = useApp((state) => state.selectUnread);
  const refreshUnread = useApp((state) => state.refreshUnread);
  const retryUnread = useApp((state) => state.retryUnread);
  const askToDeleteUnread = useApp((state) => state.askToDeleteUnread);
  useEffect(() => {
    void refreshUnread();
  }, [refreshUnread]);

  function body(): ReactNode {
    if (fault) {
      return (
        <Empty title="The files could not be listed" text={fault.message}>
          <Button onClick={() => void refreshUnread()}>Try Again</Button>
        </Empty>
      );
    }
    if (!files) return null;
    if (files.length === 0) {
      return (
        <Empty
          icon={<FileCheck size={36} strokeWidth={1.2} />}
          title="No unread files"
          text="Everything that came in could be read."
        />
      );
    }
    return (
      <>
        <div className={styles['head']}>
          <output>{counted(files.length, 'file')}</output>
          <span className={styles['headActs']}>
            <Button look="link" onClick={() => void retryUnread(null)}>
              Try all again
            </Button>
            <Button look="link" onClick={() => askToDeleteUnread(files.map(({ id }) => id))}>
              Delete all…
            </Button>
          </span>
        </div>
        <ul className={styles['files']}>
          {files.map((file) => (
            <li key={file.id}>
              <button
                type="button"
                data-unread
                {...(file.id === selected ? { 'data-entry': '' } : {})}
                tabIndex={file.id === selected ? 0 : -1}
                className={classes(styles['file'], file.id === selected && styles['selected'])}
                aria-current={file.id === selected || undefined}
                onClick={() => selectUnread(file.id)}
                onFocus={() => selectUnread(file.id)}
                onKeyDown={(event) => {
                  if (event.key === 'Delete' || event.key === 'Backspace') askToDeleteUnread([file.id]);
                  else moveFocus(event, 'ul', '[data-unread]');
                }}
              >
                <span className={styles['name']}>{file.fileName}</span>
                <span className={styles['size']}>{bytes(file.bytes)}</span>
                <span className={styles['why']}>{file.fault.message}</span>
              </button>
            </li>
          ))}
        </ul>
      </>
    );
  }

  return (
    <section className={styles['unread']} data-pane="inbox" aria-label="Unread files" tabIndex={-1}>
      {body()}
      <DeleteUnread />
    </section>
  );
}
