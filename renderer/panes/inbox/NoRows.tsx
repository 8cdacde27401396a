/** Why the view is empty though the library is not, and what to do next. */
import { BellOff, CircleCheck, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { surroundings } from '../../commands/surroundings.ts';
import { isNarrowed } from '../../state/filters.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';

function NoMatch(): ReactNode {
  const clearFilters = useApp((state) => state.clearFilters);
  const narrow = useApp((state) => state.narrow);
  const { search, status } = useApp((state) => state.view);
  const words = search.trim();
  return (
    <Empty
      icon={<SearchX size={36} strokeWidth={1.25} />}
      title={words === '' ? 'Nothing matches the filters' : `Nothing matches “${words}”`}
      text={
        words === ''
          ? 'All of them together leave nothing over.'
          : 'Frames, titles, messages, comments and notes were searched within the current filters.'
      }
    >
      <Button
        onClick={() => {
          clearFilters();
          surroundings.focusPane('inbox');
        }}
      >
        Clear Filters
      </Button>
      {status !== 'all' && <Button onClick={() => narrow({ status: 'all' })}>Look in All</Button>}
    </Empty>
  );
}

function AllDone(): ReactNode {
  const goTo = useApp((state) => state.goTo);
  return (
    <Empty
      icon={<CircleCheck size={40} strokeWidth={1.1} />}
      title="All done"
      text="Everything was dealt with. What is new appears here when it comes in."
    >
      <Button onClick={() => goTo({ status: 'resolved' })}>Show Done</Button>
    </Empty>
  );
}

export function NoRows(): ReactNode {
  const view = useApp((state) => state.view);
  const open = useApp((state) => state.library?.open ?? 0);
  if (isNarrowed(view)) return <NoMatch />;
  // Reports came in, and the list is about to hear of them.
  if (view.status === 'open' && open > 0) return null;
  if (view.status === 'open') return <AllDone />;
  if (view.status === 'ignored') {
    return (
      <Empty
        icon={<BellOff size={36} strokeWidth={1.25} />}
        title="Nothing is ignored"
        text="Press I on a row to set it aside: for good, for a while or until it comes back in the next build."
      />
    );
  }
  return (
    <Empty
      icon={<CircleCheck size={36} strokeWidth={1.25} />}
      title="Nothing is done yet"
      text="Press E on a row to mark it as done."
    />
  );
}
