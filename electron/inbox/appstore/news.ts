/** Tells windows of what synchronisation brings, now and then: a window that asks again after each event must keep up. */
import type { EventBus } from '../events.ts';

/** Milliseconds between two events. */
const INTERVAL = 250;
/** Ids named in one event; of more it is simplest to ask for all. */
const MOST_NAMED = 500;

export class News {
  readonly #events: EventBus;
  readonly #feedback = new Set<string>();
  readonly #signatures = new Set<string>();
  #last = 0;

  constructor(events: EventBus) {
    this.#events = events;
  }

  /** Feedback came or changed. */
  feedback(ids: readonly string[]): void {
    for (const id of ids) this.#feedback.add(id);
    this.#soon();
  }

  /** Reports came to signatures. */
  signatures(ids: readonly string[]): void {
    for (const id of ids) this.#signatures.add(id);
    this.#soon();
  }

  #soon(): void {
    if (performance.now() - this.#last >= INTERVAL) this.flush();
  }

  /** Tells the rest. */
  flush(): void {
    this.#last = performance.now();
    if (this.#signatures.size > 0) {
      const signatures = this.#signatures.size > MOST_NAMED ? null : [...this.#signatures];
      this.#events.emit('library.changed', { signatures, moved: [] });
    }
    if (this.#feedback.size > 0) {
      const ids = this.#feedback.size > MOST_NAMED ? null : [...this.#feedback];
      this.#events.emit('feedback.changed', { ids });
    }
    this.#signatures.clear();
    this.#feedback.clear();
  }
}
