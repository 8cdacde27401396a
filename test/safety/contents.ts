/** What libraries are filled with before something is done to them: reports of a few apps, files that are none, decisions. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Act, Api } from '../../shared/contract.ts';
import { createDice } from '../appstore/server/random.ts';
import type { OpenLibrary } from '../fixtures/library.ts';
import { buildIps } from '../fixtures/reports.ts';
import { valueOf } from '../fixtures/results.ts';

/** Writes `count` reports into a folder, and among every fifty one file that is no report. Equal arguments, equal bytes. */
export function writeReports(folder: string, count: number, first = 0): void {
  mkdirSync(folder, { recursive: true });
  for (let seed = first; seed < first + count; seed += 1) {
    const report = buildIps({
      seed,
      app: seed % 7 === 0 ? 'Quay' : 'Pier',
      version: `1.${seed % 4}`,
      build: String(100 + (seed % 4)),
      frames: [{ symbol: `function${seed % 13}()` }, { symbol: 'main' }],
      deviceKey: `device${seed % 9}`,
      // Some of the same moment, so that nothing but the order in which they came decides between them.
      crashedAt: `2026-06-${String((seed % 5) + 1).padStart(2, '0')} 12:0${seed % 3}:00.0000 +0000`,
    });
    writeFileSync(join(folder, `${seed}.ips`), report);
    if (seed % 50 === 0) writeFileSync(join(folder, `none-${seed}.ips`), `no report, number ${seed}\n`);
  }
}

export async function importFolder(api: Api, folder: string): Promise<void> {
  const { added, duplicates, faults } = valueOf(await api['import.paths']({ job: 'import', paths: [folder] }));
  if (faults.length > 0 || added + duplicates === 0) throw new Error(`the import failed: ${JSON.stringify(faults[0])}`);
}

const ACTS: readonly ((number: number) => Act)[] = [
  (number) => ({ kind: 'note', note: `note ${number}` }),
  (number) => ({ kind: 'assign', to: `somebody ${number}` }),
  (number) => ({ kind: 'label', add: [`label ${number}`], remove: [] }),
  () => ({ kind: 'resolve', build: null }),
  () => ({ kind: 'ignore', until: { kind: 'ever' } }),
  () => ({ kind: 'reopen' }),
  (number) => ({ kind: 'prioritise', level: number % 2 === 0 ? 'P0' : 'P3' }),
];

/** Decides without end; yields in words what was done, after it was answered. Equal libraries and seeds, equal decisions. */
export async function* decisions(api: Api, seed: number): AsyncGenerator<string> {
  const dice = createDice(seed);
  const { rows } = valueOf(await api['inbox.page']({ filter: { status: 'all' }, sort: 'title', limit: 100 }));
  const ids = rows.map(({ id }) => id).toSorted();
  for (let number = 0; ; number += 1) {
    const id = dice.pick(ids);
    const act = dice.pick(ACTS)(number);
    valueOf(await api['triage.act']({ target: { kind: 'signatures', ids: [id] }, act }));
    yield `${act.kind} ${id}`;
    if (dice.below(5) > 0) continue;
    valueOf(await api['triage.undo']({}));
    yield 'undo';
  }
}

/** Some decisions of every kind. */
export async function decideSomething(api: Api, count = 30): Promise<void> {
  let left = count;
  for await (const _ of decisions(api, 1)) if ((left -= 1) === 0) return;
}

/** The samples with their feedback and pictures, reports beside them, and decisions. */
export async function fillLibrary({ api, path }: OpenLibrary, reports = 120): Promise<void> {
  valueOf(await api['samples.add']({ job: 'samples' }));
  const folder = join(path, '..', 'given');
  writeReports(folder, reports);
  await importFolder(api, folder);
  await decideSomething(api);
}
