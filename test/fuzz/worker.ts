/**
 * Fuzzes one family in a thread of its own, so that a text on which a reader never ends can be named: before each case the
 * thread says what it is about to do.
 */
import { parentPort, workerData } from 'node:worker_threads';
import * as fc from 'fast-check';
import { z } from 'zod';
import { messageOf } from '../../shared/result.ts';
import { examine } from './examine.ts';
import { damaged, mutation } from './mutate.ts';
import type { Mutation } from './mutate.ts';
import { allSeeds } from './seeds.ts';

const task = z
  .object({
    family: z.string(),
    real: z.boolean(),
    seed: z.int(),
    runs: z.int(),
    milliseconds: z.number().nullable(),
    longest: z.int(),
  })
  .parse(workerData);

const all = allSeeds(task.real);
const everything = all.flatMap(({ texts }) => texts);
const own = all.find(({ family }) => family === task.family)?.texts ?? [];

function textOf(index: number, mutations: readonly Mutation[]): string {
  return damaged(own[index % own.length] ?? '', mutations, everything);
}

let cases = 0;
let reports = 0;
const result = fc.check(
  fc.property(fc.nat(999), fc.array(mutation(task.longest), { maxLength: 5 }), (index, mutations) => {
    const text = textOf(index, mutations);
    parentPort?.postMessage({ kind: 'case', mutations: JSON.stringify(mutations).slice(0, 2000), text });
    cases += 1;
    reports += examine(text);
  }),
  {
    seed: task.seed,
    numRuns: task.runs,
    ...(task.milliseconds === null ? {} : { interruptAfterTimeLimit: task.milliseconds }),
  },
);
const counterexample = result.counterexample;
parentPort?.postMessage({
  kind: 'done',
  cases,
  reports,
  failure:
    counterexample === null
      ? null
      : {
          message: messageOf(result.errorInstance),
          stack: result.errorInstance instanceof Error ? (result.errorInstance.stack ?? null) : null,
          path: result.counterexamplePath ?? '',
          mutations: JSON.stringify(counterexample[1]).slice(0, 2000),
          text: textOf(counterexample[0], counterexample[1]),
        },
});
