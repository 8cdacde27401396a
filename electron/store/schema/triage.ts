/** Step 4: statuses, priorities, labels, merges, and the journal that undoes them. */
export const TRIAGE = '';
