/** What filters offer as people read it; that it is counted right is held by the property test of the inbox. */
import { expect, it } from 'vitest';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { decide } from '../../../../electron/store/decisions.ts';
import { inboxFacets } from '../../../../electron/store/facets.ts';
import { addAll, makeFacts, makeGrouping, NOON, openStore } from '../../../fixtures/store.ts';

const BUOY = { name: 'Buoy', bundleId: null };

async function harbour() {
  const database = await openStore();
  addAll(database, [
    [makeFacts('1', { device: 'iPhone16,1' }), makeGrouping('a')],
    [makeFacts('2', { device: 'iPhone16,1', version: '1.1', build: '110' }), makeGrouping('a', { symbols: 'waiting' })],
    [makeFacts('3', { device: 'Toaster1,1', version: null, build: null, app: BUOY }), makeGrouping('b')],
  ]);
  return database;
}

it('names everything as people do', async () => {
  const facets = inboxFacets(await harbour(), NO_FILTER, NOON);
  expect(facets.devices).toEqual([
    { value: 'iPhone16,1', label: 'iPhone 15 Pro', count: 2 },
    { value: 'Toaster1,1', label: 'Toaster1,1', count: 1 },
  ]);
  expect(facets.apps.map(({ value, label }) => [value, label])).toEqual([
    ['com.example.Pier', 'Pier'],
    ['Buoy', 'Buoy'],
  ]);
  expect(facets.symbols.map(({ label }) => label)).toEqual(['Complete', 'Waiting for symbols']);
  expect(facets.kinds.map(({ label }) => label)).toEqual(['Crash']);
  expect(facets.sources.map(({ label }) => label)).toEqual(['Files']);
  expect(facets.priorities.map(({ label }) => label)).toEqual(['No priority']);
  expect(facets.days.map(({ value, label }) => [value, label])).toEqual([
    ['7', 'Last 7 days'],
    ['30', 'Last 30 days'],
    ['90', 'Last 90 days'],
  ]);
});

it('tells models of one name apart', async () => {
  const database = await openStore();
  addAll(database, [
    [makeFacts('1', { device: 'iPhone10,1' }), makeGrouping('a')],
    [makeFacts('2', { device: 'iPhone10,4' }), makeGrouping('a')],
  ]);
  const labels = inboxFacets(database, NO_FILTER, NOON).devices.map(({ label }) => label);
  expect(labels).toEqual(['iPhone 8 (iPhone10,1)', 'iPhone 8 (iPhone10,4)']);
});

it('offers releases of the app that is chosen, and of all others none', async () => {
  const database = await harbour();
  expect(inboxFacets(database, NO_FILTER, NOON).releases).toEqual([]);
  expect(inboxFacets(database, { ...NO_FILTER, app: 'Pier' }, NOON).releases).toEqual([
    { value: '1.0\u0000100', label: '1.0 (100)', count: 1 },
    { value: '1.1\u0000110', label: '1.1 (110)', count: 1 },
  ]);
  expect(inboxFacets(database, { ...NO_FILTER, app: 'Buoy' }, NOON).releases).toEqual([
    { value: '\u0000', label: 'Unknown', count: 1 },
  ]);
});

it('keeps what is chosen on offer where nothing is left of it, and every status', async () => {
  const database = await harbour();
  decide(database, 'a', { status: 'resolved', labels: ['flaky'] });
  const filter = { ...NO_FILTER, systems: ['iOS 9.0', 'iOS 17.5'], labels: ['flaky'] };
  const facets = inboxFacets(database, filter, NOON);
  expect(facets.systems).toEqual([
    { value: 'iOS 17.5', label: 'iOS 17.5', count: 0 },
    { value: 'iOS 9.0', label: 'iOS 9.0', count: 0 },
  ]);
  expect(facets.statuses).toEqual([
    { value: 'resolved', label: 'Resolved', count: 2 },
    { value: 'ignored', label: 'Ignored', count: 0 },
    { value: 'open', label: 'Open', count: 0 },
  ]);
});

it('offers the most frequent where there are very many', async () => {
  const database = await openStore();
  const many = Array.from({ length: 300 }, (_, number) => `iOS 1.${number}`);
  addAll(database, [
    ...many.map((os, number) => [makeFacts(String(number), { os }), makeGrouping('a')] as const),
    [makeFacts('often'), makeGrouping('a')],
    [makeFacts('very often'), makeGrouping('a')],
  ]);
  const { systems } = inboxFacets(database, { ...NO_FILTER, systems: ['iOS 1.299'] }, NOON);
  expect(systems[0]?.value).toBe('iOS 17.5');
  expect(systems.length).toBeLessThanOrEqual(201);
  expect(systems.map(({ value }) => value)).toContain('iOS 1.299');
});
