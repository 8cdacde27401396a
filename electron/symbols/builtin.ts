/**
 * The engine that needs no Xcode: reads Mach-O and DWARF itself. A few files stay open between lookups. Between units it
 * lets others run and looks whether it was told to stop.
 */

import type { Svma } from '../../shared/report/address.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { openSource, type FileSource } from './bytes/source.ts';
import { CANCELLED, type Answer, type SliceRef, type SymbolEngine } from './engine.ts';
import { readSlices } from './macho/container.ts';
import { SliceSymbols } from './slice-symbols.ts';
import { takeTurns } from './turns.ts';

/** Files kept open; each holds a descriptor and at most 8 MiB of pages. */
const MAX_OPEN = 6;

interface OpenSlice {
  readonly file: FileSource;
  readonly symbols: SliceSymbols;
  /** Lookups that are under way. */
  users: number;
}

export function createBuiltinEngine(): SymbolEngine {
  const open = new Map<string, OpenSlice>();

  function acquire(slice: SliceRef): Result<OpenSlice> {
    const key = `${slice.uuid} ${slice.path}`;
    const known = open.get(key);
    if (known !== undefined) {
      open.delete(key);
      open.set(key, known);
      return ok(known);
    }
    const opened = openSlice(slice);
    if (!opened.ok) return opened;
    open.set(key, opened.value);
    for (const [oldest, { file, users }] of open) {
      if (open.size <= MAX_OPEN) break;
      if (users > 0 || oldest === key) continue;
      open.delete(oldest);
      file.close();
    }
    return opened;
  }

  return {
    name: 'builtin',

    async lookup(slice, addresses, signal) {
      const acquired = acquire(slice);
      if (!acquired.ok) return acquired;
      acquired.value.users++;
      try {
        return await lookupAll(acquired.value.symbols, addresses, signal);
      } finally {
        acquired.value.users--;
      }
    },

    async close() {
      for (const { file } of open.values()) file.close();
      open.clear();
    },
  };
}

function openSlice(wanted: SliceRef): Result<OpenSlice> {
  const opened = openSource(wanted.path);
  if (!opened.ok) return opened;
  const slices = readSlices(opened.value, wanted.path);
  const slice = slices.ok ? slices.value.find(({ uuid }) => uuid === wanted.uuid) : undefined;
  if (slice !== undefined) return ok({ file: opened.value, symbols: new SliceSymbols(slice, wanted.path), users: 0 });
  opened.value.close();
  if (!slices.ok) return slices;
  const message = `${wanted.path} no longer holds the build ${wanted.uuid} (${wanted.arch}).`;
  return fail({ kind: 'not-found', message, remedy: { kind: 'choose-dsym' } });
}

async function lookupAll(
  symbols: SliceSymbols,
  addresses: readonly Svma[],
  signal?: AbortSignal,
): Promise<Result<readonly Answer[]>> {
  const distances = addresses.map((address) => symbols.space.fromSvma(address));
  const answers = new Map<number, Answer>();
  const turn = takeTurns();
  for (const batch of symbols.batches(distances.filter((distance) => !Number.isNaN(distance)))) {
    await turn();
    if (signal?.aborted) return fail(CANCELLED);
    for (const [index, answer] of symbols.answer(batch).entries()) answers.set(batch.targets[index] ?? 0, answer);
  }
  return ok(distances.map((distance) => answers.get(distance) ?? { kind: 'none' }));
}
