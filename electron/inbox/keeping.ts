/**
 * Keeps the bytes of a batch: few as files of their own, many in packs. Bytes are on the disk before their outcome is told,
 * so that nothing the library refers to can be lost. Runs in a worker.
 */
import type { Fault } from '../../shared/result.ts';
import { faultOf } from '../store/faults.ts';
import { keepOriginal } from '../store/originals.ts';
import { LARGEST_PACKED } from '../store/packs.ts';
import type { PackBatch, PackPlace } from '../store/packs.ts';
import type { Bench } from './study.ts';

/** Things in a batch from which on packs are written: of fewer, packs would be as many as files. */
const MANY = 16;

/** What became of the bytes: where they lie (null for a file of their own), or what stood in the way. */
export type Kept =
  | { readonly kind: 'kept'; readonly place: PackPlace | null }
  | { readonly kind: 'failed'; readonly fault: Fault };

export class Keeping {
  readonly #library: string;
  readonly #pack: PackBatch | null;
  readonly #files = new Map<string, Promise<Kept>>();
  readonly #packed = new Set<string>();

  constructor({ settings, packs }: Bench, things: number) {
    this.#library = settings.libraryPath;
    this.#pack = things >= MANY ? packs.begin() : null;
  }

  /** Takes bytes in; they must not change any more. */
  keep(id: string, bytes: Uint8Array): void {
    if (this.#files.has(id) || this.#packed.has(id)) return;
    if (this.#pack === null || bytes.length > LARGEST_PACKED) {
      this.#files.set(id, this.#keepFile(id, bytes));
      return;
    }
    this.#packed.add(id);
    this.#pack.add(id, bytes);
  }

  async #keepFile(id: string, bytes: Uint8Array): Promise<Kept> {
    try {
      await keepOriginal(this.#library, id, bytes);
      return { kind: 'kept', place: null };
    } catch (thrown) {
      return { kind: 'failed', fault: faultOf(thrown) };
    }
  }

  /** Resolves when all bytes are on the disk, or are known not to be: what became of each of these, by their ids. */
  async finish(ids: readonly (string | null)[]): Promise<readonly (Kept | null)[]> {
    const packed = await this.#finishPack();
    const kept: (Kept | null)[] = [];
    for (const id of ids) kept.push(id === null ? null : await this.#find(id, packed));
    return kept;
  }

  async #find(id: string, packed: ReadonlyMap<string, PackPlace> | Fault): Promise<Kept | null> {
    const file = this.#files.get(id);
    if (file !== undefined) return file;
    if (!this.#packed.has(id)) return null;
    if ('kind' in packed) return { kind: 'failed', fault: packed };
    return { kind: 'kept', place: packed.get(id) ?? null };
  }

  async #finishPack(): Promise<ReadonlyMap<string, PackPlace> | Fault> {
    try {
      return (await this.#pack?.finish()) ?? new Map();
    } catch (thrown) {
      return faultOf(thrown);
    }
  }
}
