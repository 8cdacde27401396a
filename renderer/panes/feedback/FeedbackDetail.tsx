/** One feedback: what the tester wrote and saw, on what device, and the crash that belongs to it. */
import { Ellipsis, ImageOff, MousePointerClick } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FeedbackDetail as Detail } from '../../../shared/contract/feedback.ts';
import { commandOf } from '../../commands/registry.ts';
import { surroundings } from '../../commands/surroundings.ts';
import { shownScreenshot } from '../../state/feedback-detail.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { CommandButton } from '../../ui/CommandButton.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { moment } from '../../words/dates.ts';
import { buildWords, commentWords, hasComment } from '../../words/feedback.ts';
import { Note } from '../detail/Note.tsx';
import { Viewer } from '../viewer/Viewer.tsx';
import { Crashes } from './Crashes.tsx';
import styles from './FeedbackDetail.module.css';
import { Fields } from './Fields.tsx';
import { Others } from './Others.tsx';

const MORE = ['feedback.copy-screenshot', 'feedback.reveal-screenshot', 'feedback.export', 'feedback.export-view'];

function More(): ReactNode {
  const store = useAppStore();
  const enabled = useApp((state) =>
    MORE.filter((id) => commandOf(id)?.enabled(state, surroundings) === true).join(' '),
  );
  return (
    <Menu
      trigger={
        <Button aria-label="More">
          <Ellipsis size={14} aria-hidden="true" />
        </Button>
      }
      items={MORE.map(commandOf)
        .filter((command) => command !== null)
        .map((command) => ({
          key: command.id,
          label: command.title,
          keys: command.keys[0],
          disabled: !enabled.split(' ').includes(command.id),
          run: () => command.run(store.getState(), surroundings),
        }))}
    />
  );
}

function Header({ detail }: { readonly detail: Detail }): ReactNode {
  const { row } = detail;
  const decide = commandOf(row.status === 'open' ? 'report.done' : 'report.reopen');
  const facts = [
    row.status === 'open' ? 'Open' : 'Done',
    buildWords(row),
    row.device,
    row.os,
    row.createdAt === null ? null : moment(row.createdAt),
    row.withdrawn ? 'withdrawn at App Store Connect' : null,
    row.sample ? 'sample' : null,
  ].filter((fact) => fact !== null);
  return (
    <div className={styles['header']}>
      <h2 className={classes(styles['comment'], !hasComment(row) && styles['silent'])}>
        {hasComment(row) ? `“${row.comment?.trim() ?? ''}”` : commentWords(row)}
      </h2>
      <div className={styles['meta']}>
        <p className={styles['facts']}>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        <div className={styles['acts']}>
          {decide && (
            <CommandButton command={decide} showKey>
              {row.status === 'open' ? 'Done' : 'Reopen'}
            </CommandButton>
          )}
          <More />
        </div>
      </div>
    </div>
  );
}

/** In the picture's place where there is none: nothing for crashes, the reason for screenshots that are not here. */
function NoPicture({ detail }: { readonly detail: Detail }): ReactNode {
  const { missingScreenshots } = detail.row;
  if (missingScreenshots === 0) return null;
  return (
    <p className={styles['missing']}>
      <ImageOff size={16} aria-hidden="true" />
      {missingScreenshots === 1 ? 'Its screenshot is' : 'Its screenshots are'} not here: not fetched yet, or no longer
      kept by Apple.
    </p>
  );
}

function Body({ detail }: { readonly detail: Detail }): ReactNode {
  const screenshot = useApp(shownScreenshot);
  const at = useApp((state) => state.screenshotAt);
  const saveNote = useApp((state) => state.saveFeedbackNote);
  const { row } = detail;
  const index = Math.min(at, row.screenshots.length - 1);
  return (
    <div className={classes(styles['body'], !screenshot && styles['pictureless'])}>
      {screenshot && (
        <div className={styles['picture']}>
          <Viewer row={row} screenshot={screenshot} index={index} />
        </div>
      )}
      {/* A region that scrolls has to be reachable by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles['aside']} tabIndex={0} aria-label="About this feedback">
        <NoPicture detail={detail} />
        <Crashes detail={detail} />
        <Fields detail={detail} />
        <Others title="From the same tester and build" rows={detail.others} />
        <Note key={row.id} subject={row.id} saved={detail.note} onSave={saveNote} />
      </section>
    </div>
  );
}

function Nothing(): ReactNode {
  const fault = useApp((state) => state.feedbackDetailFault);
  const selected = useApp((state) => state.feedbackSelected);
  const total = useApp((state) => state.feedback?.total ?? 0);
  const refresh = useApp((state) => state.refreshFeedbackDetail);
  if (fault) {
    return (
      <Empty title="This feedback could not be read" text={fault.message}>
        <Button onClick={() => void refresh()}>Try Again</Button>
      </Empty>
    );
  }
  if (selected !== null || total === 0) return null;
  return <Empty icon={<MousePointerClick size={32} strokeWidth={1.2} />} title="No feedback selected" />;
}

export function FeedbackDetail(): ReactNode {
  const detail = useApp((state) => state.feedbackDetail);
  return (
    <section className={styles['detail']} data-pane="detail" aria-label="Detail" tabIndex={-1}>
      {detail ? (
        <>
          <Header detail={detail} />
          <Body detail={detail} />
        </>
      ) : (
        <Nothing />
      )}
    </section>
  );
}
