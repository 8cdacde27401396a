import { describe, expect, it } from 'vitest';
import { createAppStore, start } from '../../../../renderer/state/store.ts';
import type { ImportSummary } from '../../../../shared/contract.ts';
import { fail, ok } from '../../../../shared/result.ts';
import { memoryHost, row, settle } from '../host.ts';

const nothing: ImportSummary = {
  added: 0,
  duplicates: 0,
  unread: 0,
  notReports: 0,
  dsyms: 0,
  symbolicated: 0,
  cancelled: false,
  signature: null,
  report: null,
  faults: [],
};

describe('an import', () => {
  it('ends with a count and the added crash selected', async () => {
    const { bridge } = memoryHost([row({ id: 'a' }), row({ id: 'b' })], {
      'import.text': () => ok({ ...nothing, added: 1, signature: 'b', report: 'b-1' }),
    });
    const { getState } = createAppStore(bridge);
    await getState().importText('Incident Identifier: …');
    await settle();
    expect(getState().notices.map(({ text }) => text)).toEqual(['1 added']);
    expect(getState().selected).toBe('b');
    expect(getState().report?.id).toBe('b-1');
    expect(getState().jobs.size).toBe(0);
  });

  it('that Finder asked for ends in the same words', async () => {
    const { bridge } = memoryHost([row({ id: 'a' }), row({ id: 'b' })]);
    const store = createAppStore(bridge);
    start(store, bridge);
    await settle();
    const summary = { ...nothing, added: 12, duplicates: 3, notReports: 1, signature: 'b', report: 'b-1' };
    bridge.emit('import.finished', summary);
    await settle();
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['12 added, 3 duplicates, 1 not a crash report']);
    expect(store.getState().selected).toBe('b');
  });

  it('leads to the unread files when there are some', async () => {
    const { bridge } = memoryHost([], { 'import.text': () => ok({ ...nothing, notReports: 1 }) });
    const { getState } = createAppStore(bridge);
    await getState().importText('Dear diary');
    getState().notices.at(-1)?.act?.run();
    expect(getState().view.place).toBe('unread');
  });

  it('names a file that could not be opened', async () => {
    const faults = [{ file: 'locked.ips', fault: { kind: 'unreadable-file', message: 'Permission denied.' } }] as const;
    const { bridge } = memoryHost([], { 'import.text': () => ok({ ...nothing, faults }) });
    const { getState } = createAppStore(bridge);
    await getState().importText('x');
    expect(getState().notices[0]).toMatchObject({
      tone: 'fault',
      text: '1 could not be opened. locked.ips: Permission denied.',
    });
  });

  it('shows progress of its own job only', async () => {
    const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
    const { bridge } = memoryHost([], {
      'import.text': async () => {
        await finished;
        return fail({ kind: 'cancelled', message: 'Cancelled.' });
      },
    });
    const { getState } = createAppStore(bridge);
    const done = getState().importText('x');
    const job = [...getState().jobs.keys()][0] ?? '';
    getState().showProgress({ job, phase: 'reading', done: 3, total: 12 });
    getState().showProgress({ job: 'of-another-window', phase: 'reading', done: 1, total: 1 });
    expect([...getState().jobs]).toEqual([[job, { job, phase: 'reading', done: 3, total: 12 }]]);
    finish();
    await done;
    expect(getState().jobs.size).toBe(0);
    expect(getState().notices.at(-1)?.text).toBe('The import was cancelled');
  });
});
