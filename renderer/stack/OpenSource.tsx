/** The place in the source as a way to it: opens the user's editor, where the host can start one. */
import type { ReactNode } from 'react';
import type { FrameJson } from '../../shared/render/json.ts';
import type { Store } from '../state/store.ts';
import { useApp, useAppStore } from '../state/use.ts';
import styles from './OpenSource.module.css';

/** Opens a frame's source; nothing happens where it has none, or no editor can be started. */
export function openSource(store: Store, frame: FrameJson): void {
  const { abilities, openInEditor } = store.getState();
  if (frame.file !== null && abilities !== null && abilities.editors.length > 0) void openInEditor(frame);
}

export function OpenSource({
  frame,
  children,
}: {
  readonly frame: FrameJson;
  readonly children: ReactNode;
}): ReactNode {
  const store = useAppStore();
  const able = useApp(({ abilities }) => abilities !== null && abilities.editors.length > 0);
  if (!able) return children;
  return (
    // Not a stop of the Tab key: Enter on the line does the same.
    <button
      type="button"
      tabIndex={-1}
      className={styles['open']}
      onClick={() => openSource(store, frame)}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {children}
    </button>
  );
}
