/**
 * `npm run fuzz [-- minutes] [--seed n] [--family name]`: fuzzes every family for that long (5 minutes, all families taking
 * turns), each round with another seed. The first failure ends it, with the seed, the mutations and the text that fails, in
 * `.cache/fuzz/`; `--seed` does the same again.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CORPUS_IS_ABSENT } from '../corpus/corpus.ts';
import { fuzz } from './fuzz.ts';
import { allSeeds } from './seeds.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, family: { type: 'string' } },
});
const minutes = Number(positionals[0] ?? 5);
const folder = resolve(import.meta.dirname, '..', '..', '.cache', 'fuzz');
const families = allSeeds(!CORPUS_IS_ABSENT)
  .map(({ family }) => family)
  .filter((family) => values.family === undefined || family === values.family);
/** Milliseconds for a family in one round. */
const TURN = 10_000;

async function run(): Promise<number> {
  const end = Date.now() + minutes * 60_000;
  let seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  let cases = 0;
  let reports = 0;
  while (Date.now() < end) {
    for (const family of families) {
      if (Date.now() >= end) break;
      const task = { family, real: !CORPUS_IS_ABSENT, seed, runs: 1_000_000, milliseconds: TURN, longest: 1_000_000 };
      const outcome = await fuzz(task);
      cases += outcome.cases;
      reports += outcome.reports;
      if (outcome.failure === null) continue;
      mkdirSync(folder, { recursive: true });
      const file = join(folder, `${family.replaceAll(/[^a-z0-9]+/g, '-')}-${seed}.txt`);
      writeFileSync(file, outcome.failure.text);
      const { message, stack, mutations, path } = outcome.failure;
      console.error(`${family}: ${message}\n${stack ?? ''}\n${mutations}`);
      console.error(`Again: npm run fuzz -- --seed ${seed} --family '${family}' (path ${path}). The text: ${file}`);
      return 1;
    }
    console.log(`Seed ${seed}: ${cases} cases so far, ${reports} of them read as reports, nothing amiss.`);
    seed += 1;
  }
  return 0;
}

if (families.length === 0 || !(minutes > 0)) {
  console.error('Usage: npm run fuzz [-- minutes] [--seed n] [--family name]');
  process.exitCode = 2;
} else process.exitCode = await run();
