/**
 * Every reader on damaged reports, with a fixed seed and a fixed number of cases: the same on every run. `npm run fuzz` goes
 * on for as long as one likes.
 */
import { describe, expect, it } from 'vitest';
import { CORPUS_IS_ABSENT } from '../corpus/corpus.ts';
import { fuzz } from './fuzz.ts';
import { allSeeds } from './seeds.ts';

const SEED = 20_261_121;

function task(family: string, real: boolean, runs: number): Parameters<typeof fuzz>[0] {
  return { family, real, seed: SEED, runs, milliseconds: null, longest: 100_000 };
}

const own = allSeeds(false);
const real = CORPUS_IS_ABSENT ? [] : allSeeds(true).slice(own.length);

describe('damaged reports', () => {
  it.each(own)('of the family $family are read or refused, soundly and in time', async ({ family }) => {
    const { cases, failure } = await fuzz(task(family, false, 200));
    expect(failure?.message ?? null, failure?.mutations).toBeNull();
    expect(cases).toBe(200);
  });

  it.skipIf(CORPUS_IS_ABSENT).each(real)(
    'from the collection, $family (skipped where ../shared/corpus is absent)',
    async ({ family }) => {
      const { cases, failure } = await fuzz(task(family, true, 30));
      expect(failure?.message ?? null, failure?.mutations).toBeNull();
      expect(cases).toBe(30);
    },
  );
});
