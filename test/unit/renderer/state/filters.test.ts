import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CRITERIA,
  choicesOf,
  choose,
  isNarrowed,
  takesMany,
  tokensOf,
  without,
} from '../../../../renderer/state/filters.ts';
import type { Token } from '../../../../renderer/state/filters.ts';
import type { Filter } from '../../../../shared/contract.ts';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { FACETS } from '../facets.ts';

const changed = (filter: Filter, part: Partial<Filter>): Filter => ({ ...filter, ...part });
const names = new Map([['app.harbor', 'Harbor']]);

function words(filter: Partial<Filter>): readonly string[] {
  const write = ({ label, values }: Token): string => [label, values.join(', ')].filter((part) => part).join(': ');
  return tokensOf({ ...NO_FILTER, status: 'all', ...filter }, FACETS, names).map(write);
}

describe('tokens', () => {
  it('name each criterion in the words of its facets', () => {
    expect(
      words({ app: 'app.harbor', version: '2.1.0', build: '412', devices: ['iPhone16,1', 'iPhone14,7'], seen: false }),
    ).toEqual(['App: Harbor', 'Version: 2.1.0 (412)', 'Device: iPhone 15 Pro, iPhone 14', 'Unseen']);
  });

  it('say a period in days, or from when to when', () => {
    expect(words({ when: { days: 30 } })).toEqual(['Last 30 days']);
    const day = new Date(2026, 0, 12).getTime();
    expect(words({ when: { from: day, to: day + 1000 } })).toEqual(['12 Jan 2026']);
  });

  it('fall back on the filter’s own words where nothing is counted under it', () => {
    expect(words({ devices: ['iPhone99,9'], priorities: ['none'] })).toEqual([
      'Device: iPhone99,9',
      'Priority: Unknown',
    ]);
  });

  it('call kinds of reports by their names, also where there is none of them', () => {
    expect(words({ kinds: ['disk-writes', 'os-fault'] })).toEqual(['Kind: Disk writes, OS fault']);
  });

  it('say the opposite of a flag that a link turned round', () => {
    expect(words({ feedback: false })).toEqual(['Without feedback']);
  });

  it('leave a status alone to the sources pane, and name it beside others', () => {
    expect(words({ status: 'open' })).toEqual([]);
    expect(words({ status: 'open', regressed: true })).toEqual(['Regressed', 'Status: Open']);
  });
});

const offering = CRITERIA.filter(({ key }) => choicesOf(key, NO_FILTER, FACETS).length > 0);
/** A choice of the menu: a criterion and one of the values that it offers. */
const someChoice = fc
  .constantFrom(...offering)
  .chain(({ key }) => fc.constantFrom(...choicesOf(key, NO_FILTER, FACETS).map(({ value }) => ({ key, value }))));
const anyFilter = fc.array(someChoice, { maxLength: 12 }).map((choices) => {
  let filter = NO_FILTER;
  for (const { key, value } of choices) filter = changed(filter, choose(key, value, filter));
  return filter;
});

describe('choosing', () => {
  it('ticks what was chosen, and takes it back when it is chosen again', () => {
    fc.assert(
      fc.property(anyFilter, someChoice, (filter, { key, value }) => {
        const isChosen = (one: Filter): boolean =>
          choicesOf(key, one, FACETS).some((choice) => choice.value === value && choice.chosen);
        const before = isChosen(filter);
        const after = { ...filter, ...choose(key, value, filter) };
        // There is always one status.
        expect(isChosen(after)).toBe(key === 'status' ? true : !before);
      }),
    );
  });

  it('has a token for every criterion that narrows, and none once it is taken away', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        for (const { key } of tokensOf(filter, FACETS, names)) {
          const left = tokensOf({ ...filter, ...without(key) }, FACETS, names);
          expect(left.map((token) => token.key)).not.toContain(key);
        }
        let cleared = filter;
        for (const { key } of tokensOf(filter, FACETS, names)) cleared = changed(cleared, without(key));
        expect(isNarrowed(cleared)).toBe(false);
      }),
    );
  });

  it('keeps several values of a list and one of anything else', () => {
    const both = { ...NO_FILTER, ...choose('devices', 'iPhone14,7', { ...NO_FILTER, devices: ['iPhone16,1'] }) };
    expect(both.devices).toEqual(['iPhone16,1', 'iPhone14,7']);
    const newer = { ...NO_FILTER, ...choose('when', '7', { ...NO_FILTER, when: { days: 30 } }) };
    expect(newer.when).toEqual({ days: 7 });
    expect([takesMany('devices'), takesMany('when'), takesMany('app')]).toEqual([true, false, false]);
  });

  it('forgets the version with its app', () => {
    const filter = { ...NO_FILTER, app: 'app.harbor', version: '2.1.0', build: '412' };
    expect(choose('app', 'app.other', filter)).toEqual({ app: 'app.other', version: null, build: null });
  });

  it('offers what is chosen even where none is left of it', () => {
    const filter = { ...NO_FILTER, labels: ['network'] };
    expect(choicesOf('labels', filter, FACETS)).toEqual([
      { value: 'network', label: 'network', count: 0, chosen: true },
    ]);
  });
});
