/** Which part of the library is looked at: a place in the sources pane, the words searched for, the order. */
import type { AppSummary, Filter, LibrarySummary, Sort } from '../../shared/contract.ts';
import { NO_FILTER } from '../../shared/no-filter.ts';
import { count } from '../words/numbers.ts';
import { OPEN_FEEDBACK } from './feedback-view.ts';
import type { Slice } from './state.ts';

/** An app, or one version of it. */
export interface Scope {
  readonly name: string;
  /** What the host filters by: the bundle id where there is one, else the name. */
  readonly app: string;
  readonly version: string | null;
  readonly build: string | null;
}

export interface View {
  readonly place: 'inbox' | 'unread' | 'feedback';
  readonly scope: Scope | null;
  readonly status: Filter['status'];
  readonly search: string;
  readonly sort: Sort;
}

export interface ViewSlice {
  readonly view: View;
  /** Goes to a place of the sources pane. The search stays behind, the order stays. */
  goTo(this: void, place: Partial<Pick<View, 'place' | 'scope' | 'status'>>): void;
  search(this: void, words: string): void;
  sortBy(this: void, sort: Sort): void;
  /** Removes what narrows the view, but for the place itself. */
  clearFilters(this: void): void;
}

const CRASHES: View = { place: 'inbox', scope: null, status: 'open', search: '', sort: 'last-seen' };

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

  clearFilters() {
    set(({ view }) => ({ view: { ...view, search: '', scope: null } }));
    if (get().view.place === 'feedback') get().narrowFeedback(OPEN_FEEDBACK);
    else void get().openView();
  },
});

/** The view as the host's filter. */
export function filterOf({ scope, status, search }: View): Filter {
  return {
    ...NO_FILTER,
    app: scope?.app ?? null,
    version: scope?.version ?? null,
    build: scope?.build ?? null,
    status,
    search: search.trim(),
  };
}

/** The scope of an app or of one version of it. */
export function scopeOf(app: AppSummary, version?: AppSummary['versions'][number]): Scope {
  return {
    name: app.name,
    app: app.bundleId ?? app.name,
    version: version?.version ?? null,
    build: version?.build ?? null,
  };
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
  const titles = { open: 'Crashes', resolved: 'Done', ignored: 'Ignored', all: 'All Crashes' } as const;
  const { scope } = view;
  const version = scope?.version ?? null;
  const named = version === null ? '' : ` ${versionName({ version, build: scope?.build ?? null })}`;
  return { title: titles[view.status], subtitle: scope === null ? 'All apps' : `${scope.name}${named}` };
}
