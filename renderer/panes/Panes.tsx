/**
 * Three panes side by side. Sources and inbox keep their widths in pixels when the window changes; the detail takes the
 * rest. A double click on a divider gives the pane before it its first width again.
 */
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import styles from './Window.module.css';
import { readWidth, saveWidth } from './widths.ts';

const SOURCES = 216;
const INBOX = 384;

export interface PanesProps {
  readonly sources: ReactNode;
  readonly inbox: ReactNode;
  readonly detail: ReactNode;
}

export function Panes({ sources, inbox, detail }: PanesProps): ReactNode {
  const sourcesPanel = usePanelRef();
  const inboxPanel = usePanelRef();
  const [first] = useState(() => ({ sources: readWidth('sources', SOURCES), inbox: readWidth('inbox', INBOX) }));
  return (
    <Group
      className={styles['panes']}
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
      <Panel id="detail" minSize={340}>
        {detail}
      </Panel>
    </Group>
  );
}
