/** The window: the toolbar, three panes whose widths the user sets, and what lies over them. */
import { Link2Off } from 'lucide-react';
import { Tooltip } from 'radix-ui';
import { Suspense, lazy, useEffect } from 'react';
import type { ReactNode } from 'react';
import type { Bridge } from '../bridge.ts';
import { useCommands } from '../commands/useCommands.ts';
import { useAppearance } from '../ui/use-appearance.ts';
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

const Compare = lazy(async () => import('./compare/Compare.tsx'));
const Palette = lazy(async () => import('./palette/Palette.tsx'));
const Picker = lazy(async () => import('./triage/Picker.tsx'));
const Gallery = lazy(async () => import('./feedback/Gallery.tsx'));
const Settings = lazy(async () => import('./settings/Settings.tsx'));
const Export = lazy(async () => import('./export/Export.tsx'));

/** Milliseconds after the start when the window has time for what is not on screen. */
const IDLE = 400;

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

/** What letters open is there before they are pressed, so that what is typed next goes into it. */
function useReadyOverlays(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      void import('./palette/Palette.tsx');
      void import('./triage/Picker.tsx');
    }, IDLE);
    return () => clearTimeout(timer);
  }, []);
}

/** Pickers and the palette. */
function Overlays(): ReactNode {
  const palette = useApp((state) => state.palette);
  const picker = useApp((state) => state.picker);
  useReadyOverlays();
  return (
    <Suspense>
      {palette && <Palette />}
      {picker !== null && <Picker key={picker} kind={picker} />}
    </Suspense>
  );
}

interface Content {
  readonly inbox: ReactNode;
  readonly detail: ReactNode;
}

/** List and detail; the gallery has all the room, and so has the word that there is nothing yet. */
function feedbackContent(gallery: boolean, none: boolean): Content {
  if (none) return { inbox: null, detail: <Feedback /> };
  if (!gallery) return { inbox: <Feedback />, detail: <FeedbackDetail /> };
  const detail = (
    <Suspense>
      <Gallery />
    </Suspense>
  );
  return { inbox: null, detail };
}

function comparison(): Content {
  const detail = (
    <Suspense>
      <Compare />
    </Suspense>
  );
  return { inbox: null, detail };
}

/** What stands beside the sources, or what a library without crashes has to say. */
function useContent(): Content {
  const place = useApp((state) => state.view.place);
  const gallery = useApp((state) => state.gallery);
  const noFeedback = useApp(({ library }) => library?.feedback.total === 0);
  const empty = useApp(({ library }) => library?.signatures === 0);
  const fault = useApp(({ rows, inboxFault }) => (rows === null ? inboxFault : null));
  if (place === 'feedback') return feedbackContent(gallery, noFeedback);
  if (place === 'compare') return comparison();
  if (place === 'unread') return { inbox: <Unread />, detail: <UnreadDetail /> };
  if (fault) return { inbox: null, detail: <Failed fault={fault} /> };
  return empty ? { inbox: null, detail: <Welcome /> } : { inbox: <Inbox />, detail: <Detail /> };
}

function Middle(): ReactNode {
  const { inbox, detail } = useContent();
  return <Panes sources={<Sources />} inbox={inbox} detail={detail} />;
}

export function Window({ bridge }: { readonly bridge: Bridge }): ReactNode {
  const store = useAppStore();
  const libraryFault = useApp((state) => state.libraryFault);
  const settings = useApp((state) => state.settingsShown);
  const exporting = useApp((state) => state.exportScopes !== null);
  useCommands(store, bridge);
  useHostMarks(bridge.host);
  useAppearance();
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
      <Overlays />
      <SymbolFolders />
      <QuickLook />
      {settings && (
        <Suspense>
          <Settings />
        </Suspense>
      )}
      {exporting && (
        <Suspense>
          <Export />
        </Suspense>
      )}
    </Tooltip.Provider>
  );
}
