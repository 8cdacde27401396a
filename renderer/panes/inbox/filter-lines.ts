/** Lines of the filter menu: the criteria, the choices of one, or what of all of them holds the words. Pure. */
import type { Filter, InboxFacets } from '../../../shared/contract.ts';
import { CRITERIA, choicesOf } from '../../state/filters.ts';
import type { Choice, Criterion, FilterKey } from '../../state/filters.ts';

export interface FilterLine {
  readonly key: FilterKey;
  /** Empty where the line opens a criterion. */
  readonly value: string;
  readonly label: string;
  /** The criterion, where lines of several stand together. */
  readonly context: string | null;
  /** Crashes; null for a criterion. */
  readonly count: number | null;
  readonly chosen: boolean;
  readonly opens: boolean;
  /** Draws a line above it. */
  readonly separated: boolean;
}

/** Lines drawn at most: beyond, words find them. */
const MOST = 200;

function lineOf({ key, label, flag }: Criterion, choice: Choice, context: boolean): FilterLine {
  return {
    key,
    value: choice.value,
    label: flag ? label : choice.label,
    context: context && !flag ? label : null,
    count: choice.count,
    chosen: choice.chosen,
    opens: false,
    separated: false,
  };
}

/** Criteria that have something to choose from; flags stand below, to be chosen at once. */
function criteria(filter: Filter, facets: InboxFacets): readonly FilterLine[] {
  const offered = CRITERIA.map((criterion) => ({ criterion, choices: choicesOf(criterion.key, filter, facets) }));
  const opening = offered
    .filter(({ criterion: { key, flag }, choices }) => !flag && (choices.length > 0 || key === 'when'))
    .map(({ criterion: { key, label }, choices }) => ({
      key,
      value: '',
      label,
      context: null,
      count: null,
      chosen: key === 'when' ? filter.when !== null : key !== 'status' && choices.some(({ chosen }) => chosen),
      opens: true,
      separated: false,
    }));
  const flags = offered
    .filter(({ criterion }) => criterion.flag)
    .flatMap(({ criterion, choices }) => choices.map((choice) => lineOf(criterion, choice, false)));
  const [first, ...others] = flags;
  return first ? [...opening, { ...first, separated: true }, ...others] : opening;
}

/**
 * @param at the criterion that is open, or all of them.
 * @param words all must occur, in any order and case; in the criterion's own name, too.
 */
export function linesOf(
  at: FilterKey | 'all',
  words: string,
  filter: Filter,
  facets: InboxFacets,
): readonly FilterLine[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (at === 'all' && wanted.length === 0) return criteria(filter, facets);
  const shown = CRITERIA.filter(({ key }) => at === 'all' || key === at);
  const lines = shown.flatMap((criterion) =>
    choicesOf(criterion.key, filter, facets).map((choice) => lineOf(criterion, choice, at === 'all')),
  );
  return lines
    .filter(({ label, context }) => {
      const text = `${context ?? ''} ${label}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .slice(0, MOST);
}
