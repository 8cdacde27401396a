/**
 * When the second copy of the decisions is made: a day after the last one when a library opens, some minutes after
 * something was changed, and when a library that was changed closes.
 */
import { faultOf } from '../store/faults.ts';
import { writeKeptCopy } from '../store/kept-copy.ts';
import { integer } from '../store/row.ts';
import { DATABASE } from './library-care-files.ts';
import type { Library } from './library.ts';

/** Milliseconds: of a copy that an opened library lets stand, and between two looks at whether something was changed. */
const [AGE, INTERVAL] = [24 * 3_600_000, 600_000];

export class KeptCopies {
  readonly #library: Library;
  readonly #timer: NodeJS.Timeout;
  /** Rows that this host had changed when the last copy was made. */
  #changes: number;
  #isClosed = false;

  constructor(library: Library, interval = INTERVAL) {
    this.#library = library;
    this.#changes = this.#countChanges();
    this.#timer = setInterval(() => this.#keepChanged(), interval);
    this.#timer.unref();
  }

  /** Makes one where there is none, or an old one. */
  keepOld(): void {
    this.#guarded(() => this.#write(AGE));
  }

  /** To be called before the database is closed; again, it does nothing. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#timer);
    this.#keepChanged();
  }

  #countChanges(): number {
    return integer(this.#library.database.get('SELECT total_changes() AS changes') ?? {}, 'changes');
  }

  #keepChanged(): void {
    this.#guarded(() => {
      if (this.#countChanges() === this.#changes) return;
      this.#write(0);
      this.#changes = this.#countChanges();
    });
  }

  #write(age: number): void {
    const { path, clock } = this.#library;
    writeKeptCopy(path, DATABASE, age, clock());
  }

  /** A copy that cannot be made is no reason to stop anything: the one before is still there. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      this.#library.complain(faultOf(thrown));
    }
  }
}
