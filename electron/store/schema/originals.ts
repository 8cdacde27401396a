/** Step 6: where original bytes lie in packs. */
export const ORIGINALS = '';
