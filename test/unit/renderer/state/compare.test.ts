import { describe, expect, it } from 'vitest';
import { createAppStore } from '../../../../renderer/state/store.ts';
import type { AppSummary, Comparison, Input } from '../../../../shared/contract.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { memoryHost, row, settle } from '../host.ts';

const HARBOR: AppSummary = {
  name: 'Harbor',
  bundleId: 'app.harbor',
  count: 1,
  versions: [
    { version: '2.1', build: '412', count: 1 },
    { version: '2.0', build: '398', count: 1 },
    { version: '1.9', build: null, count: 1 },
  ],
};

function comparisonOf({ app, before, after }: Input<'compare.versions'>): Comparison {
  const side = { crashes: 1, signatures: 1, firstSeen: null, lastSeen: null };
  return {
    app,
    appName: 'Harbor',
    before: { ...before, ...side },
    after: { ...after, ...side },
    kind: 'crash',
    users: null,
    rates: '',
    groups: [],
  };
}

async function open() {
  const asked: Input<'compare.versions'>[] = [];
  const host = memoryHost([row({ id: 'a' })], {
    'compare.versions': (input) => {
      asked.push(input);
      if (input.before.version === '1.9') return fail({ kind: 'not-found', message: 'No crash of 1.9.' });
      return ok(comparisonOf(input));
    },
  });
  const store = createAppStore(host.bridge);
  await store.getState().refreshLibrary();
  const { library } = store.getState();
  if (library) store.setState({ library: { ...library, apps: [HARBOR] } });
  return { store, asked, state: () => store.getState() };
}

describe('a comparison', () => {
  it('opens with the two newest versions, and goes back to the very view that was left', async () => {
    const { asked, state } = await open();
    state().narrow({ systems: ['iOS 17.5'] });
    state().openCompare();
    await settle();
    expect(asked).toHaveLength(1);
    expect(state().comparison).toMatchObject({ before: { version: '2.0' }, after: { version: '2.1' } });
    state().openCompare();
    state().closeCompare();
    expect(state().view).toMatchObject({ place: 'inbox', systems: ['iOS 17.5'] });
  });

  it('keeps what was chosen while other places are shown', async () => {
    const { state } = await open();
    state().openCompare();
    state().compare({ before: { version: '2.1', build: null }, after: { version: '2.0', build: null } });
    await settle();
    state().closeCompare();
    state().openCompare();
    await settle();
    expect(state().comparison).toMatchObject({ before: { version: '2.1' }, after: { version: '2.0' } });
  });

  it('shows the answer to what was asked last', async () => {
    const { state } = await open();
    state().openCompare();
    state().compare({ before: { version: '1.9', build: null } });
    state().compare({ before: { version: '2.0', build: null } });
    await settle();
    expect(state().compareFault).toBeNull();
    expect(state().comparison?.before.version).toBe('2.0');
    state().compare({ before: { version: '1.9', build: null } });
    await settle();
    expect(state()).toMatchObject({ comparison: null, compareFault: { message: 'No crash of 1.9.' } });
  });

  it('of a version that is gone becomes that of the newest two', async () => {
    const { store, state } = await open();
    state().openCompare();
    state().compare({ before: { version: '1.9', build: null } });
    await settle();
    const { library } = state();
    if (library)
      store.setState({ library: { ...library, apps: [{ ...HARBOR, versions: HARBOR.versions.slice(0, 2) }] } });
    await state().refreshCompare();
    expect(state().comparison).toMatchObject({ before: { version: '2.0' }, after: { version: '2.1' } });
  });
});
