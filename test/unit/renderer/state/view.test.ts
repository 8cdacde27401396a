import { describe, expect, it } from 'vitest';
import { filterOf, scopeOf, viewTitle } from '../../../../renderer/state/view.ts';
import type { View } from '../../../../renderer/state/view.ts';

const version = { version: '2.1.0', build: '412', count: 3 };
const app = { name: 'Harbor', bundleId: 'app.harbor', count: 5, versions: [version] };
const view: View = { place: 'inbox', scope: null, status: 'open', search: '', sort: 'last-seen' };

describe('the view', () => {
  it('filters by bundle id, version and build of its scope', () => {
    expect(filterOf({ ...view, scope: scopeOf(app, version), search: '  feed ' })).toMatchObject({
      app: 'app.harbor',
      version: '2.1.0',
      build: '412',
      status: 'open',
      search: 'feed',
    });
  });

  it('filters by name where an app has no bundle id', () => {
    expect(filterOf({ ...view, scope: scopeOf({ ...app, bundleId: null }) }).app).toBe('Harbor');
  });

  it('names itself in the toolbar', () => {
    expect(viewTitle(view, null)).toEqual({ title: 'Crashes', subtitle: 'All apps' });
    expect(viewTitle({ ...view, scope: scopeOf(app, version), status: 'all' }, null)).toEqual({
      title: 'All Crashes',
      subtitle: 'Harbor 2.1.0 (412)',
    });
  });
});
