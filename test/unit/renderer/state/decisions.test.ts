import { describe, expect, it } from 'vitest';
import { createAppStore } from '../../../../renderer/state/store.ts';
import { fail } from '../../../../shared/result.ts';
import type { Handlers } from '../bridge.ts';
import { memoryHost, row, settle } from '../host.ts';

async function opened(more: Handlers = {}) {
  const host = memoryHost(
    ['a', 'b', 'c'].map((id) => row({ id })),
    more,
  );
  const { getState } = createAppStore(host.bridge);
  await getState().openView();
  await settle();
  return { host, state: getState };
}

describe('marking as done', () => {
  it('takes the crash out of the inbox and goes on to the next', async () => {
    const { host, state } = await opened();
    await state().selectAt(1);
    await settle();
    await state().decide('resolved');
    expect(host.rows.find(({ id }) => id === 'b')?.status).toBe('resolved');
    expect(state().selected).toBe('c');
    expect(state().rows?.total).toBe(2);
  });

  it('marks two when it is asked twice in a row', async () => {
    const { host, state } = await opened();
    void state().decide('resolved');
    await Promise.resolve();
    await state().decide('resolved');
    await settle();
    expect(host.rows.map(({ status }) => status)).toEqual(['resolved', 'resolved', 'open']);
    expect(state().selected).toBe('c');
  });

  it('goes back to the last one at the end of the list', async () => {
    const { state } = await opened();
    await state().selectAt(2);
    await settle();
    await state().decide('resolved');
    expect(state().selected).toBe('b');
  });

  it('is undone from its notice, with the crash selected again', async () => {
    const { host, state } = await opened();
    await state().decide('resolved');
    state().notices.at(-1)?.act?.run();
    await settle();
    expect(host.rows[0]?.status).toBe('open');
    expect(state().selected).toBe('a');
    expect(state().rows?.total).toBe(3);
  });

  it('is taken back with the reason when the host refuses', async () => {
    const fault = { kind: 'disk-full', message: 'The disk is full.' } as const;
    const { state } = await opened({ 'signature.decide': () => fail(fault) });
    await state().decide('resolved');
    await settle();
    expect(state().notices.at(-1)?.text).toBe('The disk is full.');
    expect(state().selected).toBe('a');
    expect(state().rows?.total).toBe(3);
  });

  it('does nothing to what is done already', async () => {
    const { host, state } = await opened();
    await state().decide('open');
    expect(host.bridge.calls).not.toContain('signature.decide');
  });
});
