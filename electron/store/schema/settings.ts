/** Step 7: settings. */
export const SETTINGS = '';
