/** The crash that came with feedback, or else those of the same build and device around that time. */
import { Bug, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FeedbackDetail } from '../../../shared/contract/feedback.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { distanceWords } from '../../words/feedback.ts';
import { countedReports } from '../../words/kinds.ts';
import styles from './Crashes.module.css';

const LOGS = {
  unread: 'Its log came, but could not be read. It is kept under Unread files.',
  none: 'App Store Connect has no log of this crash.',
  waiting: 'Its log was not fetched yet. It comes with the next synchronisation.',
} as const;

interface CrashLineProps {
  readonly title: string;
  readonly text: string;
  readonly onOpen: () => void;
}

function CrashLine({ title, text, onOpen }: CrashLineProps): ReactNode {
  return (
    <button type="button" className={styles['crash']} onClick={onOpen}>
      <Bug size={16} strokeWidth={1.6} className={styles['sign']} aria-hidden="true" />
      <span className={styles['what']}>
        <strong>{title}</strong>
        <span>{text}</span>
      </span>
      <ChevronRight size={15} className={styles['arrow']} aria-hidden="true" />
    </button>
  );
}

function Linked({ detail }: { readonly detail: FeedbackDetail }): ReactNode {
  const crash = useApp((state) => state.linkedCrash);
  const reveal = useApp((state) => state.reveal);
  const { report, signature } = detail.row;
  if (report === null || signature === null) return null;
  const known = crash?.id === signature ? crash : null;
  return (
    <CrashLine
      title={known?.title ?? 'The crash report that came with it'}
      text={known ? `${known.subtitle} · ${countedReports(known.count, known.kind)}` : 'Open the crash'}
      onOpen={() => void reveal(signature, report)}
    />
  );
}

function Nearby({ detail }: { readonly detail: FeedbackDetail }): ReactNode {
  const reveal = useApp((state) => state.reveal);
  return (
    <ul>
      {detail.nearby.map(({ report, signature, title, distance }) => (
        <li key={report}>
          <CrashLine title={title} text={distanceWords(distance)} onOpen={() => void reveal(signature, report)} />
        </li>
      ))}
    </ul>
  );
}

export function Crashes({ detail }: { readonly detail: FeedbackDetail }): ReactNode {
  const goTo = useApp((state) => state.goTo);
  const { row, log, nearby } = detail;
  if (row.report !== null) {
    return (
      <section className={styles['crashes']}>
        <h3 className={styles['title']}>The crash</h3>
        <Linked detail={detail} />
      </section>
    );
  }
  const missing = log === null || log === 'read' ? null : LOGS[log];
  if (missing === null && nearby.length === 0) return null;
  return (
    <section className={styles['crashes']}>
      <h3 className={styles['title']}>
        {nearby.length === 0 ? 'The crash' : 'Reports of this build and device within the hour'}
      </h3>
      {missing !== null && (
        <p className={styles['missing']}>
          {missing}{' '}
          {log === 'unread' && (
            <Button look="link" onClick={() => goTo({ place: 'unread' })}>
              Show
            </Button>
          )}
        </p>
      )}
      <Nearby detail={detail} />
    </section>
  );
}
