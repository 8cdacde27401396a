import { describe, expect, it } from 'vitest';
import type { ExportSummary, Input } from '../../../../shared/contract.ts';
import { fail, ok } from '../../../../shared/result.ts';
import type { Result } from '../../../../shared/result.ts';
import { createAppStore, start } from '../../../../renderer/state/store.ts';
import type { Handlers } from '../bridge.ts';
import { memoryHost, row, settle } from '../host.ts';

type Wish = Pick<Input<'export.run'>, 'target' | 'format' | 'reports' | 'redact'>;

const CHOICE = { format: 'csv', reports: 'newest', redact: false } as const;
const FILE: ExportSummary = { kind: 'file', path: '/out.csv', signatures: 3, reports: 0, failed: 0 };

/** A window over three crashes, with the dialog open. */
async function open(answer: Result<ExportSummary> = ok(FILE), more: Handlers = {}) {
  const wishes: Wish[] = [];
  const host = memoryHost([row({ id: 'a' }), row({ id: 'b' }), row({ id: 'c' })], {
    'export.count': ({ target }) =>
      ok({ signatures: target.kind === 'view' ? target.expected : 1, reports: target.kind === 'view' ? 7 : 2 }),
    'export.run': ({ target, format, reports, redact }) => {
      wishes.push({ target, format, reports, redact });
      return answer;
    },
    ...more,
  });
  const store = createAppStore(host.bridge);
  start(store, host.bridge);
  await settle();
  store.getState().showExport(true);
  await settle();
  return { host, store, wishes, state: () => store.getState() };
}

describe('the export dialog', () => {
  it('offers the crash on screen, its report and the whole view, with exact counts', async () => {
    const { state } = await open();
    expect(state().exportScopes?.map(({ kind, count }) => [kind, count?.signatures, count?.reports])).toEqual([
      ['crash', 1, 2],
      ['report', 1, 2],
      ['view', 3, 7],
    ]);
  });

  it('offers what is selected before the view', async () => {
    const { state } = await open();
    state().selectSeveral(['a', 'b']);
    state().showExport(true);
    expect(state().exportScopes?.[0]).toMatchObject({
      kind: 'selection',
      target: { kind: 'signatures', ids: ['a', 'b'] },
    });
  });

  it('exports what was chosen, of exactly as many crashes as it said, and says what it came to', async () => {
    const { state, wishes } = await open();
    state().chooseScope(2);
    await state().runExport(CHOICE);
    expect(wishes).toMatchObject([{ ...CHOICE, target: { kind: 'view', expected: 3 } }]);
    expect(state().exportScopes).toBeNull();
    expect(state().notices.at(-1)?.text).toBe('Exported 3 crashes to /out.csv');
  });

  it('counts anew where the view has changed meanwhile, and stays open', async () => {
    const { state, host } = await open(fail({ kind: 'outdated', message: 'The view has changed.' }));
    state().chooseScope(2);
    host.rows = host.rows.slice(1);
    await state().runExport(CHOICE);
    expect(state().exportFault?.message).toBe('The view has changed.');
    expect(state().exportScopes?.[state().exportScope]).toMatchObject({ kind: 'view', count: { signatures: 2 } });
  });

  it('stays open where no file was chosen', async () => {
    const { state } = await open(ok({ kind: 'dismissed' }));
    await state().runExport(CHOICE);
    expect(state().exportScopes).not.toBeNull();
    expect(state().notices).toEqual([]);
  });

  it('shows how far its own export is', async () => {
    const waiting = Promise.withResolvers<Result<ExportSummary>>();
    const { state, host } = await open(ok(FILE), { 'export.run': () => waiting.promise });
    const running = state().runExport(CHOICE);
    const job = state().exportRunning?.job ?? '';
    host.bridge.emit('export.progress', { job: 'another', done: 9, total: 9 });
    host.bridge.emit('export.progress', { job, done: 1, total: 3 });
    expect(state().exportRunning).toEqual({ job, done: 1, total: 3 });
    waiting.resolve(ok(FILE));
    await running;
    expect(state().exportRunning).toBeNull();
  });
});

describe('opening in an editor', () => {
  it('offers a path mapping that begins with the folder which is not here', async () => {
    const fault = { kind: 'not-found', message: 'It is not here.', remedy: { kind: 'open-settings' } } as const;
    const { state } = await open(ok(FILE), { 'editors.open': () => fail(fault) });
    await state().openInEditor({ file: '/build/pier/Dock.swift', line: 7 });
    const notice = state().notices.at(-1);
    expect(notice).toMatchObject({ text: 'It is not here.', act: { label: 'Add Path Mapping…' } });
    notice?.act?.run();
    expect(state()).toMatchObject({ unmapped: '/build/pier', settingsShown: true, settingsTab: 'editors' });
  });

  it('asks nothing for a frame without a file', async () => {
    const { state, host } = await open();
    await state().openInEditor({ file: null, line: null });
    expect(host.bridge.calls).not.toContain('editors.open');
  });
});
