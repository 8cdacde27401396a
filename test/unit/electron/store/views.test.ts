import { expect, it } from 'vitest';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { decide } from '../../../../electron/store/decisions.ts';
import { deleteView, isView, listViews, saveView } from '../../../../electron/store/views.ts';
import { addAll, makeFacts, makeGrouping, NOON, openStore } from '../../../fixtures/store.ts';

const MINE: Parameters<typeof saveView>[1] = {
  id: 'mine',
  name: 'Mine',
  filter: { ...NO_FILTER, systems: ['iOS 17.5'] },
  sort: 'trend',
};

it('keeps views in the order in which they were made, with what is in them now', async () => {
  const database = await openStore();
  addAll(database, [
    [makeFacts('1'), makeGrouping('a')],
    [makeFacts('2', { os: 'iOS 18.0' }), makeGrouping('b')],
  ]);
  saveView(database, { id: 'all', name: 'All', filter: { ...NO_FILTER, status: 'all' }, sort: 'count' });
  saveView(database, MINE);
  expect(listViews(database, NOON).map(({ id, count }) => [id, count])).toEqual([
    ['all', 2],
    ['mine', 1],
  ]);
  decide(database, 'a', { status: 'resolved' });
  expect(listViews(database, NOON)[1]).toEqual({ ...MINE, count: 0 });
});

it('replaces a view of the same id where it is', async () => {
  const database = await openStore();
  saveView(database, MINE);
  saveView(database, { ...MINE, id: 'other' });
  saveView(database, { ...MINE, name: 'Yours', sort: 'title' });
  expect(listViews(database, NOON).map(({ id, name, sort }) => [id, name, sort])).toEqual([
    ['mine', 'Yours', 'title'],
    ['other', 'Mine', 'trend'],
  ]);
});

it('forgets a view', async () => {
  const database = await openStore();
  saveView(database, MINE);
  deleteView(database, 'mine');
  expect([isView(database, 'mine'), listViews(database, NOON)]).toEqual([false, []]);
});

it('reads views of other versions: what they do not know is as usual, what nobody can read is left out', async () => {
  const database = await openStore();
  for (const id of ['old', 'odd', 'new']) saveView(database, { ...MINE, id });
  database.run(`UPDATE views SET filter = '{"app":"Pier","weather":"rain"}' WHERE id = 'old'`);
  database.run(`UPDATE views SET filter = '{' WHERE id = 'odd'`);
  database.run(`UPDATE views SET sort = 'mood' WHERE id = 'new'`);
  expect(listViews(database, NOON).map(({ id, filter }) => [id, filter])).toEqual([
    ['old', { ...NO_FILTER, app: 'Pier' }],
  ]);
});
