/**
 * Two stacks side by side: frames that are the same in both stand in one line, in the order of both (a longest common
 * subsequence); what differs between them stands side by side, too. Pure.
 */

/** One line: positions in the left and in the right stack; null where that one has no frame there. */
export interface Line {
  readonly left: number | null;
  readonly right: number | null;
  readonly same: boolean;
}

/** Deeper frames are the run loop's; the table below grows with the square of it. */
const DEEPEST = 400;

/** Lengths of the longest common subsequences of all ends: `table[i][j]` for `left` from i and `right` from j. */
function lengths(left: readonly string[], right: readonly string[]): readonly Uint16Array[] {
  const table = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      const below = table[i + 1];
      if (!row || !below) continue;
      row[j] = left[i] === right[j] ? 1 + (below[j + 1] ?? 0) : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

/** Positions of frames that are the same, from the top. */
function pairs(left: readonly string[], right: readonly string[]): readonly (readonly [left: number, right: number])[] {
  const table = lengths(left, right);
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  const found: [number, number][] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      found.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return found;
}

/** Lines of two stacks, from the top. What is beyond 400 frames is left out. */
export function align(left: readonly string[], right: readonly string[]): readonly Line[] {
  const [a, b] = [left.slice(0, DEEPEST), right.slice(0, DEEPEST)];
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  for (const [nextLeft, nextRight] of [...pairs(a, b), [a.length, b.length]] as const) {
    while (i < nextLeft || j < nextRight) {
      lines.push({ left: i < nextLeft ? i : null, right: j < nextRight ? j : null, same: false });
      i = Math.min(i + 1, nextLeft);
      j = Math.min(j + 1, nextRight);
    }
    if (nextLeft < a.length && nextRight < b.length) lines.push({ left: i, right: j, same: true });
    i += 1;
    j += 1;
  }
  return lines;
}
