/**
 * Fewer places to write for each report: indexes hold no counts and no times of signatures, which change with every report.
 * Signatures that came back after their fix are few, and asked for with every batch.
 */
export const LEANER = `
  DROP INDEX signatures_last_seen;
  CREATE INDEX signatures_regressed ON signatures (id) WHERE regressed = 1;
  DROP INDEX signature_releases_release;
  CREATE INDEX signature_releases_by_release ON signature_releases (release);
  `;
