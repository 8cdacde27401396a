/**
 * Three panes side by side. Sources and inbox keep their widths in pixels when the window changes; the detail takes the
 * rest. A double click on a divider gives the pane before it its first width again.
 */
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import styles from './Window.module.css';
import { readWidth, saveWidth } from './widths.ts';

/** First widths: as designed, or less where the window is small. */
const SOURCES = Math.round(Math.min(216, Math.max(168, window.innerWidth * 0.18)));
const INBOX = Math.round(Math.min(384, Math.max(290, window.innerWidth * 0.3)));

export interface PanesProps {
  readonly sources: ReactNode;
  /** Null where the detail has all the room beside the sources. */
  readonly inbox: ReactNode;
  readonly detail: ReactNode;
}

export function Panes({ sources, inbox, detail }: PanesProps): ReactNode {
  const sourcesPanel = usePanelRef();
  const inboxPanel = usePanelRef();
  const [first] = useState(() => ({ sources: readWidth('sources', SOURCES), inbox: readWidth('inbox', INBOX) }));
  return (
    <main className={styles['panes']}>
      <Group
        onLayoutChanged={() => {
          saveWidth('sources', sourcesPanel.current?.getSize().inPixels);
          saveWidth('inbox', inboxPanel.current?.getSize().inPixels);
        }}
      >
        <Panel
          id="sources"
          panelRef={sourcesPanel}
          defaultSize={first.sources}
          minSize={150}
          maxSize={360}
          groupResizeBehavior="preserve-pixel-size"
        >
          {sources}
        </Panel>
        <Separator
          className={styles['divider']}
          aria-label="Width of the sources"
          disableDoubleClick
          onDoubleClick={() => sourcesPanel.current?.resize(SOURCES)}
        />
        {inbox !== null && (
          <>
            <Panel
              id="inbox"
              panelRef={inboxPanel}
              defaultSize={first.inbox}
              minSize={260}
              maxSize={640}
              groupResizeBehavior="preserve-pixel-size"
            >
              {inbox}
            </Panel>
            <Separator
              className={styles['divider']}
              aria-label="Width of the inbox"
              disableDoubleClick
              onDoubleClick={() => inboxPanel.current?.resize(INBOX)}
            />
          </>
        )}
        <Panel id="detail" minSize={390}>
          {detail}
        </Panel>
      </Group>
    </main>
  );
}
