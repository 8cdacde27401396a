import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLink, writeLink } from '../../../../renderer/state/link.ts';
import { createAppStore } from '../../../../renderer/state/store.ts';
import type { Store } from '../../../../renderer/state/store.ts';
import { CRASHES } from '../../../../renderer/state/view.ts';
import { memoryHost, row, settle } from '../host.ts';

const many = (length: number) => Array.from({ length }, (_, at) => row({ id: `s${at}`, title: `Title ${at}` }));

async function opened(host = memoryHost(many(300))): Promise<Store> {
  const store = createAppStore(host.bridge);
  await store.getState().openView();
  await settle();
  return store;
}

const said = (store: Store): readonly string[] => store.getState().notices.map(({ text }) => text);

describe('a link', () => {
  it('says what the window shows, and is read as that again', async () => {
    const store = await opened();
    store
      .getState()
      .narrow({ devices: ['iPhone16,1', 'iPhone14,7'], when: { days: 30 }, search: 'a b', status: 'all' });
    store.getState().sortBy('trend');
    await settle();
    const read = readLink(writeLink(store.getState()));
    expect(read).toMatchObject({
      sort: 'trend',
      filter: { devices: ['iPhone16,1', 'iPhone14,7'], when: { days: 30 }, search: 'a b', status: 'all' },
    });
  });

  it('needs no more than the crash where the view is the usual one', async () => {
    const store = await opened();
    await store.getState().selectAt(7);
    await settle();
    expect(writeLink(store.getState())).toBe('#/signature/s7');
  });

  it('is no link where it names nothing that there is', () => {
    const wrong = [
      '',
      '#',
      '#/',
      '#/elsewhere',
      '#/signature',
      '#/signature/',
      '#/signature/a/b',
      '#/signature/A!',
      '#/feedback/1',
    ];
    for (const text of wrong) expect(readLink(text), text).toBeNull();
  });

  it('never fails, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('', '#/', '#/signature/', '#/crashes?'), (text, start) => {
        expect(() => readLink(`${start}${text}`)).not.toThrow();
      }),
    );
  });
});

describe('opening a link', () => {
  it('selects the crash and brings it into sight', async () => {
    const store = await opened();
    await store.getState().openLink('#/signature/s250');
    expect(store.getState()).toMatchObject({
      selected: 's250',
      position: 250,
      scroll: { kind: 'reveal', position: 250 },
    });
  });

  it('shows the report that it names', async () => {
    const store = await opened();
    await store.getState().openLink('#/report/s9-older');
    await settle();
    expect(store.getState().selected).toBe('s9');
    expect(store.getState().report?.id).toBe('s9-older');
  });

  it('looks among all where the crash is not open, unless it names a view', async () => {
    const done = memoryHost([row({ id: 'a' }), row({ id: 'b', status: 'resolved' })]);
    const store = await opened(done);
    await store.getState().openLink('#/signature/b');
    expect(store.getState().view.status).toBe('all');
    await store.getState().openLink('#/signature/b?search=a');
    expect(store.getState().view).toMatchObject({ status: 'open', search: 'a' });
  });

  it('leaves everything as it is where the crash is not here, and says so', async () => {
    const store = await opened();
    await store.getState().selectAt(3);
    store.getState().narrow({ search: 'Title 3' });
    await settle();
    const before = store.getState().view;
    await store.getState().openLink('#/signature/nobody');
    expect(store.getState().view).toEqual(before);
    expect(store.getState().selected).toBe('s3');
    expect(said(store)).toEqual(['This link leads to a signature that is not in this library.']);
  });

  it('is quiet about what a window only remembered, and shows the view', async () => {
    const store = createAppStore(memoryHost(many(3)).bridge);
    await store.getState().openLink('#/signature/gone?status=all', { quiet: true, top: 0 });
    await settle();
    expect(said(store)).toEqual([]);
    expect(store.getState().view.status).toBe('all');
    expect(store.getState().selected).toBe('s0');
  });

  it('goes back to where a window was left: the row that was in sight first, and the selection wherever it is', async () => {
    const store = createAppStore(memoryHost(many(300)).bridge);
    await store.getState().openLink('#/signature/s2', { quiet: true, top: 120 });
    expect(store.getState()).toMatchObject({ selected: 's2', position: 2, scroll: { kind: 'at', position: 120 } });
    expect(store.getState().rows?.at.get(120)?.id).toBe('s120');
  });

  it('goes to a view, and to the places of the sources pane', async () => {
    const store = await opened();
    await store.getState().openLink('#/crashes?sort=title&regressed=yes');
    expect(store.getState().view).toMatchObject({ ...CRASHES, sort: 'title', regressed: true });
    await store.getState().openLink('#/unread');
    expect(store.getState().view.place).toBe('unread');
  });
});
