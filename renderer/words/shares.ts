/** Distributions cut to what a narrow column can hold. */
import type { Share } from '../../shared/contract.ts';

/** The first `most` parts in their order; more than that becomes `8 others`. One part too many is shown as itself. */
export function largest(shares: readonly Share[], most: number): readonly Share[] {
  if (shares.length <= most + 1) return shares;
  const rest = shares.slice(most);
  const count = rest.reduce((sum, share) => sum + share.count, 0);
  return [...shares.slice(0, most), { label: `${rest.length} others`, count }];
}
