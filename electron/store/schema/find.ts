/** Step 5: what filters and searches look through; saved views. */
export const FIND = '';
