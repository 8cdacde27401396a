/**
 * Symbolication that is told of which builds nothing is remembered, and so looks at few frames, gives the same report as one
 * that looks at all of them.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { groupingOf } from '../../electron/inbox/facts.ts';
import type { SymbolEngine } from '../../electron/symbols/engine.ts';
import { SymbolIndex } from '../../electron/symbols/index.ts';
import { symbolicate } from '../../electron/symbols/symbolicate.ts';
import type { AnswerMemo } from '../../electron/symbols/symbolicate.ts';
import { demangleSimply } from '../../shared/demangle/index.ts';
import { readReport } from '../../shared/formats/index.ts';
import { fail } from '../../shared/result.ts';
import { CORPUS_IS_ABSENT, corpus, isCrash, readCorpus } from '../corpus/corpus.ts';
import { makeCrash } from '../bench/inbox/crashes.ts';
import { makeWorld } from '../bench/inbox/world.ts';

const SAMPLES = resolve(import.meta.dirname, '..', '..', 'resources', 'samples', 'reports');
const index = new SymbolIndex();
const engine: SymbolEngine = {
  name: 'builtin',
  lookup: async () => fail({ kind: 'unexpected', message: 'nothing is indexed' }),
  close: async () => {},
};
const all: AnswerMemo = { recall: () => new Map(), keep() {} };
const few: AnswerMemo = { ...all, remembers: () => false };

async function expectSame(text: string): Promise<void> {
  const read = readReport(text);
  if (!read.ok) return;
  const [one, other] = await Promise.all(
    [all, few].map((memo) => symbolicate(read.value, { index, engine, demangle: demangleSimply, memo })),
  );
  if (!one || !other) throw new Error('no reports');
  expect(other).toEqual(one);
  expect(groupingOf(other)).toEqual(groupingOf(one));
}

it('of the samples', async () => {
  for (const name of readdirSync(SAMPLES)) await expectSame(readFileSync(join(SAMPLES, name), 'utf8'));
});

it('of generated reports', async () => {
  const world = makeWorld(100);
  for (let number = 0; number < 100; number += 1) await expectSame(makeCrash(world, number).text);
});

it.skipIf(CORPUS_IS_ABSENT)('of real reports (skipped where the collection is not there)', async () => {
  for (const file of corpus.filter(isCrash)) await expectSame(readCorpus(file));
});
