import { expect, it } from 'vitest';
import { createAppStore } from '../../../../renderer/state/store.ts';
import type { Input, SignatureOverview } from '../../../../shared/contract.ts';
import { ok } from '../../../../shared/result.ts';
import { memoryHost, row, settle } from '../host.ts';

const EMPTY: Omit<SignatureOverview, 'id'> = {
  trend: null,
  devices: 0,
  users: null,
  byRelease: [],
  bySystem: [],
  byDevice: [],
};

it('the overview comes with the selection, of the span that was chosen, and is that of the last one', async () => {
  const asked: Input<'signature.overview'>[] = [];
  const host = memoryHost([row({ id: 'a' }), row({ id: 'b' })], {
    'signature.overview': (input) => {
      asked.push(input);
      return ok({ ...EMPTY, id: input.id });
    },
  });
  const { getState } = createAppStore(host.bridge);
  getState().select('a');
  await settle();
  expect(getState().overview?.id).toBe('a');
  getState().showTrend(90);
  getState().select('b');
  await settle();
  expect(getState().overview?.id).toBe('b');
  expect(asked.map(({ id, days }) => [id, days])).toEqual([
    ['a', 30],
    ['a', 90],
    ['b', 90],
  ]);
});
