/** Which feedback is looked at: the filters as they are chosen, as the host takes them, and as tokens. Pure. */
import type {
  Facet,
  FeedbackFacets,
  FeedbackFilter,
  FeedbackRow,
  FeedbackStatus,
} from '../../shared/contract/feedback.ts';

/** The days that the filter offers; `from` is kept so that pages of one list agree. */
export interface Period {
  readonly days: number;
  /** Unix milliseconds. */
  readonly from: number;
}

export interface FeedbackView {
  readonly app: string | null;
  readonly version: string | null;
  readonly build: string | null;
  readonly device: string | null;
  readonly os: string | null;
  readonly tester: string | null;
  readonly period: Period | null;
  readonly withScreenshot: boolean;
  readonly withCrash: boolean;
  readonly status: FeedbackStatus | 'all';
}

/** Everything that waits to be dealt with. */
export const OPEN_FEEDBACK: FeedbackView = {
  app: null,
  version: null,
  build: null,
  device: null,
  os: null,
  tester: null,
  period: null,
  withScreenshot: false,
  withCrash: false,
  status: 'open',
};

const DAY = 86_400_000;

/** The last so many days. */
export function lastDays(days: number, now: number): Period {
  return { days, from: Math.max(0, now - days * DAY) };
}

/** `Last 24 hours`, `Last 30 days` */
export function periodWords(days: number): string {
  return days === 1 ? 'Last 24 hours' : `Last ${days} days`;
}

/** The view as the host's filter. */
export function feedbackFilter(view: FeedbackView, search: string): FeedbackFilter {
  const { period, withScreenshot, withCrash, ...same } = view;
  return {
    ...same,
    from: period?.from ?? null,
    to: null,
    hasScreenshot: withScreenshot ? true : null,
    hasCrash: withCrash ? true : null,
    kind: null,
    search: search.trim(),
  };
}

/** What narrows the view, and the view without it. */
export interface FilterToken {
  readonly text: string;
  readonly without: Partial<FeedbackView>;
}

function labelOf(facets: readonly Facet[] | undefined, value: string): string {
  return facets?.find((facet) => facet.value === value)?.label ?? value;
}

/** A build is named with its version where that is part of the view. */
function buildToken({ version, build }: FeedbackView, facets: FeedbackFacets | null): FilterToken | null {
  const without = { version: null, build: null };
  if (build !== null) {
    const label = labelOf(facets?.builds, build);
    const text = version === null || label.includes(version) ? `build ${label}` : `${version} (${label})`;
    return { text, without };
  }
  return version === null ? null : { text: labelOf(facets?.versions, version), without };
}

/** The filters that are set, in the order of the menu. */
export function filterTokens(view: FeedbackView, facets: FeedbackFacets | null): readonly FilterToken[] {
  const { status, app, device, os, tester, period } = view;
  const tokens: (FilterToken | null)[] = [
    status === 'open' ? null : { text: status === 'all' ? 'open and done' : 'done', without: { status: 'open' } },
    app === null ? null : { text: labelOf(facets?.apps, app), without: { app: null } },
    buildToken(view, facets),
    period && { text: periodWords(period.days).toLowerCase(), without: { period: null } },
    device === null ? null : { text: labelOf(facets?.devices, device), without: { device: null } },
    os === null ? null : { text: labelOf(facets?.systems, os), without: { os: null } },
    tester === null ? null : { text: labelOf(facets?.testers, tester), without: { tester: null } },
    view.withScreenshot ? { text: 'screenshot', without: { withScreenshot: false } } : null,
    view.withCrash ? { text: 'crash', without: { withCrash: false } } : null,
  ];
  return tokens.filter((token) => token !== null);
}

/** Whether a row would be in a view of that status. */
export function isInStatus({ status }: FeedbackRow, wanted: FeedbackView['status']): boolean {
  return wanted === 'all' || wanted === status;
}
