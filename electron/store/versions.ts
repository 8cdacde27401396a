/** Order of version strings as people read them: `2.10` after `2.9`, `2.0` before `2.0.1`, words after numbers. */

function comparePart(left: string, right: string): number {
  const [a, b] = [/^\d{1,15}$/.test(left), /^\d{1,15}$/.test(right)];
  if (a && b) return Number(left) - Number(right);
  if (a !== b) return a ? -1 : 1;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Negative where `left` is the older one; unknown (`''`) is oldest. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split(/[.\s()-]+/).filter((part) => part !== ''));
  for (let index = 0; index < Math.max(a?.length ?? 0, b?.length ?? 0); index++) {
    const [mine, theirs] = [a?.[index], b?.[index]];
    if (mine === undefined || theirs === undefined) return mine === undefined ? -1 : 1;
    const order = comparePart(mine, theirs);
    if (order !== 0) return order;
  }
  return 0;
}

/** Negative where `left` is the older release: by version, then by build. */
export function compareReleases(
  left: { readonly version: string; readonly build: string },
  right: { readonly version: string; readonly build: string },
): number {
  return compareVersions(left.version, right.version) || compareVersions(left.build, right.build);
}
