/** How a signature reads in a row of the inbox, for eyes and for VoiceOver. */
import type { AppSummary, SignatureRow } from '../../shared/contract.ts';
import { day } from './dates.ts';
import { counted, percent } from './numbers.ts';

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

/** The row as one sentence; list position and selection are said by the listbox. */
export function spokenRow(row: SignatureRow, fresh: boolean, now: number): string {
  const versions = versionRange(row.versions);
  const said = [
    row.seen ? null : 'Unread',
    row.title,
    row.subtitle,
    versions === null ? row.app : `${row.app} ${versions}`,
    counted(row.count, 'crash', 'crashes'),
    `${percent(row.share)} of crashes`,
    row.devices > 0 ? counted(row.devices, 'device') : null,
    fresh ? 'new in this version' : null,
    row.symbols === 'waiting' ? 'waiting for symbols' : null,
    row.status === 'resolved' ? 'done' : null,
    row.lastSeen === null ? null : `last seen ${day(row.lastSeen, now)}`,
  ];
  return said.filter((part) => part !== null).join(', ');
}
