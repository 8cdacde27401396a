/** Why the view is empty though the library is not, and what to do next. */
import { CircleCheck, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';

function NoMatch(): ReactNode {
  const clearFilters = useApp((state) => state.clearFilters);
  const { search, scope } = useApp((state) => state.view);
  return (
    <Empty
      icon={<SearchX size={36} strokeWidth={1.25} />}
      title={search === '' ? `Nothing of ${scope?.name ?? 'this'} here` : `No crash matches “${search.trim()}”`}
      text="Titles, apps and exceptions were searched within the current filters."
    >
      <Button onClick={clearFilters}>Clear Filters</Button>
    </Empty>
  );
}

function AllDone(): ReactNode {
  const goTo = useApp((state) => state.goTo);
  return (
    <Empty
      icon={<CircleCheck size={40} strokeWidth={1.1} />}
      title="All done"
      text="Every crash was dealt with. New ones appear here when they come in."
    >
      <Button onClick={() => goTo({ status: 'resolved' })}>Show Done</Button>
    </Empty>
  );
}

export function NoRows(): ReactNode {
  const view = useApp((state) => state.view);
  const open = useApp((state) => state.library?.open ?? 0);
  if (view.search !== '' || view.scope !== null) return <NoMatch />;
  // Crashes came in, and the list is about to hear of them.
  if (view.status === 'open' && open > 0) return null;
  if (view.status === 'open') return <AllDone />;
  return (
    <Empty
      icon={<CircleCheck size={36} strokeWidth={1.25} />}
      title="Nothing is done yet"
      text="Press E on a crash to mark it as done."
    />
  );
}
