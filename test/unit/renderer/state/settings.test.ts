import { describe, expect, it } from 'vitest';
import type { Settings } from '../../../../shared/contract.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/default-settings.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { startSettings } from '../../../../renderer/state/settings-window.ts';
import { createAppStore, start } from '../../../../renderer/state/store.ts';
import type { Handlers } from '../bridge.ts';
import { memoryHost, row, settle } from '../host.ts';

/** A window whose host keeps these settings. */
async function open(kept: Partial<Settings> = {}, more: Handlers = {}) {
  let settings: Settings = { ...DEFAULT_SETTINGS, ...kept };
  const host = memoryHost([row({ id: 'a' }), row({ id: 'b' })], {
    'settings.read': () => ok(settings),
    'settings.change': ({ redact = settings.redact, sort = settings.sort }) => {
      settings = { ...settings, redact, sort };
      return ok(settings);
    },
    'triage.act': () =>
      ok({ words: 'Done', count: 1, signatures: ['a'], moved: [], history: { undo: 'Mark as Done', redo: null } }),
    ...more,
  });
  const store = createAppStore(host.bridge);
  start(store, host.bridge);
  await settle();
  return {
    host,
    store,
    state: () => store.getState(),
    elsewhere: (part: Partial<Settings>) => {
      settings = { ...settings, ...part };
      host.bridge.emit('settings.changed', {});
    },
  };
}

describe('settings', () => {
  it('show a change at once, and take it back where the host refuses', async () => {
    const refused = { 'settings.change': () => fail({ kind: 'disk-full', message: 'The disk is full.' } as const) };
    const { state } = await open({}, refused);
    const changing = state().changeSettings({ redact: true });
    expect(state().settings.redact).toBe(true);
    expect(await changing).toBe(false);
    expect(state().settings.redact).toBe(false);
    expect(state().notices.at(-1)?.text).toBe('The disk is full.');
  });

  it('never show an editor command that the user has not confirmed', async () => {
    const { state } = await open({}, { 'settings.change': () => fail({ kind: 'cancelled', message: 'No.' }) });
    const changing = state().changeSettings({ editorCommand: 'subl' });
    expect(state().settings.editorCommand).toBe('');
    await changing;
    expect(state().notices).toEqual([]);
  });

  it('follow what another window changes', async () => {
    const { state, elsewhere } = await open();
    elsewhere({ redact: true, sort: 'count' });
    await settle();
    expect(state().settings.redact).toBe(true);
    expect(state().view.sort).toBe('count');
  });

  it('sort the list at once', async () => {
    const { state } = await open();
    await state().changeSettings({ sort: 'title' });
    expect(state().view.sort).toBe('title');
  });

  it('leave what was decided on screen where nobody wants to go on', async () => {
    for (const [advance, left] of [
      [true, 'b'],
      [false, 'a'],
    ] as const) {
      const { state } = await open({ advance });
      expect(state().selected).toBe('a');
      await state().act({ kind: 'resolve', build: null });
      expect(state().selected).toBe(left);
    }
  });
});

describe('the window of the settings alone', () => {
  it('goes to the tab that is asked for, and asks for no crashes', async () => {
    const { host } = await open();
    const asked = host.bridge.calls.length;
    const store = createAppStore(host.bridge);
    startSettings(store, host.bridge);
    await settle();
    host.bridge.emit('settings.tab', { tab: 'editors', unmapped: '/build' });
    expect(store.getState()).toMatchObject({ settingsTab: 'editors', unmapped: '/build', settingsAlone: true });
    expect(host.bridge.calls.slice(asked)).not.toContain('inbox.page');
  });
});
