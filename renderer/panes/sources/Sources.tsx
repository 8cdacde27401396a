/** The sources pane: places of the inbox, apps with their versions, and the quiet lines at its foot. */
import { BellOff, CircleCheck, FileQuestionMark, Inbox, Layers, MessageSquareText } from 'lucide-react';
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import type { View } from '../../state/view.ts';
import { shownView } from '../../state/views.ts';
import { reportsLabel } from '../../words/kinds.ts';
import { Apps } from './Apps.tsx';
import { Footer } from './Footer.tsx';
import { Source } from './Source.tsx';
import styles from './Sources.module.css';
import { Views } from './Views.tsx';

export function Sources(): ReactNode {
  const view = useApp((state) => state.view);
  const library = useApp((state) => state.library);
  const goTo = useApp((state) => state.goTo);
  // Whatever else narrows it, a view is somewhere: in one of the saved, in an app, or in one of the places.
  const saved = useApp((state) => shownView(state) !== null);
  const isAt = (status: View['status']): boolean =>
    view.place === 'inbox' && !saved && view.app === null && view.status === status;
  return (
    <nav className={styles['sources']} data-pane="sources" aria-label="Sources">
      <div className={styles['places']}>
        <h2 className={styles['heading']}>Inbox</h2>
        <ul>
          <Source
            icon={<Inbox size={15} />}
            label={reportsLabel(library?.kind ?? null)}
            count={library?.open}
            current={isAt('open')}
            onGo={() => goTo({ status: 'open' })}
          />
          <Source
            icon={<MessageSquareText size={15} />}
            label="Feedback"
            count={library?.feedback.open}
            current={view.place === 'feedback'}
            onGo={() => goTo({ place: 'feedback' })}
          />
          <Source
            icon={<CircleCheck size={15} />}
            label="Done"
            count={library?.resolved}
            current={isAt('resolved')}
            onGo={() => goTo({ status: 'resolved' })}
          />
          <Source
            icon={<BellOff size={15} />}
            label="Ignored"
            count={library?.ignored}
            current={isAt('ignored')}
            onGo={() => goTo({ status: 'ignored' })}
          />
          <Source
            icon={<Layers size={15} />}
            label="All"
            count={library?.signatures}
            current={isAt('all')}
            onGo={() => goTo({ status: 'all' })}
          />
          <Source
            icon={<FileQuestionMark size={15} />}
            label="Unread files"
            count={library?.unread}
            current={view.place === 'unread'}
            onGo={() => goTo({ place: 'unread' })}
          />
        </ul>
        <Views />
        {library && library.apps.length > 0 && <Apps apps={library.apps} view={saved ? null : view} onGo={goTo} />}
      </div>
      <Footer />
    </nav>
  );
}
