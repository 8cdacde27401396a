import { describe, expect, it } from 'vitest';
import { firstCompared, isThere, newestTwo, releaseChoices } from '../../../../renderer/state/compare-choice.ts';
import type { AppSummary } from '../../../../shared/contract.ts';

/** An app with releases as `version/build`, newest first. */
function app(name: string, ...releases: readonly string[]): AppSummary {
  const versions = releases.map((release) => {
    const [version = '', build] = release.split('/');
    return { version, build: build ?? null, count: 1 };
  });
  return { name, bundleId: `com.example.${name}`, count: 1, versions };
}

const HARBOR = app('Harbor', '2.1/412', '2.1/411', '2.0/398', '1.9');

describe('what can be compared', () => {
  it('is each version, and each build of one that has several', () => {
    expect(releaseChoices(HARBOR).map(({ label }) => label)).toEqual([
      '2.1, all builds',
      '2.1 (412)',
      '2.1 (411)',
      '2.0 (398)',
      '1.9',
    ]);
  });

  it('is told apart by its key', () => {
    const keys = releaseChoices(HARBOR).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('at first', () => {
  it('the two newest versions are compared, the older one as before', () => {
    expect(newestTwo(HARBOR)).toEqual({
      app: 'com.example.Harbor',
      before: { version: '2.0', build: null },
      after: { version: '2.1', build: null },
    });
  });

  it('two builds are, where there is but one version', () => {
    expect(newestTwo(app('Pier', '1.0/3', '1.0/2'))).toMatchObject({ before: { build: '2' }, after: { build: '3' } });
    expect(newestTwo(app('Buoy', '1.0/3'))).toBeNull();
  });

  it('the app that is looked at comes first, where it has two', () => {
    const apps = [app('Buoy', '1.0/3'), HARBOR, app('Pier', '1.1', '1.0')];
    expect(firstCompared(apps, null)?.app).toBe('com.example.Harbor');
    expect(firstCompared(apps, 'com.example.Pier')?.app).toBe('com.example.Pier');
    expect(firstCompared(apps, 'com.example.Buoy')?.app).toBe('com.example.Harbor');
    expect(firstCompared([], null)).toBeNull();
  });
});

it('a choice whose version is gone is no longer there', () => {
  const compared = newestTwo(HARBOR);
  if (!compared) throw new Error('Harbor has two versions.');
  expect(isThere(compared, [HARBOR])).toBe(true);
  expect(isThere(compared, [app('Harbor', '2.1/412')])).toBe(false);
  expect(isThere(compared, [])).toBe(false);
});
