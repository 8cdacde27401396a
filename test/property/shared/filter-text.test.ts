/** A filter in a deep link: it comes back as it was, and anything else comes back as a filter. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterSchema, SOURCES, sortSchema } from '../../../shared/contract/filter.ts';
import type { Filter, Sort } from '../../../shared/contract/filter.ts';
import { readFilter, writeFilter } from '../../../shared/filter-text.ts';
import { NO_FILTER } from '../../../shared/no-filter.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const texts = fc.uniqueArray(text, { maxLength: 5 });
const flag = fc.constantFrom(null, true, false);
const moment = fc.integer({ min: 0, max: 8_640_000_000_000_000 });

const filter: fc.Arbitrary<Filter> = fc.record({
  app: fc.option(text),
  version: fc.option(text),
  build: fc.option(text),
  status: fc.constantFrom('open', 'resolved', 'ignored', 'all'),
  search: text,
  platforms: texts,
  systems: texts,
  devices: texts,
  kinds: texts,
  sources: fc.subarray([...SOURCES]),
  priorities: fc.subarray<Filter['priorities'][number]>(['P0', 'P1', 'P2', 'P3', 'none']),
  labels: texts,
  symbols: fc.subarray<Filter['symbols'][number]>(['complete', 'partial', 'waiting']),
  when: fc.oneof(
    fc.constant(null),
    fc.record({ days: fc.integer({ min: 1, max: 36_500 }) }),
    fc.record({ from: moment, to: moment }),
  ),
  feedback: flag,
  regressed: flag,
  seen: flag,
});
const sort = fc.constantFrom<Sort>(...sortSchema.unwrap().options);

describe('the text of a filter', () => {
  it('reads back as the filter and the order', () => {
    fc.assert(
      fc.property(filter, sort, (filter, sort) => {
        expect(readFilter(writeFilter(filter, sort))).toEqual({ filter, sort });
      }),
      { numRuns: 500 },
    );
  });

  it('is safe in a link', () => {
    fc.assert(
      fc.property(filter, sort, (filter, sort) => {
        expect(writeFilter(filter, sort)).toMatch(/^[A-Za-z0-9\-_.!~*'()%=&,:/]*$/);
      }),
    );
  });

  it('is read with parts that nobody knows', () => {
    fc.assert(
      fc.property(filter, sort, fc.stringMatching(/^x[a-z]{0,8}=[^&]{0,20}$/), (filter, sort, stranger) => {
        expect(readFilter(`${stranger}&${writeFilter(filter, sort)}&${stranger}`)).toEqual({ filter, sort });
      }),
    );
  });
});

it('makes a filter that every call takes of any text', () => {
  const part = fc.tuple(
    fc.constantFrom('status', 'app', 'version', 'os', 'days', 'from', 'to', 'symbols', 'seen', 'sort', 'search', '?'),
    fc.oneof(text, fc.constantFrom('%', '%e0%a4', '-1', '1e9', '2026-13-01', 'x'.repeat(400))),
  );
  const parts = fc.array(part, { maxLength: 60 }).map((parts) => parts.map((part) => part.join('=')).join('&'));
  fc.assert(
    fc.property(fc.oneof(parts, fc.string({ unit: 'binary' })), (text) => {
      const read = readFilter(text);
      expect(filterSchema.parse(read.filter)).toEqual(read.filter);
      expect(sortSchema.parse(read.sort)).toBe(read.sort);
    }),
    { numRuns: 500 },
  );
});

describe('a link', () => {
  it('is empty for the usual view', () => {
    expect(writeFilter(NO_FILTER, 'last-seen')).toBe('');
    expect(readFilter('')).toEqual({ filter: NO_FILTER, sort: 'last-seen' });
  });

  it('reads like what it says', () => {
    const filter: Filter = {
      ...NO_FILTER,
      status: 'all',
      systems: ['iOS 17.5', 'iOS 17.4'],
      devices: ['iPhone16,1'],
      when: { from: Date.UTC(2026, 5, 1), to: Date.UTC(2026, 5, 2, 12) },
      feedback: true,
    };
    expect(writeFilter(filter, 'count')).toBe(
      'status=all&os=iOS%2017.5&os=iOS%2017.4&device=iPhone16,1&from=2026-06-01&to=2026-06-02T12:00:00.000Z&feedback=yes&sort=count',
    );
  });

  it('may begin as it does in an address', () => {
    expect(readFilter('?os=iOS+17.5').filter.systems).toEqual(['iOS 17.5']);
  });
});
