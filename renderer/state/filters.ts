/**
 * What can narrow the inbox, as the window offers it: criteria with their choices, and tokens for what is chosen. Pure:
 * filters and facets in, words and filters out.
 */
import type { Filter, InboxFacets, Source } from '../../shared/contract.ts';
import type { Facet } from '../../shared/contract/feedback.ts';
import { KIND_WORDS, isReportKind } from '../../shared/report/kind-words.ts';
import { dayRange } from '../words/dates.ts';

/** Criteria that take any number of values. */
const LISTS = ['platforms', 'systems', 'devices', 'kinds', 'sources', 'priorities', 'labels', 'symbols'] as const;
type ListKey = (typeof LISTS)[number];
type FlagKey = 'feedback' | 'regressed' | 'seen';
export type FilterKey = ListKey | FlagKey | 'app' | 'version' | 'when' | 'status';

export interface Criterion {
  readonly key: FilterKey;
  readonly label: string;
  /** Set or not set: it has no choices of its own. */
  readonly flag: boolean;
}

/** In the order of the menu. */
export const CRITERIA: readonly Criterion[] = [
  { key: 'app', label: 'App', flag: false },
  { key: 'version', label: 'Version', flag: false },
  { key: 'systems', label: 'OS', flag: false },
  { key: 'devices', label: 'Device', flag: false },
  { key: 'platforms', label: 'Platform', flag: false },
  { key: 'when', label: 'Date', flag: false },
  { key: 'kinds', label: 'Kind', flag: false },
  { key: 'sources', label: 'Source', flag: false },
  { key: 'status', label: 'Status', flag: false },
  { key: 'priorities', label: 'Priority', flag: false },
  { key: 'labels', label: 'Label', flag: false },
  { key: 'symbols', label: 'Symbols', flag: false },
  { key: 'feedback', label: 'Has feedback', flag: true },
  { key: 'regressed', label: 'Regressed', flag: true },
  { key: 'seen', label: 'Unseen', flag: true },
];

/** One choice of a criterion; of a flag the only one. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Crashes. */
  readonly count: number;
  readonly chosen: boolean;
}

/** What narrows the view. */
export interface Token {
  readonly key: FilterKey;
  /** Null where the value says it all: `Unseen`. */
  readonly label: string | null;
  readonly values: readonly string[];
}

/** For what facets leave out because there is none of it now. */
const WORDS: Readonly<Record<string, string>> = {
  open: 'Open',
  resolved: 'Done',
  ignored: 'Ignored',
  all: 'All',
  file: 'Files',
  testflight: 'TestFlight',
  organizer: 'Xcode Organizer',
  mac: 'This Mac',
  device: 'Devices',
  folder: 'Watched folders',
  none: 'Unknown',
  complete: 'Complete',
  partial: 'Partial',
  waiting: 'Waiting',
};

const STATUSES = ['open', 'resolved', 'ignored', 'all'] as const;
const SOURCES = ['file', 'testflight', 'organizer', 'mac', 'device', 'folder'] as const satisfies readonly Source[];
/** Between a version and its build, in facets of releases. */
const RELEASE = '\u0000';

function isList(key: FilterKey): key is ListKey {
  return LISTS.some((list) => list === key);
}

function facetsOf(key: FilterKey, facets: InboxFacets): readonly Facet[] {
  switch (key) {
    case 'app':
      return facets.apps;
    case 'version':
      return facets.releases;
    case 'when':
      return facets.days;
    case 'status':
      return facets.statuses;
    case 'feedback':
      return [{ value: 'true', label: 'Has feedback', count: facets.withFeedback }];
    case 'regressed':
      return [{ value: 'true', label: 'Regressed', count: facets.regressed }];
    case 'seen':
      return [{ value: 'false', label: 'Unseen', count: facets.unseen }];
    case 'platforms':
    case 'systems':
    case 'devices':
    case 'kinds':
    case 'sources':
    case 'priorities':
    case 'labels':
    case 'symbols':
      return facets[key];
  }
}

/** What is chosen of a criterion, as facets write it. */
function chosenOf(key: FilterKey, filter: Filter): readonly string[] {
  if (isList(key)) return filter[key];
  switch (key) {
    case 'app':
      return filter.app === null ? [] : [filter.app];
    case 'version':
      return filter.version === null ? [] : [`${filter.version}${RELEASE}${filter.build ?? ''}`];
    case 'when':
      return filter.when !== null && 'days' in filter.when ? [String(filter.when.days)] : [];
    case 'status':
      return [filter.status];
    case 'feedback':
    case 'regressed':
    case 'seen':
      return filter[key] === null ? [] : [String(filter[key])];
  }
}

function labelOf(key: FilterKey, value: string, facets: readonly Facet[]): string {
  if (key === 'kinds' && isReportKind(value)) return KIND_WORDS[value].name;
  const [version = '', build = ''] = value.split(RELEASE);
  const plain = build === '' ? version : `${version} (${build})`;
  return facets.find((facet) => facet.value === value)?.label ?? WORDS[value] ?? plain;
}

