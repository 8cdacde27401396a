/**
 * A walk over all originals that a library's folder holds, without its database: what verifying and rebuilding start from.
 * Originals are files of their own (`reports/<two digits>/<sha256>`) or lie in packs (`reports/packs`).
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listPacks, walkPack } from '../store/packs.ts';
import type { PackPlace } from '../store/packs.ts';
import { walkFiles } from './library-care-files.ts';

/** One original as it lies there. */
export interface FoundOriginal {
  /** The name that it has: the SHA-256 that its bytes should have. */
  readonly id: string;
  /** Null for a file of its own. */
  readonly place: PackPlace | null;
  /** Whether its bytes are what it is named after. */
  readonly isWhole: boolean;
}

const FILE = /^reports\/([0-9a-f]{2})\/(\1[0-9a-f]{62})$/;

function isWhole(id: string, bytes: Uint8Array): boolean {
  return createHash('sha256').update(bytes).digest('hex') === id;
}

async function* walkSingle(library: string): AsyncGenerator<FoundOriginal> {
  for await (const { name } of walkFiles(library, 'reports')) {
    const id = FILE.exec(name)?.[2];
    if (id === undefined) continue;
    const bytes = await readFile(join(library, name)).catch(() => null);
    yield { id, place: null, isWhole: bytes !== null && isWhole(id, bytes) };
  }
}

/** All of them, each read whole and checked against its name; those of their own files first. Damaged blocks are passed over. */
export async function* walkOriginals(library: string): AsyncGenerator<FoundOriginal> {
  yield* walkSingle(library);
  for (const pack of await listPacks(library)) {
    for await (const { block, originals } of walkPack(library, pack)) {
      for (const [entry, { id, bytes }] of (originals ?? []).entries()) {
        yield { id, place: { pack, block, entry }, isWhole: isWhole(id, bytes) };
      }
    }
  }
}
