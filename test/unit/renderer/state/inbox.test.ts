import { describe, expect, it } from 'vitest';
import { createAppStore, start } from '../../../../renderer/state/store.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { memoryHost, row, settle } from '../host.ts';

const many = (length: number) => Array.from({ length }, (_, at) => row({ id: `s${at}`, title: `Title ${at}` }));

async function opened(host: ReturnType<typeof memoryHost>) {
  const store = createAppStore(host.bridge);
  const stop = start(store, host.bridge);
  await settle();
  return { store, stop, state: () => store.getState() };
}

describe('the inbox', () => {
  it('opens with its first crash selected', async () => {
    const { state, stop } = await opened(memoryHost(many(3)));
    expect(state().selected).toBe('s0');
    expect(state().detail?.row.title).toBe('Title 0');
    stop();
  });

  it('loads the page of a row that is far away before it selects it', async () => {
    const { state, stop } = await opened(memoryHost(many(5000)));
    await state().selectAt(4321);
    expect(state().selected).toBe('s4321');
    expect(state().scroll).toMatchObject({ kind: 'reveal', position: 4321 });
    stop();
  });

  it('has the next rows before they are in sight, and asks for each page once', async () => {
    const host = memoryHost(many(1000));
    const { state, stop } = await opened(host);
    const asked = (): number => host.bridge.calls.filter((name) => name === 'inbox.page').length;
    state().showRange({ first: 30, last: 42 });
    state().showRange({ first: 31, last: 43 });
    await settle();
    expect(state().rows?.at.get(142)?.id).toBe('s142');
    const before = asked();
    for (let first = 32; first <= 86; first += 1) state().showRange({ first, last: first + 12 });
    await settle();
    expect(asked()).toBe(before);
    stop();
  });

  it('keeps what is in sight in its place when crashes come in above', async () => {
    const host = memoryHost(many(1000));
    const { state, stop } = await opened(host);
    state().showRange({ first: 400, last: 412 });
    await settle();
    host.rows = [row({ id: 'x' }), row({ id: 'y' }), row({ id: 'z' }), ...host.rows];
    await state().refreshInbox();
    expect(state().scroll).toMatchObject({ kind: 'shift', by: 3 });
    expect(state().rows?.at.get(403)?.id).toBe('s400');
    stop();
  });

  it('lets new crashes come into sight at the very top', async () => {
    const host = memoryHost(many(100));
    const { state, stop } = await opened(host);
    state().clearSelection();
    host.rows = [row({ id: 'newest' }), ...host.rows];
    const before = state().scroll;
    await state().refreshInbox();
    expect(state().rows?.at.get(0)?.id).toBe('newest');
    expect(state().scroll.kind).not.toBe('shift');
    expect(before.kind).not.toBe('shift');
    stop();
  });

  it('keeps the selection by id, wherever the row went', async () => {
    const host = memoryHost(many(50));
    const { state, stop } = await opened(host);
    await state().selectAt(10);
    host.rows = host.rows.toReversed();
    await state().refreshInbox();
    expect(state().selected).toBe('s10');
    expect(state().position).toBe(39);
    stop();
  });

  it('knows the position of what was selected while the host was being asked', async () => {
    const host = memoryHost(many(50));
    const { state, stop } = await opened(host);
    host.rows = [row({ id: 'newest' }), ...host.rows];
    const refreshed = state().refreshInbox();
    await state().selectAt(5);
    await refreshed;
    expect(state().selected).toBe('s5');
    expect(state().rows?.at.get(state().position ?? -1)?.id).toBe('s5');
    stop();
  });

  it('selects in the new view even when the library changes while it is on its way', async () => {
    const host = memoryHost([row({ id: 'a' }), row({ id: 'b', status: 'resolved' })]);
    const { state, stop } = await opened(host);
    state().goTo({ status: 'resolved' });
    await state().refreshInbox();
    await settle();
    expect(state().selected).toBe('b');
    stop();
  });

  it('drops the answer to a question that was asked before the view changed', async () => {
    const gates: (() => void)[] = [];
    const host = memoryHost(many(10));
    const slow = memoryHost(many(10), {
      'inbox.page': async (input) => {
        if (input.filter?.search === 'Title 1') await new Promise<void>((open) => gates.push(open));
        return host.bridge.call('inbox.page', input);
      },
    });
    const { state, stop } = await opened(slow);
    state().search('Title 1');
    state().search('Title 2');
    await settle();
    for (const open of gates) open();
    await settle();
    expect([...(state().rows?.at.values() ?? [])].map(({ id }) => id)).toEqual(['s2']);
    stop();
  });

  it('says why when the first page fails, and keeps old rows when a later one does', async () => {
    let broken = true;
    const host = memoryHost(many(5));
    const fault = { kind: 'library-corrupt', message: 'The library is damaged.' } as const;
    const { state, stop } = await opened(
      memoryHost(many(5), {
        'inbox.page': async (input) => (broken ? fail(fault) : host.bridge.call('inbox.page', input)),
      }),
    );
    expect(state().rows).toBeNull();
    expect(state().inboxFault).toEqual(fault);
    broken = false;
    await state().openView();
    broken = true;
    await state().refreshInbox();
    expect(state().rows?.total).toBe(5);
    stop();
  });

  it('reveals a signature that the current search hides', async () => {
    const { state, stop } = await opened(memoryHost(many(20)));
    state().search('Title 3');
    await settle();
    await state().reveal('s7');
    expect(state().view.search).toBe('');
    expect(state().selected).toBe('s7');
    expect(state().position).toBe(7);
    stop();
  });

  it('looks among all when a signature is done', async () => {
    const { state, stop } = await opened(memoryHost([row({ id: 'a' }), row({ id: 'b', status: 'resolved' })]));
    await state().reveal('b');
    expect(state().view.status).toBe('all');
    expect(state().selected).toBe('b');
    stop();
  });

  it('asks again, once, when the host says several times that something changed', async () => {
    const host = memoryHost(many(5));
    const { stop } = await opened(host);
    const before = host.bridge.calls.filter((name) => name === 'inbox.page').length;
    for (let time = 0; time < 10; time += 1) host.bridge.emit('library.changed', { signatures: null, moved: [] });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(host.bridge.calls.filter((name) => name === 'inbox.page').length).toBe(before + 1);
    stop();
  });

  it('empties the selection with the list', async () => {
    const host = memoryHost(many(1), { 'samples.remove': () => ok({ removed: 1 }) });
    const { state, stop } = await opened(host);
    host.rows = [];
    await state().removeSamples();
    expect(state().selected).toBeNull();
    expect(state().detail).toBeNull();
    stop();
  });
});
