/**
 * Compares how C++ names are demangled with `llvm-cxxfilt-19`, on every symbol
 * that clang puts into object files for generated and written sources. The
 * symbols are kept in `.cache/demangle`, so only the first run compiles.
 *
 * A name that the peer leaves mangled proves nothing and is not counted as
 * equal; there must be few of them.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { demangleCxx } from '../../shared/demangle/cxx.ts';
import { cxxSource } from '../fixtures/demangle/cxx-sources.ts';

const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'test/fixtures/demangle');
const cache = join(root, '.cache/demangle');
const hasTools = ['clang-19', 'llvm-nm-19', 'llvm-cxxfilt-19'].every(
  (tool) => spawnSync(tool, ['--version']).status === 0,
);
const work = mkdtempSync(join(tmpdir(), 'demangle-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Unit {
  readonly source: string;
  readonly flags: readonly string[];
  readonly isRandom: boolean;
}

const macho = ['-target', 'arm64-apple-macos12', '-O2'];
const tour = (flags: readonly string[]): Unit => ({
  source: readFileSync(join(fixtures, 'tour.cpp'), 'utf8'),
  flags: ['-std=c++23', '-fblocks', ...flags],
  isRandom: false,
});
const units: readonly Unit[] = [
  tour([]),
  tour(macho),
  { source: readFileSync(join(fixtures, 'library.cpp'), 'utf8'), flags: ['-std=c++20'], isRandom: false },
  ...Array.from({ length: 20 }, (_, seed) => ({
    source: cxxSource(seed, 700),
    flags: ['-std=c++20', ...(seed % 4 === 3 ? macho : [])],
    isRandom: true,
  })),
];

/** The mangled C++ names in the object file that clang makes of a source. */
function symbols(unit: Unit): readonly string[] {
  const version = execFileSync('clang-19', ['--version'], { encoding: 'utf8' });
  const key = createHash('sha256')
    .update(JSON.stringify([version, unit]))
    .digest('hex');
  const cached = join(cache, `${key}.txt`);
  if (!existsSync(cached)) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(cached, compiledSymbols(unit).join('\n'));
  }
  return readFileSync(cached, 'utf8').split('\n');
}

function compiledSymbols({ source, flags, isRandom }: Unit): readonly string[] {
  const path = join(work, 'unit.cpp');
  const object = join(work, 'unit.o');
  const clang = ['-x', 'c++', '-w', ...flags, path];
  writeFileSync(path, source);
  // An unbalanced line hides the errors behind it from the first look.
  for (let pass = 0; pass < (isRandom ? 3 : 0); pass++) {
    writeFileSync(path, wellFormed(readFileSync(path, 'utf8'), clang));
  }
  execFileSync('clang-19', [...clang, '-c', '-o', object]);
  const listed = execFileSync('llvm-nm-19', ['-j', object], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return listed.split('\n').filter((name) => /^_{1,4}Z/.test(name));
}

/** Some random declarations are ill-formed, each in a line of its own; clang tells which, and they are left out. */
function wellFormed(source: string, clang: readonly string[]): string {
  const check = spawnSync('clang-19', [...clang, '-fsyntax-only', '-ferror-limit=0'], { encoding: 'utf8' });
  const errors = Array.from(check.stderr.matchAll(/unit\.cpp:(\d+):\d+: error/g), (match) => Number(match[1]));
  const broken = new Set(errors);
  return source
    .split('\n')
    .filter((_, index) => !broken.has(index + 1))
    .join('\n');
}

/** What `llvm-cxxfilt` makes of names; it reads them without the underscore of Mach-O. */
function peer(names: readonly string[]): readonly string[] {
  const input = names.map((name) => name.replace(/^_(?=_Z|___Z)/, '')).join('\n');
  const output = execFileSync('llvm-cxxfilt-19', { input, encoding: 'utf8', maxBuffer: 2 ** 28 }).split('\n');
  return names.map((_, index) => output[index] ?? '');
}

it.skipIf(!hasTools)('equals llvm-cxxfilt-19 on all symbols of compiled sources (needs clang-19, llvm-19)', () => {
  const names = Array.from(new Set(units.flatMap(symbols)));
  const expected = peer(names);
  const differences: { name: string; expected: string; actual: string | null }[] = [];
  let [equal, left] = [0, 0];
  names.forEach((name, index) => {
    const readable = expected[index] ?? '';
    const actual = demangleCxx(name);
    if (name.endsWith(readable)) left++;
    else if (actual === readable) equal++;
    else differences.push({ name, expected: readable, actual });
  });
  expect(differences).toEqual([]);
  expect(equal).toBeGreaterThan(20_000);
  expect(left).toBeLessThan(names.length / 100);
});
