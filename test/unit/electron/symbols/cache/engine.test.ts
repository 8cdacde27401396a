/** An engine with a symbol cache before it: when it builds, when it reads, and what it makes of caches that are not sound. */

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createBuiltinEngine } from '../../../../../electron/symbols/builtin.ts';
import { cachedEngine, type CachedEngine, type CacheOptions } from '../../../../../electron/symbols/cache/engine.ts';
import type { Answer, SliceRef, SymbolEngine } from '../../../../../electron/symbols/engine.ts';
import { toSvma } from '../../../../../shared/report/address.ts';
import { valueOf } from '../../../../fixtures/results.ts';
import { AT, BASE, build, FORM, INSIDE, plain, START } from '../../../../fixtures/symbols/built-unit.ts';
import { cacheOf } from '../../../../fixtures/symbols/caches.ts';
import { lineOf } from '../../../../fixtures/symbols/built-lookup.ts';
import { line, lineTable } from '../../../../fixtures/symbols/dwarf-builder.ts';
import { buildMacho } from '../../../../fixtures/symbols/macho-builder.ts';
import { sliceRef } from '../../../../fixtures/symbols/slices.ts';

let folder: string;
let caches: string;
let slice: SliceRef;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cached-'));
  caches = join(folder, 'symbols');
  slice = writeSlice('start');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file with one function, of a name of five letters, and a line for it. */
function writeSlice(name: string): SliceRef {
  const path = join(folder, 'Harbor');
  const parts: Parameters<typeof build>[0] = {
    version: 4,
    shapes: plain([
      [AT.lowPc, FORM.addr],
      [AT.highPc, FORM.data4],
    ]),
    unitShape: [[AT.stmtList, FORM.secOffset]],
    unitValues: (to) => void to.u32(0),
    entries: (to) => void to.uleb(2).cstring(name).u64(START).u32(0x40),
    sections: {
      __debug_line: lineTable({ version: 4 }, (to) =>
        line.endSequence(line.advancePc(line.copy(line.setAddress(to, START)), 0x40)),
      ),
    },
  };
  writeFileSync(path, build(parts));
  return sliceRef(path, 'arm64');
}

const ADDRESSES = INSIDE.map((distance) => toSvma(BASE + BigInt(distance)));

/** Counts what gets past the cache. */
function counted(): SymbolEngine & { readonly count: () => number } {
  const engine = createBuiltinEngine();
  let count = 0;
  return {
    name: 'builtin',
    count: () => count,
    lookup: (...parameters) => {
      count++;
      return engine.lookup(...parameters);
    },
    close: () => engine.close(),
  };
}

/** Looks the addresses up in a program that starts and ends; builds are finished before it does. */
async function lookInNewProgram(options: Partial<CacheOptions> = {}): Promise<{ names: string[]; asked: number }> {
  const engine = counted();
  const cached = cachedEngine(engine, { folder: caches, smallest: 0, ...options });
  const answers = valueOf(await cached.lookup(slice, ADDRESSES));
  await cached.settled();
  await cached.close();
  return { names: answers.map(lineOf), asked: engine.count() };
}

const STARTS = ['-', 'start src/one.c:1', 'start src/one.c:1', '-'];
const OTHERS = STARTS.map((name) => name.replace('start', 'other'));

function onlyCache(): string {
  const [name, ...others] = readdirSync(caches);
  expect(others).toEqual([]);
  return join(caches, name ?? '');
}

/** Another name in the block. */
function misspelt(bytes: Buffer): Buffer {
  bytes.write('smart', bytes.indexOf('start'));
  return bytes;
}

describe('a symbol cache', () => {
  it('is built after the first lookup and answers the next one without the engine', async () => {
    expect(await lookInNewProgram()).toEqual({ names: STARTS, asked: 1 });
    expect(onlyCache()).toBe(join(caches, `${slice.uuid}-arm64.symbols`));
    expect(await lookInNewProgram()).toEqual({ names: STARTS, asked: 0 });
  });

  it('may be deleted at any time, with its folder', async () => {
    await lookInNewProgram();
    rmSync(caches, { recursive: true });
    expect(await lookInNewProgram()).toEqual({ names: STARTS, asked: 1 });
    expect(await lookInNewProgram()).toEqual({ names: STARTS, asked: 0 });
  });

  it('is not built for a file that is read as fast', async () => {
    await lookInNewProgram({ smallest: statSync(slice.path).size + 1 });
    expect(existsSync(caches)).toBe(false);
  });

  it('is not used for a file that took the place of another of the same build', async () => {
    await lookInNewProgram();
    slice = writeSlice('other');
    utimesSync(slice.path, 1, 1);
    expect(await lookInNewProgram()).toEqual({ names: OTHERS, asked: 1 });
    expect(await lookInNewProgram()).toEqual({ names: OTHERS, asked: 0 });
  });

  it('is not built from a file that cannot be read', async () => {
    const missing = { ...slice, path: join(folder, 'gone') };
    const cached = cachedEngine(createBuiltinEngine(), { folder: caches, smallest: 0 });
    const looked = await cached.lookup(missing, ADDRESSES);
    expect(looked.ok).toBe(false);
    await cached.settled();
    expect(existsSync(caches)).toBe(false);
    await cached.close();
  });

  it('whose builder cannot start is done without', async () => {
    const workerUrl = new URL('gone.js', import.meta.url);
    expect(await lookInNewProgram({ workerUrl })).toEqual({ names: STARTS, asked: 1 });
    expect(readdirSync(caches)).toEqual([]);
  });

  it('that cannot be written is done without', async () => {
    writeFileSync(caches, 'a file where the folder should be');
    expect(await lookInNewProgram()).toEqual({ names: STARTS, asked: 1 });
  });
});

