/** How a signature reads in a row of the inbox. */
import type { AppSummary, SignatureRow } from '../../shared/contract.ts';

/** `2.1.0`, `2.0.4 – 2.1.0`; null where no report names one. */
export function versionRange(versions: readonly string[]): string | null {
  const first = versions[0];
  const last = versions.at(-1);
  if (first === undefined || last === undefined) return null;
  return first === last ? first : `${first} – ${last}`;
}

/**
 * Whether all its crashes are of the app's newest version while older versions are known: what a release brought with it.
 */
export function isNew(row: SignatureRow, apps: readonly AppSummary[]): boolean {
  const app = apps.find(({ name, bundleId }) => name === row.app && bundleId === row.bundleId);
  const known = new Set(app?.versions.map(({ version }) => version));
  return known.size > 1 && row.versions.length === 1 && row.versions[0] === app?.versions[0]?.version;
}
