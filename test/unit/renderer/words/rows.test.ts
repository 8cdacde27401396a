import { describe, expect, it } from 'vitest';
import { isNew, newestVersions, versionRange } from '../../../../renderer/words/rows.ts';
import { systemName } from '../../../../renderer/words/system.ts';
import { row } from '../host.ts';

const versions = ['2.1.0', '2.0.5'].map((version) => ({ version, build: null, count: 1 }));
const apps = [{ name: 'Harbor', bundleId: 'app.harbor', count: 1, versions }];

describe('versions of a row', () => {
  it('are one, or a range', () => {
    expect(versionRange([])).toBeNull();
    expect(versionRange(['2.1.0'])).toBe('2.1.0');
    expect(versionRange(['2.0.4', '2.0.5', '2.1.0'])).toBe('2.0.4 – 2.1.0');
  });

  it('make it new when the newest alone has it', () => {
    expect(isNew(row({ id: 'a', versions: ['2.1.0'] }), newestVersions(apps))).toBe(true);
    expect(isNew(row({ id: 'a', versions: ['2.0.5'] }), newestVersions(apps))).toBe(false);
    expect(isNew(row({ id: 'a', versions: ['2.0.5', '2.1.0'] }), newestVersions(apps))).toBe(false);
  });

  it('make nothing new where only one version is known, or of another app', () => {
    const only = [{ ...apps[0], name: 'Harbor', bundleId: 'app.harbor', count: 1, versions: versions.slice(0, 1) }];
    expect(isNew(row({ id: 'a', versions: ['2.1.0'] }), newestVersions(only))).toBe(false);
    expect(isNew(row({ id: 'a', bundleId: 'other', versions: ['2.1.0'] }), newestVersions(apps))).toBe(false);
  });
});

describe('the system', () => {
  it('goes by the name of today', () => {
    expect(systemName({ name: 'iPhone OS', version: '17.5', build: '21F79' }, 'iOS')).toBe('iOS 17.5 (21F79)');
    expect(systemName({ name: null, version: '14.1', build: null }, 'macOS')).toBe('macOS 14.1');
    expect(systemName({ name: null, version: null, build: null }, null)).toBeNull();
  });
});
