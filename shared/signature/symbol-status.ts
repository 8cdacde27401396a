/** How far the symbols of a report, or of a group's newest reports, have come. */
export type SymbolStatus =
  /** Nothing waits for a dSYM. */
  | 'complete'
  /** What decides about the group has names; frames elsewhere wait for a dSYM. */
  | 'partial'
  /** A frame that decides about the group waits for a dSYM. */
  | 'waiting';
