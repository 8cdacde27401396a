/** One unread file: why it could not be read, how it begins, and what can be done. */
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { moment } from '../../words/dates.ts';
import { bytes } from '../../words/numbers.ts';
import styles from './Unread.module.css';

export function UnreadDetail(): ReactNode {
  const file = useApp(({ unread, unreadSelected }) => unread?.find(({ id }) => id === unreadSelected) ?? null);
  const retryUnread = useApp((state) => state.retryUnread);
  const deleteUnread = useApp((state) => state.deleteUnread);
  return (
    <section className={styles['detail']} data-pane="detail" aria-label="Detail" tabIndex={-1}>
      {file && (
        <>
          <h2 className={styles['title']}>{file.fileName}</h2>
          <div className={styles['meta']}>
            <p>
              {bytes(file.bytes)} · came in {moment(file.importedAt)}
            </p>
            <div className={styles['acts']}>
              <Button onClick={() => void retryUnread()}>Try Again</Button>
              <Button onClick={() => void deleteUnread(file.id)}>Delete</Button>
            </div>
          </div>
          <p className={styles['reason']}>{file.fault.message}</p>
          {file.fault.detail !== undefined && <p className={styles['particulars']}>{file.fault.detail}</p>}
          <h3 className={styles['subtitle']}>How it begins</h3>
          {/* A region that scrolls has to be reachable by keys. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className={styles['beginning']} role="document" tabIndex={0} aria-label="Beginning of the file">
            {file.beginning === '' ? 'The file is empty.' : file.beginning}
          </pre>
        </>
      )}
    </section>
  );
}
