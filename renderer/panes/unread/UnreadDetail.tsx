/** One unread file: why it could not be read, what it might be, how it begins, and what can be done. */
import type { ReactNode } from 'react';
import { guessUnread } from '../../../shared/unread-words.ts';
import type { UnreadFile } from '../../../shared/contract.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { moment } from '../../words/dates.ts';
import { bytes } from '../../words/numbers.ts';
import styles from './Unread.module.css';

/** Characters on screen: laying out more would freeze the window. */
const MOST = 500_000;

function Acts({ file }: { readonly file: UnreadFile }): ReactNode {
  const retryUnread = useApp((state) => state.retryUnread);
  const askToDeleteUnread = useApp((state) => state.askToDeleteUnread);
  const revealUnread = useApp((state) => state.revealUnread);
  const canReveal = useApp(({ abilities }) => abilities?.paths === true);
  return (
    <div className={styles['acts']}>
      <Button onClick={() => void retryUnread(file.id)}>Try Again</Button>
      {canReveal && <Button onClick={() => void revealUnread(file.id)}>Reveal Original</Button>}
      <Button onClick={() => askToDeleteUnread([file.id])}>Delete…</Button>
    </div>
  );
}

function Content({ file }: { readonly file: UnreadFile }): ReactNode {
  const whole = useApp(({ unreadText }) => (unreadText?.id === file.id ? unreadText.text : null));
  const loadUnreadText = useApp((state) => state.loadUnreadText);
  const text = whole ?? file.beginning;
  return (
    <>
      <div className={styles['contentHead']}>
        <h3 className={styles['subtitle']}>{whole === null ? 'How it begins' : 'All of it'}</h3>
        {whole === null && file.beginning !== '' && (
          <Button look="link" onClick={() => void loadUnreadText(file.id)}>
            Show all
          </Button>
        )}
      </div>
      {/* A region that scrolls has to be reachable by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles['beginning']} role="document" tabIndex={0} aria-label="Content of the file">
        {text === '' ? 'The file is empty.' : text.slice(0, MOST)}
      </pre>
      {text.length > MOST && <p className={styles['particulars']}>The first {bytes(MOST)} are shown.</p>}
    </>
  );
}

export function UnreadDetail(): ReactNode {
  const file = useApp(({ unread, unreadSelected }) => unread?.find(({ id }) => id === unreadSelected) ?? null);
  const guess = file && guessUnread(file);
  return (
    <section className={styles['detail']} data-pane="detail" aria-label="Detail" tabIndex={-1}>
      {file && guess && (
        <>
          <h2 className={styles['title']}>{file.fileName}</h2>
          <div className={styles['meta']}>
            <p>
              {bytes(file.bytes)} · came in {moment(file.importedAt)}
            </p>
            <Acts file={file} />
          </div>
          <dl className={styles['words']}>
            <div>
              <dt>Why it is unread</dt>
              <dd>
                <span className={styles['reason']}>{file.fault.message}</span>
                {file.fault.detail !== undefined && <span className={styles['particulars']}>{file.fault.detail}</span>}
              </dd>
            </div>
            <div>
              <dt>What it might be</dt>
              <dd>{guess.guess}</dd>
            </div>
            <div>
              <dt>What helps</dt>
              <dd>{guess.advice}</dd>
            </div>
          </dl>
          <Content key={file.id} file={file} />
        </>
      )}
    </section>
  );
}
