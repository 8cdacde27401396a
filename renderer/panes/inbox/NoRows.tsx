/** Why the inbox is empty, and what to do next: four reasons, four answers. */
import { CircleCheck, Inbox, SearchX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Fault } from '../../../shared/result.ts';
import { useApp } from '../../state/use.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';

function Failed({ fault }: { readonly fault: Fault }): ReactNode {
  const openView = useApp((state) => state.openView);
  const refreshLibrary = useApp((state) => state.refreshLibrary);
  const lost = fault.kind === 'not-found' || fault.kind === 'library-corrupt' || fault.kind === 'library-too-new';
  return (
    <Empty
      icon={<TriangleAlert size={36} strokeWidth={1.25} />}
      title={lost ? 'The library cannot be opened' : 'The inbox could not be read'}
      text={fault.message}
    >
      <Button
        look="primary"
        onClick={() => {
          void refreshLibrary();
          void openView();
        }}
      >
        Try Again
      </Button>
    </Empty>
  );
}

function NoData(): ReactNode {
  const addSamples = useApp((state) => state.addSamples);
  const importChosen = useApp((state) => state.importChosen);
  return (
    <Empty
      icon={<Inbox size={40} strokeWidth={1.1} />}
      title="No crashes yet"
      text="Drop crash reports, dSYMs or whole folders anywhere on this window, or paste a crash’s text. Nothing leaves this computer."
    >
      <Button look="primary" onClick={() => void addSamples()}>
        Try with Sample Crashes
      </Button>
      <Button onClick={() => void importChosen('files')}>Open…</Button>
    </Empty>
  );
}

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

export function NoRows({ fault }: { readonly fault: Fault | null }): ReactNode {
  const view = useApp((state) => state.view);
  const library = useApp((state) => state.library);
  if (fault) return <Failed fault={fault} />;
  if (!library) return null;
  if (library.signatures === 0) return <NoData />;
  if (view.search !== '' || view.scope !== null) return <NoMatch />;
  if (view.status === 'resolved') {
    return (
      <Empty
        icon={<CircleCheck size={36} strokeWidth={1.25} />}
        title="Nothing is done yet"
        text="Press E on a crash to mark it as done."
      />
    );
  }
  return <AllDone />;
}