describe('a cache that is not sound', () => {
  beforeEach(async () => {
    await lookInNewProgram();
  });

  const size = (): number => statSync(onlyCache()).size;
  const damages: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    'is empty': () => Buffer.alloc(0),
    'is cut in its header': (bytes) => bytes.subarray(0, 100),
    'is cut before its index': (bytes) => bytes.subarray(0, bytes.length - 4),
    'has something behind its index': (bytes) => Buffer.concat([bytes, Buffer.of(0)]),
    'is of another version': (bytes) => bytes.fill(9, 8, 9),
    'has a damaged header': (bytes) => bytes.fill(9, 100, 101),
    'has a damaged index': (bytes) => bytes.fill(9, bytes.length - 1),
    'has a damaged block': (bytes) => misspelt(bytes),
    'is something else': () => Buffer.alloc(size(), 'no cache '),
  };

  for (const [name, damage] of Object.entries(damages)) {
    it(`as it ${name} is built anew without a word`, async () => {
      const sound = readFileSync(onlyCache());
      writeFileSync(onlyCache(), damage(Buffer.from(sound)));
      expect(await lookInNewProgram()).toEqual({ names: STARTS, asked: 1 });
      expect(readFileSync(onlyCache()).equals(sound)).toBe(true);
      expect(await lookInNewProgram()).toEqual({ names: STARTS, asked: 0 });
    });
  }

  it('in one block is found out by who reads that block, in a program that has it open', async () => {
    const engine = counted();
    const cached = cachedEngine(engine, { folder: caches, smallest: 0 });
    const ask = async (): Promise<readonly string[]> => valueOf(await cached.lookup(slice, ADDRESSES)).map(lineOf);
    expect(await ask()).toEqual(STARTS);
    writeFileSync(onlyCache(), misspelt(readFileSync(onlyCache())));
    expect(await ask()).toEqual(STARTS);
    expect(engine.count()).toBe(1);
    await cached.settled();
    expect(await ask()).toEqual(STARTS);
    expect(engine.count()).toBe(1);
    await cached.close();
  });
});

describe('the folder of caches', () => {
  it('stays below its limit: what was not used for longest goes, never what was just built', async () => {
    mkdirSync(caches);
    for (const [name, age] of [
      ['old', 3],
      ['older', 4],
      ['new', 1],
    ] as const) {
      const path = join(caches, `${name}.symbols`);
      writeFileSync(path, Buffer.alloc(1000));
      utimesSync(path, Date.now() / 1000 - age, Date.now() / 1000 - age);
    }
    writeFileSync(join(caches, 'notes.txt'), Buffer.alloc(5000));
    const { path } = cacheOf(caches, slice, 2400);
    expect(statSync(path).size).toBeLessThan(400);
    expect(readdirSync(caches).sort()).toEqual([
      `${slice.uuid}-arm64.symbols`,
      'new.symbols',
      'notes.txt',
      'old.symbols',
    ]);
    expect(cacheOf(caches, slice, 10).built).toBe(false);
  });

  it('has each cache built once: what another program builds is left to it, unless that was killed', async () => {
    mkdirSync(caches);
    const place = join(caches, `${slice.uuid}-arm64.symbols.building`);
    writeFileSync(place, '');
    expect(cacheOf(caches, slice).built).toBe(false);
    const longAgo = Date.now() / 1000 - 3600;
    utimesSync(place, longAgo, longAgo);
    expect(cacheOf(caches, slice).built).toBe(true);
    expect(existsSync(place)).toBe(false);
  });

  it('is left clean when a program ends while it builds', async () => {
    const cached: CachedEngine = cachedEngine(createBuiltinEngine(), { folder: caches, smallest: 0 });
    await cached.lookup(slice, ADDRESSES);
    await cached.close();
    expect(existsSync(caches) ? readdirSync(caches).filter((name) => name.endsWith('.building')) : []).toEqual([]);
  });
});

describe('there is no cache', () => {
  const cannotBeCached = async (parts: Parameters<typeof build>[0]): Promise<readonly Answer[]> => {
    writeFileSync(slice.path, build(parts));
    expect(cacheOf(caches, slice).built).toBe(false);
    const cached = cachedEngine(createBuiltinEngine(), { folder: caches, smallest: 0 });
    const answers = valueOf(await cached.lookup(slice, ADDRESSES));
    await cached.settled();
    await cached.close();
    return answers;
  };

  it('of damaged debug information: the engine says what is wrong with it', async () => {
    const shapes = plain([[AT.ranges, FORM.secOffset]]);
    const answers = await cannotBeCached({
      version: 4,
      shapes,
      entries: (to) => void to.uleb(2).cstring('start').u32(0xffff),
    });
    expect(answers.map(({ fault }) => fault?.kind)).toContain('malformed-dwarf');
  });

  it('where only a symbol table answered', async () => {
    writeFileSync(slice.path, buildMacho({ uuid: slice.uuid, symbols: [{ name: '_start', address: START }] }));
    expect(cacheOf(caches, slice).built).toBe(false);
    rmSync(caches, { recursive: true });
    expect((await lookInNewProgram()).names).toContain('start');
    expect(existsSync(caches)).toBe(false);
  });
});
