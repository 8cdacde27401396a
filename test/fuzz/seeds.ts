/** Sound reports of every family, which fuzzing damages: the small ones of our own, and real ones where they are there. */
import { readFileSync, readdirSync } from 'node:fs';
import { corpus, readCorpus } from '../corpus/corpus.ts';
import { familyFiles } from '../fixtures/families.ts';

/** One family's reports. */
export interface Seeds {
  readonly family: string;
  readonly texts: readonly string[];
}

const SAMPLES = new URL('../../resources/samples/reports/', import.meta.url);
/** Longer ones would make every case slow; the bench has them. */
const LONGEST = 120_000;

function samples(): readonly string[] {
  return readdirSync(SAMPLES)
    .slice(0, 4)
    .map((name) => readFileSync(new URL(name, SAMPLES), 'utf8'));
}

/** All families; `real` adds those of the collection, which is not part of the project. */
export function allSeeds(real: boolean): readonly Seeds[] {
  const own = new Map<string, string[]>();
  for (const { family, text } of familyFiles()) own.set(family, [...(own.get(family) ?? []), text]);
  own.set('crash-ips', [...(own.get('crash-ips') ?? []), ...samples()]);
  const seeds = [...own].map(([family, texts]) => ({ family, texts }));
  if (!real) return seeds;
  const kinds = new Map<string, string[]>();
  for (const file of corpus) {
    const text = readCorpus(file).slice(0, LONGEST);
    kinds.set(file.kind, [...(kinds.get(file.kind) ?? []), text]);
  }
  return [...seeds, ...[...kinds].map(([kind, texts]) => ({ family: `real ${kind}`, texts }))];
}
