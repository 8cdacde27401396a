import { describe, expect, it } from 'vitest';
import { CRASHES, filterOf, scopeOf, viewTitle } from '../../../../renderer/state/view.ts';
import { createAppStore } from '../../../../renderer/state/store.ts';
import type { LibrarySummary } from '../../../../shared/contract.ts';
import { ok } from '../../../../shared/result.ts';
import { FACETS } from '../facets.ts';
import { memoryHost, row, settle } from '../host.ts';

const version = { version: '2.1.0', build: '412', count: 3 };
const app = { name: 'Harbor', bundleId: 'app.harbor', count: 5, versions: [version] };
const library = async (): Promise<LibrarySummary> => {
  const reply = await memoryHost([]).bridge.call('library.summary', {});
  if (!reply.ok) throw new Error(reply.fault.message);
  return { ...reply.value, apps: [app] };
};

describe('the view', () => {
  it('filters by bundle id, version and build of its scope', () => {
    expect(filterOf({ ...CRASHES, ...scopeOf(app, version), search: '  feed ' })).toMatchObject({
      app: 'app.harbor',
      version: '2.1.0',
      build: '412',
      status: 'open',
      search: 'feed',
    });
  });

  it('filters by name where an app has no bundle id', () => {
    expect(scopeOf({ ...app, bundleId: null }).app).toBe('Harbor');
  });

  it('tells the host nothing of its place and order', () => {
    expect(filterOf(CRASHES)).not.toHaveProperty('place');
    expect(filterOf(CRASHES)).not.toHaveProperty('sort');
  });

  it('names itself in the toolbar', async () => {
    expect(viewTitle(CRASHES, null)).toEqual({ title: 'Reports', subtitle: 'All apps' });
    expect(viewTitle({ ...CRASHES, ...scopeOf(app, version), status: 'all' }, await library())).toEqual({
      title: 'All Reports',
      subtitle: 'Harbor 2.1.0 (412)',
    });
    const crashes = { ...(await library()), kind: 'crash' } as const;
    expect(viewTitle(CRASHES, crashes).title).toBe('Crashes');
    expect(viewTitle({ ...CRASHES, status: 'all' }, crashes).title).toBe('All Crashes');
    expect(viewTitle(CRASHES, { ...crashes, kind: 'disk-writes' }).title).toBe('Disk Writes Reports');
  });

  it('keeps its other filters when one is changed, and all of them when it is sorted', async () => {
    const { getState } = createAppStore(memoryHost([row({ id: 'a' })]).bridge);
    getState().narrow({ devices: ['iPhone16,1'] });
    getState().narrow({ regressed: true });
    getState().sortBy('trend');
    await settle();
    expect(getState().view).toMatchObject({ devices: ['iPhone16,1'], regressed: true, sort: 'trend', status: 'open' });
  });

  it('leaves its filters behind when it goes to a place, and keeps the order', async () => {
    const { getState } = createAppStore(memoryHost([row({ id: 'a' })]).bridge);
    getState().narrow({ devices: ['iPhone16,1'] });
    getState().sortBy('count');
    getState().goTo({ status: 'ignored' });
    await settle();
    expect(getState().view).toEqual({ ...CRASHES, sort: 'count', status: 'ignored' });
  });

  it('clears all that narrows it, but for the status', async () => {
    const { getState } = createAppStore(memoryHost([row({ id: 'a' })]).bridge);
    getState().narrow({ status: 'resolved', kinds: ['hang'], search: 'feed', app: 'app.harbor' });
    getState().clearFilters();
    await settle();
    expect(getState().view).toEqual({ ...CRASHES, status: 'resolved' });
  });

  it('asks what the filters offer once there is a filter to name', async () => {
    const host = memoryHost([row({ id: 'a' })], { 'inbox.facets': () => ok(FACETS) });
    const { getState } = createAppStore(host.bridge);
    await getState().openView();
    expect(host.bridge.calls).not.toContain('inbox.facets');
    getState().narrow({ kinds: ['hang'] });
    await settle();
    expect(host.bridge.calls).toContain('inbox.facets');
  });
});
