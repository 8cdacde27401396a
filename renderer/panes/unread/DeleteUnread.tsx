/** The question before unread files are deleted: it says how many. What is deleted does not come back. */
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { counted } from '../../words/numbers.ts';
import styles from './Unread.module.css';

export function DeleteUnread(): ReactNode {
  const ids = useApp((state) => state.unreadToDelete);
  const names = useApp((state) => state.unread);
  const askToDeleteUnread = useApp((state) => state.askToDeleteUnread);
  const deleteUnread = useApp((state) => state.deleteUnread);
  if (ids === null) return null;
  const close = (): void => askToDeleteUnread(null);
  const files = counted(ids.length, 'unread file');
  const only = ids.length === 1 ? names?.find(({ id }) => id === ids[0])?.fileName : undefined;
  return (
    <Sheet
      title={`Delete ${only ?? files}?`}
      text="Faultline’s copy is deleted and does not come back. The file it was copied from stays where it is."
      onClose={close}
    >
      <div className={styles['question']}>
        <Button onClick={close}>Cancel</Button>
        <Button look="primary" data-first onClick={() => void deleteUnread(ids)}>
          Delete {files}
        </Button>
      </div>
    </Sheet>
  );
}
