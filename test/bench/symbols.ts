/** Naming addresses of the sample app, beside llvm-symbolizer's whole process on the same file. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toSvma } from '../../shared/report/address.ts';
import { createBuiltinEngine } from '../../electron/symbols/builtin.ts';
import { SymbolIndex } from '../../electron/symbols/index.ts';
import { compare, median } from './figures.ts';
import type { Figure } from './figures.ts';

const DSYM = resolve(import.meta.dirname, '../../resources/samples/dSYMs/Harbor 2.1.0 (412)/Harbor.dSYM');
const FILE = join(DSYM, 'Contents/Resources/DWARF/Harbor');
const PEER = '/usr/bin/llvm-symbolizer-19';
const RUNS = 9;

function addresses(count: number): readonly bigint[] {
  return Array.from({ length: count }, (_, index) => 0x1_0000_4000n + BigInt((index * 4) % 0x450));
}

/** 1 and 1,000 addresses with inlined calls; ours opens the file anew each time, too. */
export async function benchSymbols(): Promise<readonly Figure[]> {
  const index = new SymbolIndex();
  await index.scan([DSYM]);
  const [slice] = index.entries();
  if (slice === undefined) throw new Error('the sample dSYM is not there');
  const figures: Figure[] = [];
  for (const count of [1, 1000]) {
    const wanted = addresses(count);
    const ours = await median(RUNS, async () => {
      const engine = createBuiltinEngine();
      await engine.lookup(slice, wanted.map(toSvma));
      await engine.close();
    });
    const input = wanted.map((address) => `0x${address.toString(16)}`).join('\n');
    const theirs = existsSync(PEER)
      ? await median(RUNS, () => execFileSync(PEER, [`--obj=${FILE}`, '--inlines'], { input }))
      : null;
    figures.push(compare(`${count} addresses`, ours, 'llvm-symbolizer-19, process', theirs, 'sample app, first time'));
  }
  return figures;
}
