/** The sources pane: places of the inbox, apps with their versions, and the quiet lines at its foot. */
import { BellOff, CircleCheck, FileQuestionMark, Inbox, Layers, MessageSquareText } from 'lucide-react';
import type { ReactNode } from 'react';
import { isNarrowed } from '../../state/filters.ts';
import { useApp } from '../../state/use.ts';
import type { View } from '../../state/view.ts';
import { Apps } from './Apps.tsx';
import { Footer } from './Footer.tsx';
import { Source } from './Source.tsx';
import styles from './Sources.module.css';
import { Views } from './Views.tsx';

function isAt(view: View, status: View['status']): boolean {
  return view.place === 'inbox' && view.status === status && !isNarrowed({ ...view, search: '' });
}

export function Sources(): ReactNode {
  const view = useApp((state) => state.view);
  const library = useApp((state) => state.library);
  const goTo = useApp((state) => state.goTo);
  return (
    <nav className={styles['sources']} data-pane="sources" aria-label="Sources">
      <div className={styles['places']}>
        <h2 className={styles['heading']}>Inbox</h2>
        <ul>
          <Source
            icon={<Inbox size={15} />}
            label="Crashes"
            count={library?.open}
            current={isAt(view, 'open')}
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
            current={isAt(view, 'resolved')}
            onGo={() => goTo({ status: 'resolved' })}
          />
          <Source
            icon={<BellOff size={15} />}
            label="Ignored"
            count={library?.ignored}
            current={isAt(view, 'ignored')}
            onGo={() => goTo({ status: 'ignored' })}
          />
          <Source
            icon={<Layers size={15} />}
            label="All"
            count={library?.signatures}
            current={isAt(view, 'all')}
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
        {library && library.apps.length > 0 && <Apps apps={library.apps} view={view} onGo={goTo} />}
      </div>
      <Footer />
    </nav>
  );
}
