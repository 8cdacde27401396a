/** Collects what a reader could not make sense of. Bounded: a damaged file of a million lines gives one line of summary. */
import type { Warning } from '../report/report.ts';

const MOST = 25;

export class Warnings {
  readonly #list: Warning[] = [];
  #more = 0;

  /** Notes one sentence; `line` is 1-based. The same sentence twice is one warning. */
  add(message: string, line: number | null = null): void {
    if (this.#list.some((known) => known.message === message)) return;
    if (this.#list.length < MOST) this.#list.push({ message, line });
    else this.#more += 1;
  }

  list(): readonly Warning[] {
    if (this.#more === 0) return this.#list;
    return [...this.#list, { message: `${this.#more} more places could not be read.`, line: null }];
  }
}