/** What a criterion offers, what is chosen included where nothing is counted under it. */
export function choicesOf(key: FilterKey, filter: Filter, facets: InboxFacets): readonly Choice[] {
  const offered = facetsOf(key, facets);
  const chosen = chosenOf(key, filter);
  const known = new Set(offered.map(({ value }) => value));
  const missing = chosen.filter((value) => !known.has(value) && key !== 'when');
  return [
    ...offered.map((facet) => ({ ...facet, chosen: chosen.includes(facet.value) })),
    ...missing.map((value) => ({ value, label: labelOf(key, value, offered), count: 0, chosen: true })),
  ];
}

/** Whether choosing leaves the menu open for more. */
export function takesMany(key: FilterKey): boolean {
  return isList(key);
}

function toggled<Value extends string>(values: readonly Value[], value: Value): Value[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}

/** A list of one of the contract's own words; what is none of them changes nothing. */
function toggledWord<Value extends string>(values: readonly Value[], value: string, words: readonly Value[]): Value[] {
  const word = words.find((one) => one === value);
  return word === undefined ? [...values] : toggled(values, word);
}

/** The filter after a choice was made; choosing again what is chosen takes it back. */
export function choose(key: FilterKey, value: string, filter: Filter): Partial<Filter> {
  switch (key) {
    case 'app': {
      const app = filter.app === value ? null : value;
      return { app, version: null, build: null };
    }
    case 'version': {
      if (chosenOf(key, filter).includes(value)) return without(key);
      const [version = '', build = ''] = value.split(RELEASE);
      return { version, build: build === '' ? null : build };
    }
    case 'when':
      return chosenOf(key, filter).includes(value) ? without(key) : { when: { days: Number(value) } };
    case 'status':
      return { status: STATUSES.find((status) => status === value) ?? filter.status };
    case 'feedback':
    case 'regressed':
    case 'seen':
      return { [key]: chosenOf(key, filter).includes(value) ? null : value === 'true' };
    case 'sources':
      return { sources: toggledWord(filter.sources, value, SOURCES) };
    case 'priorities':
      return { priorities: toggledWord(filter.priorities, value, ['P0', 'P1', 'P2', 'P3', 'none']) };
    case 'symbols':
      return { symbols: toggledWord(filter.symbols, value, ['complete', 'partial', 'waiting']) };
    case 'platforms':
    case 'systems':
    case 'devices':
    case 'kinds':
    case 'labels':
      return { [key]: toggled(filter[key], value) };
  }
}

/** The filter without a criterion. Without its status a view shows all. */
export function without(key: FilterKey): Partial<Filter> {
  if (isList(key)) return { [key]: [] };
  switch (key) {
    case 'app':
      return { app: null, version: null, build: null };
    case 'version':
      return { version: null, build: null };
    case 'status':
      return { status: 'all' };
    case 'when':
    case 'feedback':
    case 'regressed':
    case 'seen':
      return { [key]: null };
  }
}

function tokenOf({ key, label, flag }: Criterion, filter: Filter, facets: InboxFacets | null): Token | null {
  if (key === 'when' && filter.when !== null) {
    const { when } = filter;
    const words = 'days' in when ? `Last ${when.days} days` : dayRange(when.from, when.to);
    return { key, label: null, values: [words] };
  }
  const chosen = chosenOf(key, filter);
  if (chosen.length === 0) return null;
  if (flag) {
    // A link may also ask for the opposite of what the menu offers.
    const usual = chosen[0] === (key === 'seen' ? 'false' : 'true');
    return { key, label: null, values: [usual ? label : (OPPOSITES[label] ?? label)] };
  }
  const offered = facets ? facetsOf(key, facets) : [];
  return { key, label, values: chosen.map((value) => labelOf(key, value, offered)) };
}

const OPPOSITES: Readonly<Record<string, string>> = {
  'Has feedback': 'Without feedback',
  Regressed: 'Not regressed',
  Unseen: 'Seen',
};

/**
 * The criteria that narrow a view, in the order of the menu. A status alone is a place of the sources pane, which says
 * it; beside others it is one of them.
 */
export function tokensOf(
  filter: Filter,
  facets: InboxFacets | null,
  names: ReadonlyMap<string, string>,
): readonly Token[] {
  const tokens = CRITERIA.filter(({ key }) => key !== 'status').flatMap((criterion) => {
    const token = tokenOf(criterion, filter, facets);
    if (token?.key !== 'app') return token ? [token] : [];
    return [{ ...token, values: token.values.map((value) => names.get(value) ?? value) }];
  });
  if (filter.status === 'all' || tokens.length === 0) return tokens;
  return [...tokens, { key: 'status', label: 'Status', values: [labelOf('status', filter.status, [])] }];
}

/** Whether anything but its status narrows a view. */
export function isNarrowed(filter: Filter): boolean {
  return filter.search.trim() !== '' || tokensOf(filter, null, new Map()).length > 0;
}
