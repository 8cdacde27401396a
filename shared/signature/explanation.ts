/** Why a report is in its group: part of every grouping, so that no merge is a riddle. */

/** The rule that chose the frames. */
export type GroupingRule =
  /** Normalised frames of the stack that is to blame. */
  | 'frames'
  /** Image UUID and offset: nothing has a name yet; the group moves when symbols come. */
  | 'addresses'
  /** No usable stack: the kind of end alone. */
  | 'termination'
  /** No frames: what the system said, and of which process. Panics, memory reports, stackshots. */
  | 'reason';

/** One frame that went into the fingerprint. */
export interface GroupingFrame {
  readonly image: string | null;
  /** As it went in: without addresses, closure numbers and generic arguments. */
  readonly normalised: string;
  /** As the stack shows it. */
  readonly symbol: string | null;
}

export interface Explanation {
  readonly rule: GroupingRule;
  /** Which stack was read: `Last exception backtrace`, `Thread 3, crashed`. */
  readonly stack: string;
  /** One sentence for people: `Grouped by the first two frames of Harbor in the crashed thread`. */
  readonly sentence: string;
  readonly frames: readonly GroupingFrame[];
  /** Frames at the top that were passed over because they belong to the machinery of dying, as shown. */
  readonly skipped: readonly string[];
}
