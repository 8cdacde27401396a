/**
 * Naming random addresses of a large dSYM: ours, in processes that did nothing before, beside llvm-symbolizer's whole
 * process on the same file in the same run. Before anything is measured both must have given the same answers.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createBuiltinEngine } from '../../electron/symbols/builtin.ts';
import { cachedEngine } from '../../electron/symbols/cache/engine.ts';
import type { Answer } from '../../electron/symbols/engine.ts';
import { toHex, toSvma, type Svma } from '../../shared/report/address.ts';
import { askOracle, randomAddresses } from '../differential/oracle.ts';
import { valueOf } from '../fixtures/results.ts';
import { hasCompiler } from '../fixtures/symbols/build.ts';
import { buildLarge, type Size } from '../fixtures/symbols/large.ts';
import { sliceOf, sliceRef } from '../fixtures/symbols/slices.ts';
import { bundle } from './bundle.ts';
import { barred, compare, middle, type Figure } from './figures.ts';
import type { Question } from './symbols-once.ts';
import { runOurs, timePeer, weighPeer, type Cost } from './symbols-process.ts';

const PEER = 'llvm-symbolizer-19';
const RUNS = 9;
const SEED = 1;
const CACHE = join(import.meta.dirname, '..', '..', '.cache');

const MEGA = 1_000_000;

/** All figures for the sizes that are wanted; none where the tools to build the files are missing. */
export async function benchSymbols(sizes: readonly Size[]): Promise<readonly Figure[]> {
  if (!hasCompiler) {
    console.error('symbols: clang-19, lld-19 and llvm-19 are needed to build the files.');
    return [];
  }
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'bench-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const program = await bundle(join(import.meta.dirname, 'symbols-once.ts'), folder);
    const figures: Figure[] = [];
    for (const size of sizes) figures.push(...(await benchFile(size, folder, program)));
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function benchFile(size: Size, folder: string, program: string): Promise<readonly Figure[]> {
  const { dwarf } = await buildLarge(size, say);
  const { textVmaddr, uuid } = sliceRef(dwarf, 'arm64');
  const addresses = codeAddresses(dwarf, 1000);
  const megabytes = `${Math.round(statSync(dwarf).size / MEGA)} MB`;
  say(`${megabytes}: comparing answers, building our cache`);
  const cache = await prepare(dwarf, folder, addresses);
  const hex = addresses.map(toHex);
  const questions = { path: dwarf, uuid, arch: 'arm64', textVmaddr: String(textVmaddr) } as const;
  const figures: Figure[] = [];
  for (const count of [1, 1000]) {
    say(`${megabytes}: measuring ${count} addresses`);
    const question: Question = { ...questions, addresses: hex.slice(0, count), cache: null };
    const taken = await measure(folder, program, question, cache.folder);
    figures.push(...figuresOf(`${megabytes}, ${count}`, count, taken));
  }
  figures.push({ ...compare(`${megabytes}, building the cache`, cache.milliseconds, 'none', null, cache.note) });
  return figures;
}

/** The figures of one number of addresses: times, and what memory grew by. */
function figuresOf(name: string, count: number, { first, again, peer }: Taken): readonly Figure[] {
  const [ours, cached] = [first, again].map((costs) => middle(costs.map(({ milliseconds }) => milliseconds)));
  const [memory, cachedMemory] = [first, again].map((costs) => Math.max(...costs.map(({ bytes }) => bytes)) / MEGA);
  const times = peer === null ? null : middle(peer.times);
  const weight = peer === null ? null : peer.bytes / MEGA;
  const process = `${PEER}, process`;
  const firstTime = compare(
    `${name}, first time`,
    ours ?? 0,
    process,
    times,
    'our lookup in a fresh process, no cache',
  );
  const withCache = compare(`${name}, with our cache`, cached ?? 0, process, times, 'the same, cache built before');
  const grown = compare(`${name}, first time, memory`, memory ?? 0, process, weight, 'growth of our peak; its peak');
  const grownAgain = compare(`${name}, with our cache, memory`, cachedMemory ?? 0, process, weight, 'as above');
  return [
    barred(firstTime, count === 1 ? { own: 30 } : { ratio: 0.45 }),
    barred(withCache, { own: 10 }),
    barred({ ...grown, unit: 'MB' }, { own: 96 }),
    barred({ ...grownAgain, unit: 'MB' }, { own: 96 }),
  ];
}

interface Taken {
  readonly first: readonly Cost[];
  readonly again: readonly Cost[];
  readonly peer: { readonly times: readonly number[]; readonly bytes: number } | null;
}

/** Ours without a cache, ours with it and the peer take turns, so that what disturbs disturbs all. */
async function measure(folder: string, program: string, question: Question, cache: string): Promise<Taken> {
  const { path, addresses } = question;
  const hasPeer = (process.env['PATH'] ?? '').split(delimiter).some((place) => existsSync(join(place, PEER)));
  const first: Cost[] = [];
  const again: Cost[] = [];
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    first.push(await runOurs(program, folder, question));
    again.push(await runOurs(program, folder, { ...question, cache }));
    if (hasPeer) times.push(await timePeer(PEER, path, addresses));
  }
  return { first, again, peer: hasPeer ? { times, bytes: await weighPeer(PEER, path, addresses) } : null };
}

interface Prepared {
  readonly folder: string;
  readonly milliseconds: number;
  readonly note: string;
}

/** Builds the cache, and holds engine, cache and llvm-symbolizer against each other. */
async function prepare(path: string, folder: string, addresses: readonly Svma[]): Promise<Prepared> {
  const caches = join(folder, 'symbols');
  const slice = sliceRef(path, 'arm64');
  const engine = cachedEngine(createBuiltinEngine(), { folder: caches });
  const direct = valueOf(await engine.lookup(slice, addresses));
  const start = performance.now();
  await engine.settled();
  const milliseconds = performance.now() - start;
  const cached = valueOf(await engine.lookup(slice, addresses));
  await engine.close();
  const { size } = statSync(join(caches, `${slice.uuid}-${slice.arch}.symbols`));
  const reference = askOracle(path, addresses).map(({ frames }) => frames.map((frame) => JSON.stringify(frame)).join());
  for (const [name, answers] of Object.entries({ direct, cached })) {
    const wrong = answers.filter((answer, index) => wordsOf(answer) !== reference[index]).length;
    if (wrong > 0) throw new Error(`${name}: ${wrong} of ${addresses.length} answers are not ${PEER}'s`);
  }
  return { folder: caches, milliseconds, note: `in the background; it has ${Math.round(size / MEGA)} MB` };
}

function wordsOf(answer: Answer): string {
  const frames = answer.kind === 'found' ? answer.frames : [{ name: '', file: null, line: null, column: null }];
  return frames
    .map(({ name, file, line, column }) =>
      JSON.stringify({ name, file: file ?? '', line: line ?? 0, column: column ?? 0 }),
    )
    .join();
}

/** The same random addresses of a file's code on every run. */
function codeAddresses(path: string, count: number): readonly Svma[] {
  const text = sliceOf(path, 'arm64').sections.find(({ name }) => name === '__text');
  if (text === undefined) throw new Error(`${path} has no code`);
  return randomAddresses(text.address, toSvma(text.address + text.size), count, SEED).map(toSvma);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
