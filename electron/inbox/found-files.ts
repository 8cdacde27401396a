/**
 * Files that a walk found, in the order in which it did. Kept as names beside their folders: a hundred thousand paths, each
 * whole and in an object of its own, are what most of an import's memory would go to.
 */
import { join } from 'node:path';
import type { StudyItem } from './protocol.ts';

interface Folder {
  readonly path: string;
  /** Position of its first file in the list. */
  readonly start: number;
}

export class FoundFiles {
  readonly #folders: Folder[] = [];
  readonly #names: string[] = [];
  /** Names that people gave, where they are others than the files'. */
  readonly #titles = new Map<number, string>();
  readonly #incidental = new Set<number>();

  get length(): number {
    return this.#names.length;
  }

  /** Adds a file of a folder; it merely lay there where it is `incidental`. */
  add(folder: string, name: string, how: { readonly title?: string; readonly incidental: boolean }): void {
    const position = this.#names.length;
    if (this.#folders.at(-1)?.path !== folder) this.#folders.push({ path: folder, start: position });
    if (how.incidental) this.#incidental.add(position);
    if (how.title !== undefined && how.title !== name) this.#titles.set(position, how.title);
    this.#names.push(name);
  }

  #folderOf(position: number): string {
    let [low, high] = [0, this.#folders.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#folders[middle]?.start ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return this.#folders[low]?.path ?? '';
  }

  /** The things from one position to before another, as they are to be read. */
  slice(start: number, end: number): readonly StudyItem[] {
    return this.#names.slice(start, end).map((name, index): StudyItem => {
      const position = start + index;
      return {
        source: { kind: 'file', path: join(this.#folderOf(position), name) },
        fileName: this.#titles.get(position) ?? name,
        incidental: this.#incidental.has(position),
        unpack: true,
      };
    });
  }
}
