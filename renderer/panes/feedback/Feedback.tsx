/** The feedback of testers in the inbox's place: how much there is, what narrows it, and the list or why there is none. */
import { LayoutGrid } from 'lucide-react';
import type { ReactNode } from 'react';
import { commandOf } from '../../commands/registry.ts';
import { useApp, useAppStore } from '../../state/use.ts';
import { surroundings } from '../../commands/surroundings.ts';
import { Tip } from '../../ui/Tip.tsx';
import { count, counted } from '../../words/numbers.ts';
import styles from './Feedback.module.css';
import { FilterMenu, FilterTokens } from './Filters.tsx';
import { List } from './List.tsx';
import { NoFeedback } from './NoFeedback.tsx';

function GalleryToggle(): ReactNode {
  const store = useAppStore();
  const gallery = useApp((state) => state.gallery);
  const command = commandOf('feedback.gallery');
  if (!command) return null;
  return (
    <Tip text={gallery ? 'Show as a list' : 'Show as a gallery'} keys={command.keys[0]}>
      <button
        type="button"
        className={styles['tool']}
        aria-label="Gallery"
        aria-pressed={gallery}
        onClick={() => command.run(store.getState(), surroundings)}
      >
        <LayoutGrid size={14} aria-hidden="true" />
      </button>
    </Tip>
  );
}

/** How much there is, and the tools; the same above the list and the gallery. */
export function Head(): ReactNode {
  const total = useApp(({ feedback }) => feedback?.total ?? 0);
  const gallery = useApp((state) => state.gallery);
  return (
    <>
      <div className={styles['head']}>
        <output>{gallery ? `${count(total)} with screenshots` : counted(total, 'submission')}</output>
        <span className={styles['tools']}>
          <FilterMenu />
          <GalleryToggle />
        </span>
      </div>
      <FilterTokens />
    </>
  );
}

export function Feedback(): ReactNode {
  const rows = useApp((state) => state.feedback);
  const fault = useApp((state) => (state.feedback === null ? state.feedbackFault : null));
  const any = useApp(({ library }) => (library?.feedback.total ?? 0) > 0);
  return (
    <section className={styles['feedback']} data-pane="inbox" aria-label="Feedback" tabIndex={-1}>
      {any && <Head />}
      {rows !== null && rows.total > 0 ? <List rows={rows} /> : (rows !== null || fault !== null) && <NoFeedback />}
    </section>
  );
}
