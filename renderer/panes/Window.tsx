/** The window: the toolbar, three panes whose widths the user sets, and what lies over them. */
import { Link2Off } from 'lucide-react';
import { Tooltip } from 'radix-ui';
import { Suspense, lazy, useEffect } from 'react';
import type { ReactNode } from 'react';
import type { Bridge } from '../bridge.ts';
import { useCommands } from '../commands/useCommands.ts';
import { useApp, useAppStore } from '../state/use.ts';
import { CheatSheet } from '../ui/CheatSheet.tsx';
import { DropTarget } from '../ui/DropTarget.tsx';
import { Empty } from '../ui/Empty.tsx';
import { ImportBar } from '../ui/ImportBar.tsx';
import { Notices } from '../ui/Notices.tsx';
import { Detail } from './detail/Detail.tsx';
import { Failed } from './Failed.tsx';
import { Feedback } from './feedback/Feedback.tsx';
import { FeedbackDetail } from './feedback/FeedbackDetail.tsx';
import { Inbox } from './inbox/Inbox.tsx';
import { Panes } from './Panes.tsx';
import { Sources } from './sources/Sources.tsx';
import { SymbolFolders } from './symbols/SymbolFolders.tsx';
import { Toolbar } from './toolbar/Toolbar.tsx';
import { Unread } from './unread/Unread.tsx';
import { UnreadDetail } from './unread/UnreadDetail.tsx';
import { QuickLook } from './viewer/QuickLook.tsx';
import { Welcome } from './Welcome.tsx';
import styles from './Window.module.css';

const Gallery = lazy(async () => import('./feedback/Gallery.tsx'));
const Settings = lazy(async () => import('./settings/Settings.tsx'));

/** Marks on the document for what style sheets must know of the host. */
function useHostMarks(host: Bridge['host']): void {
  const platform = useApp((state) => state.abilities?.platform);
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['host'] = host;
    if (platform === undefined) return;
    dataset['platform'] = platform;
    if (host === 'desktop' && platform === 'macOS') dataset['vibrancy'] = '';
  }, [host, platform]);
}

/** List and detail; the gallery has all the room, and so has the word that there is nothing yet. */
function FeedbackPanes(): ReactNode {
  const gallery = useApp((state) => state.gallery);
  const none = useApp(({ library }) => library?.feedback.total === 0);
  if (none) return <Panes sources={<Sources />} inbox={null} detail={<Feedback />} />;
  if (gallery) {
    const grid = (
      <Suspense>
        <Gallery />
      </Suspense>
    );
    return <Panes sources={<Sources />} inbox={null} detail={grid} />;
  }
  return <Panes sources={<Sources />} inbox={<Feedback />} detail={<FeedbackDetail />} />;
}

/** The panes, or what a library without crashes has to say. */
function Middle(): ReactNode {
  const place = useApp((state) => state.view.place);
  const empty = useApp(({ library }) => library?.signatures === 0);
  const fault = useApp(({ rows, inboxFault }) => (rows === null ? inboxFault : null));
  if (place === 'feedback') return <FeedbackPanes />;
  if (place === 'unread') return <Panes sources={<Sources />} inbox={<Unread />} detail={<UnreadDetail />} />;
  if (fault) return <Panes sources={<Sources />} inbox={null} detail={<Failed fault={fault} />} />;
  if (empty) return <Panes sources={<Sources />} inbox={null} detail={<Welcome />} />;
  return <Panes sources={<Sources />} inbox={<Inbox />} detail={<Detail />} />;
}

export function Window({ bridge }: { readonly bridge: Bridge }): ReactNode {
  const store = useAppStore();
  const libraryFault = useApp((state) => state.libraryFault);
  const settings = useApp((state) => state.settingsShown);
  useCommands(store, bridge);
  useHostMarks(bridge.host);
  if (libraryFault?.kind === 'forbidden') {
    return (
      <main className={styles['window']}>
        <Empty
          icon={<Link2Off size={36} strokeWidth={1.2} />}
          title="This link has expired"
          text={libraryFault.message}
        />
      </main>
    );
  }
  return (
    <Tooltip.Provider delayDuration={600} skipDelayDuration={200}>
      <div className={styles['window']}>
        <Toolbar host={bridge.host} />
        <ImportBar />
        <Middle />
      </div>
      <Notices />
      <DropTarget />
      <CheatSheet />
      <SymbolFolders />
      <QuickLook />
      {settings && (
        <Suspense>
          <Settings />
        </Suspense>
      )}
    </Tooltip.Provider>
  );
}
