import { expect, it } from 'vitest';
import { createSpotlight, MOST_ASKED } from '../../../../electron/symbols/spotlight.ts';
import { parseUuid } from '../../../../shared/report/uuid.ts';
import type { Uuid } from '../../../../shared/report/uuid.ts';
import { makeFolder } from '../../../fixtures/library.ts';
import { uuidFor } from '../../../fixtures/reports.ts';
import { mdfindDouble } from '../../../fixtures/symbols/mdfind.ts';

function uuid(text: string): Uuid {
  const parsed = parseUuid(uuidFor(text));
  if (parsed === null) throw new Error('not a UUID');
  return parsed;
}

const [A, B, C] = [uuid('a'), uuid('b'), uuid('c')];

it('is asked for all builds in one query, and names the bundles, whatever their paths hold', async () => {
  const double = mdfindDouble(await makeFolder());
  double.know(A, '/Volumes/Builds/Harbor β (1).dSYM');
  double.know(C, '/Users/me/Harbor.dSYM');
  const answer = await createSpotlight(double.spawn).find([A, B]);
  expect(answer).toEqual({ kind: 'found', paths: ['/Volumes/Builds/Harbor β (1).dSYM'] });
  const [a, b] = [A.toUpperCase(), B.toUpperCase()];
  expect(double.asked()).toEqual([`com_apple_xcode_dsym_uuids == ${a} || com_apple_xcode_dsym_uuids == ${b}`]);
});

it('is not started for nothing, and not for more than it bears at once', async () => {
  const double = mdfindDouble(await makeFolder());
  expect(await createSpotlight(double.spawn).find([])).toEqual({ kind: 'found', paths: [] });
  expect(double.asked()).toEqual([]);
  await createSpotlight(double.spawn).find(Array.from({ length: 40 }, (_, index) => uuid(String(index))));
  expect(double.asked()[0]?.split('||')).toHaveLength(MOST_ASKED);
});

it('that does not answer is given up', async () => {
  const double = mdfindDouble(await makeFolder(), 'slow');
  expect(await createSpotlight(double.spawn, 300).find([A])).toEqual({ kind: 'too-slow' });
});

it('that is off says so in its own words', async () => {
  const double = mdfindDouble(await makeFolder(), 'off');
  const reason = 'Spotlight server is disabled.';
  expect(await createSpotlight(double.spawn).find([A])).toEqual({ kind: 'failed', reason });
});

it('that fails, is not there, or talks without end is a failure with a reason', async () => {
  const broken = createSpotlight(mdfindDouble(await makeFolder(), 'broken').spawn);
  expect(await broken.find([A])).toEqual({ kind: 'failed', reason: 'mdfind ended with 3.' });
  const absent = createSpotlight(() => {
    throw new Error('spawn ENOENT');
  });
  expect(await absent.find([A])).toEqual({ kind: 'failed', reason: 'spawn ENOENT' });
  const loud = createSpotlight(mdfindDouble(await makeFolder(), 'loud').spawn);
  expect((await loud.find([A])).kind).toBe('failed');
});

it('can be stopped', async () => {
  const double = mdfindDouble(await makeFolder(), 'slow');
  const stop = new AbortController();
  const answer = createSpotlight(double.spawn).find([A], stop.signal);
  setTimeout(() => stop.abort(), 50);
  expect(await answer).toEqual({ kind: 'cancelled' });
  expect(await createSpotlight(double.spawn).find([A], stop.signal)).toEqual({ kind: 'cancelled' });
});
