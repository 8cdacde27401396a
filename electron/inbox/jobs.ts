/** Jobs that somebody may cancel, by the id that the window gave them. */
import { fail } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** Jobs at a time; more is a page gone wild. */
const MAX_JOBS = 32;

export class Jobs {
  readonly #running = new Map<string, AbortController>();
  readonly #work = new Set<Promise<unknown>>();

  /** Runs a job under its id. Faults: `bad-input` when that id is under way, `library-busy` when too many are. */
  async run<Value>(id: string, work: (signal: AbortSignal) => Promise<Result<Value>>): Promise<Result<Value>> {
    if (this.#running.has(id)) return fail({ kind: 'bad-input', message: 'A job of that name is under way.' });
    if (this.#running.size >= MAX_JOBS) {
      return fail({ kind: 'library-busy', message: 'Too many imports are under way.', remedy: { kind: 'retry' } });
    }
    const controller = new AbortController();
    this.#running.set(id, controller);
    const working = work(controller.signal);
    this.#work.add(working);
    try {
      return await working;
    } finally {
      this.#work.delete(working);
      this.#running.delete(id);
    }
  }

  /** Cancels a job; one that is not under way is none to worry about. */
  cancel(id: string): void {
    this.#running.get(id)?.abort();
  }

  /** Resolves when no job is under way. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#work);
  }

  /** Cancels all. */
  cancelAll(): void {
    for (const controller of this.#running.values()) controller.abort();
  }
}
