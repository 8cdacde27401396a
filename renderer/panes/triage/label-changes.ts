/** Labels that are ticked in the picker, over signatures of which some have them already. Pure. */
import type { SignatureRow } from '../../../shared/contract.ts';

/** On all of the signatures, on some, on none. */
export type Ticked = boolean | 'mixed';

/** The contract's limits. */
export const LONGEST_LABEL = 60;
const MOST_CHANGES = 20;

/** How many of the rows have a label, as a tick. */
export function ticked(rows: readonly SignatureRow[], label: string): Ticked {
  const having = rows.filter(({ triage }) => triage.labels.includes(label)).length;
  return having === 0 ? false : having === rows.length ? true : 'mixed';
}

/** What has to be added and removed so that the rows have what was ticked. */
export function labelChanges(
  rows: readonly SignatureRow[],
  wanted: ReadonlyMap<string, boolean>,
): { readonly add: string[]; readonly remove: string[] } {
  const changed = [...wanted].filter(([label, on]) => ticked(rows, label) !== on);
  return {
    add: changed.flatMap(([label, on]) => (on ? [label] : [])).slice(0, MOST_CHANGES),
    remove: changed.flatMap(([label, on]) => (on ? [] : [label])).slice(0, MOST_CHANGES),
  };
}
