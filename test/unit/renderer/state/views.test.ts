import { describe, expect, it } from 'vitest';
import { createAppStore } from '../../../../renderer/state/store.ts';
import { shownView } from '../../../../renderer/state/views.ts';
import type { SavedView } from '../../../../shared/contract.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { NO_FILTER } from '../../../../shared/no-filter.ts';
import { memoryHost, row, settle } from '../host.ts';
import type { Handlers } from '../bridge.ts';

/** A host that keeps views, as the real one does. */
function keeping(more: Handlers = {}) {
  let views: readonly SavedView[] = [];
  return memoryHost([row({ id: 'a' })], {
    'views.list': () => ok(views),
    'views.save': ({ id, name, sort }) => {
      const { filter } = wanted;
      const saved = { id: id ?? `v${views.length + 1}`, name, filter, sort: sort ?? 'last-seen', count: 1 };
      views = [...views.filter((one) => one.id !== saved.id), saved];
      return ok(views);
    },
    'views.delete': ({ id }) => {
      views = views.filter((one) => one.id !== id);
      return ok(views);
    },
    ...more,
  });
}

const wanted = { filter: { ...NO_FILTER, labels: ['network', 'login'] } };

describe('saved views', () => {
  it('keep what is looked at, and know when it is looked at again', async () => {
    const { getState } = createAppStore(keeping().bridge);
    getState().narrow({ labels: ['login', 'network'] });
    getState().sortBy('count');
    await getState().saveView('Mine');
    await settle();
    expect(getState().savedViews.map(({ name }) => name)).toEqual(['Mine']);
    // The order in which labels were chosen is no difference.
    expect(shownView(getState())?.name).toBe('Mine');
    getState().sortBy('title');
    expect(shownView(getState())).toBeNull();
    const [mine] = getState().savedViews;
    if (mine) getState().openSaved(mine);
    await settle();
    expect(getState().view).toMatchObject({ ...wanted.filter, sort: 'count', place: 'inbox' });
  });

  it('come back when their deletion is undone', async () => {
    const { getState } = createAppStore(keeping().bridge);
    await getState().saveView('Mine');
    const [before] = getState().savedViews;
    await getState().deleteView(before?.id ?? '');
    expect(getState().savedViews).toEqual([]);
    getState().notices.at(-1)?.act?.run();
    await settle();
    expect(getState().savedViews).toEqual([before]);
  });

  it('are renamed in place, and not at all when the name stays', async () => {
    const host = keeping();
    const { getState } = createAppStore(host.bridge);
    await getState().saveView('Mine');
    await getState().renameView('v1', 'Ours');
    expect(getState().savedViews.map(({ id, name }) => [id, name])).toEqual([['v1', 'Ours']]);
    const saves = (): number => host.bridge.calls.filter((name) => name === 'views.save').length;
    const before = saves();
    await getState().renameView('v1', 'Ours');
    expect(saves()).toBe(before);
  });

  it('say why one could not be kept', async () => {
    const full = { kind: 'bad-input', message: 'There are too many.' } as const;
    const { getState } = createAppStore(keeping({ 'views.save': () => fail(full) }).bridge);
    await getState().saveView('Mine');
    expect(getState().notices.map(({ text }) => text)).toEqual(['There are too many.']);
  });
});
