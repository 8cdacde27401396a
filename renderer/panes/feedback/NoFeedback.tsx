/** Why there is no feedback to show, and what to do next. Each reason has its own words. */
import { CircleCheck, KeyRound, MessageSquareText, SearchX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { OPEN_FEEDBACK, filterTokens } from '../../state/feedback-view.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';

/** Samples are crashes first of all; who asks for them here wants to see their feedback. */
function NoAccount(): ReactNode {
  const addAccount = useApp((state) => state.addAccount);
  const addSamples = useApp((state) => state.addSamples);
  const goTo = useApp((state) => state.goTo);
  const samples = useApp((state) => state.library?.samples === true);

  async function tryIt(): Promise<void> {
    await addSamples();
    goTo({ place: 'feedback' });
  }

  return (
    <Empty
      icon={<KeyRound size={38} strokeWidth={1.1} />}
      title="Feedback from TestFlight"
      text="With an App Store Connect key, what your testers send arrives here by itself, screenshots and crashes included."
    >
      <Button look="primary" onClick={() => addAccount()}>
        Connect App Store Connect…
      </Button>
      {!samples && <Button onClick={() => void tryIt()}>Try with Samples</Button>}
    </Empty>
  );
}

function NothingYet(): ReactNode {
  const running = useApp((state) => state.sync?.running === true);
  const syncNow = useApp((state) => state.syncNow);
  return (
    <Empty
      icon={<MessageSquareText size={38} strokeWidth={1.1} />}
      title={running ? 'Asking App Store Connect…' : 'No feedback yet'}
      text={
        running
          ? 'The newest feedback comes first. You can go on working meanwhile.'
          : 'What testers send through TestFlight appears here after the next synchronisation.'
      }
    >
      {!running && <Button onClick={() => void syncNow()}>Sync Now</Button>}
    </Empty>
  );
}

function NoMatch(): ReactNode {
  const clearFilters = useApp((state) => state.clearFilters);
  const search = useApp((state) => state.view.search.trim());
  return (
    <Empty
      icon={<SearchX size={36} strokeWidth={1.25} />}
      title={search === '' ? 'No feedback matches' : `No feedback matches “${search}”`}
      text="Comments, testers and devices were searched within the current filters."
    >
      <Button onClick={clearFilters}>Clear Filters</Button>
    </Empty>
  );
}

function AllDone(): ReactNode {
  const narrowFeedback = useApp((state) => state.narrowFeedback);
  return (
    <Empty
      icon={<CircleCheck size={40} strokeWidth={1.1} />}
      title="All done"
      text="Every feedback was dealt with. New ones appear here when they come in."
    >
      <Button onClick={() => narrowFeedback({ ...OPEN_FEEDBACK, status: 'resolved' })}>Show Done</Button>
    </Empty>
  );
}

export function NoFeedback(): ReactNode {
  const fault = useApp((state) => (state.feedback === null ? state.feedbackFault : null));
  const total = useApp(({ library }) => library?.feedback.total ?? 0);
  const connected = useApp(({ accounts }) => (accounts?.length ?? 0) > 0);
  const narrowed = useApp(
    ({ feedbackView, facets, view, gallery }) =>
      view.search.trim() !== '' || gallery || filterTokens(feedbackView, facets).length > 0,
  );
  const openFeedback = useApp((state) => state.openFeedback);
  if (fault) {
    return (
      <Empty
        icon={<TriangleAlert size={36} strokeWidth={1.2} />}
        title="The feedback could not be read"
        text={fault.message}
      >
        <Button onClick={() => void openFeedback()}>Try Again</Button>
      </Empty>
    );
  }
  if (total === 0) return connected ? <NothingYet /> : <NoAccount />;
  return narrowed ? <NoMatch /> : <AllDone />;
}
