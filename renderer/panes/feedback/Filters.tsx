/** What narrows the list of feedback: a menu of everything that occurs, with counts, and a token for each choice. */
import { ListFilter, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Facet, FeedbackFacets } from '../../../shared/contract/feedback.ts';
import { filterTokens, lastDays, periodWords } from '../../state/feedback-view.ts';
import type { FeedbackView } from '../../state/feedback-view.ts';
import { useApp } from '../../state/use.ts';
import { Menu } from '../../ui/Menu.tsx';
import type { MenuItem, SubMenu } from '../../ui/Menu.tsx';
import { count } from '../../words/numbers.ts';
import styles from './Feedback.module.css';

/** Choices of one menu; the search finds what is beyond them. */
const MOST = 60;
const PERIODS = [1, 7, 30, 90] as const;
const STATUSES = [
  ['open', 'Open'],
  ['resolved', 'Done'],
  ['all', 'Open and done'],
] as const;

type Narrow = (part: Partial<FeedbackView>) => void;
type FacetKey = 'app' | 'build' | 'device' | 'os' | 'tester';

interface Choices {
  readonly key: FacetKey;
  readonly label: string;
  readonly facets: readonly Facet[];
}

function choicesOf(facets: FeedbackFacets | null): readonly Choices[] {
  if (!facets) return [];
  return [
    ...(facets.apps.length > 1 ? [{ key: 'app', label: 'App', facets: facets.apps } as const] : []),
    { key: 'build', label: 'Build', facets: facets.builds },
    { key: 'device', label: 'Device', facets: facets.devices },
    { key: 'os', label: 'System', facets: facets.systems },
    { key: 'tester', label: 'Tester', facets: facets.testers },
  ];
}

/** One menu of choices; choosing again what is chosen takes it back. */
function facetMenu({ key, label, facets }: Choices, view: FeedbackView, narrow: Narrow): SubMenu {
  const chosen = view[key];
  return {
    key,
    label,
    chosen: chosen !== null,
    items: facets.slice(0, MOST).map((facet) => ({
      key: facet.value,
      label: facet.label,
      detail: count(facet.count),
      chosen: facet.value === chosen,
      run: () => narrow({ [key]: facet.value === chosen ? null : facet.value }),
    })),
  };
}

function periodMenu({ period }: FeedbackView, narrow: Narrow): SubMenu {
  return {
    key: 'period',
    label: 'Date',
    chosen: period !== null,
    items: PERIODS.map((days) => ({
      key: String(days),
      label: periodWords(days),
      chosen: period?.days === days,
      run: () => narrow({ period: period?.days === days ? null : lastDays(days, Date.now()) }),
    })),
  };
}

function items(view: FeedbackView, facets: FeedbackFacets | null, narrow: Narrow): readonly (MenuItem | SubMenu)[] {
  const { withScreenshot, withCrash, status } = view;
  return [
    ...STATUSES.map(([key, label]) => ({
      key,
      label,
      chosen: key === status,
      run: () => narrow({ status: key }),
    })),
    {
      key: 'screenshot',
      label: 'Has a screenshot',
      detail: facets ? count(facets.withScreenshot) : '',
      chosen: withScreenshot,
      separated: true,
      run: () => narrow({ withScreenshot: !withScreenshot }),
    },
    {
      key: 'crash',
      label: 'Has a crash',
      detail: facets ? count(facets.withCrash) : '',
      chosen: withCrash,
      run: () => narrow({ withCrash: !withCrash }),
    },
    periodMenu(view, narrow),
    ...choicesOf(facets).map((choices) => facetMenu(choices, view, narrow)),
  ];
}

export function FilterMenu(): ReactNode {
  const view = useApp((state) => state.feedbackView);
  const facets = useApp((state) => state.facets);
  const narrow = useApp((state) => state.narrowFeedback);
  return (
    <Menu
      trigger={
        <button type="button" className={styles['tool']} aria-label="Filter feedback">
          <ListFilter size={13} aria-hidden="true" />
          Filter
        </button>
      }
      items={items(view, facets, narrow)}
    />
  );
}

export function FilterTokens(): ReactNode {
  const view = useApp((state) => state.feedbackView);
  const facets = useApp((state) => state.facets);
  const narrow = useApp((state) => state.narrowFeedback);
  const tokens = filterTokens(view, facets);
  if (tokens.length === 0) return null;
  return (
    <ul className={styles['tokens']} aria-label="Filters">
      {tokens.map(({ text, without }) => (
        <li key={text}>
          <button
            type="button"
            className={styles['token']}
            aria-label={`Remove filter ${text}`}
            onClick={() => narrow(without)}
          >
            <span>{text}</span>
            <X size={11} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
