/** Signatures that came back after their fix are few, and asked for before and after every batch that is written. */
export const RETURNS = `
  CREATE INDEX signatures_regressed ON signatures (id) WHERE regressed = 1;
  `;
