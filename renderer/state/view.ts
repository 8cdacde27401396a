/** Which part of the library is looked at: a place in the sources pane, what narrows it, the order. */
import type { AppSummary, Filter, LibrarySummary, SavedView, Sort } from '../../shared/contract.ts';
import { NO_FILTER } from '../../shared/no-filter.ts';
import { reportsTitle } from '../words/kinds.ts';
import { count } from '../words/numbers.ts';
import { OPEN_FEEDBACK } from './feedback-view.ts';
import type { Slice } from './state.ts';

/** An app, or one version of it, as the host filters: by bundle id where there is one, else by name. */
export type Scope = Pick<Filter, 'app' | 'version' | 'build'>;

/** The whole filter, where it is applied and in which order. Of the filter, feedback takes the search alone. */
export interface View extends Filter {
  readonly place: 'inbox' | 'unread' | 'feedback' | 'compare';
  readonly sort: Sort;
}

export interface ViewSlice {
  readonly view: View;
  /** Goes to a place of the sources pane. What narrowed the view stays behind, the order stays. */
  goTo(this: void, place: Partial<View>): void;
  /** Changes filters of the inbox and leaves the others as they are. */
  narrow(this: void, part: Partial<Filter>): void;
  search(this: void, words: string): void;
  sortBy(this: void, sort: Sort): void;
  openSaved(this: void, view: SavedView): void;
  /** Removes what narrows the view, but for its status. */
  clearFilters(this: void): void;
}

/** What a window without memory opens with. */
export const CRASHES: View = { ...NO_FILTER, place: 'inbox', sort: 'last-seen' };

export const viewSlice: Slice<ViewSlice> = (set, get) => ({
  view: CRASHES,

  goTo(place) {
    const { sort, place: before } = get().view;
    set({ view: { ...CRASHES, sort, ...place } });
    if (place.place === 'unread') void get().refreshUnread();
    else if (place.place === 'feedback') {
      // Who is there already wants to see all of it; who comes back finds it as it was left.
      if (before === 'feedback') set({ feedbackView: OPEN_FEEDBACK });
      void get().openFeedback();
    } else void get().openView();
  },

  narrow(part) {
    set(({ view }) => ({ view: { ...view, place: 'inbox', ...part } }));
    void get().openView();
  },

  search(search) {
    if (search === get().view.search) return;
    const place = get().view.place === 'feedback' ? 'feedback' : 'inbox';
    set(({ view }) => ({ view: { ...view, place, search } }));
    if (place === 'feedback') void get().openFeedback();
    else void get().openView();
  },

  sortBy(sort) {
    set(({ view }) => ({ view: { ...view, sort } }));
    void get().openView();
  },

  openSaved({ filter, sort }) {
    set({ view: { ...filter, sort, place: 'inbox' } });
    void get().openView();
  },

  clearFilters() {
    const { place, sort, status } = get().view;
    if (place === 'feedback') {
      set(({ view }) => ({ view: { ...view, search: '' } }));
      get().narrowFeedback(OPEN_FEEDBACK);
      return;
    }
    set({ view: { ...CRASHES, sort, status } });
    void get().openView();
  },
});

/** The view as the host's filter. */
export function filterOf(view: View): Filter {
  return {
    app: view.app,
    version: view.version,
    build: view.build,
    status: view.status,
    search: view.search.trim(),
    platforms: view.platforms,
    systems: view.systems,
    devices: view.devices,
    kinds: view.kinds,
    sources: view.sources,
    priorities: view.priorities,
    labels: view.labels,
    symbols: view.symbols,
    when: view.when,
    feedback: view.feedback,
    regressed: view.regressed,
    seen: view.seen,
  };
}

/** The scope of an app or of one version of it. */
export function scopeOf(app: AppSummary, version?: AppSummary['versions'][number]): Scope {
  return { app: app.bundleId ?? app.name, version: version?.version ?? null, build: version?.build ?? null };
}

/** Apps as they are named, by what filters call them. */
export function appNames(apps: readonly AppSummary[]): ReadonlyMap<string, string> {
  return new Map(apps.map(({ name, bundleId }) => [bundleId ?? name, name]));
}

/** `2.1.0 (412)`, as Apple writes a version and its build. */
export function versionName({ version, build }: { version: string; build: string | null }): string {
  return build === null ? version : `${version} (${build})`;
}

/** Title and subtitle of the window for a view. */
export function viewTitle(view: View, library: LibrarySummary | null): { title: string; subtitle: string } {
  if (view.place === 'unread') return { title: 'Unread Files', subtitle: library?.path ?? '' };
  if (view.place === 'feedback') {
    const total = library?.feedback.total ?? 0;
    return { title: 'Feedback', subtitle: total === 0 ? 'TestFlight' : `${count(total)} from TestFlight` };
  }
  if (view.place === 'compare') return { title: 'Compare Versions', subtitle: '' };
  const reports = reportsTitle(library?.kind ?? null);
  const titles = { open: reports, resolved: 'Done', ignored: 'Ignored', all: `All ${reports}` } as const;
  const { app, version, build } = view;
  const named = version === null ? '' : ` ${versionName({ version, build })}`;
  return {
    title: titles[view.status],
    subtitle: app === null ? 'All apps' : `${appNames(library?.apps ?? []).get(app) ?? app}${named}`,
  };
}
