/**
 * Two stacks side by side: frames that are the same in both stand in one line, in the order of both (a longest common
 * subsequence). Pure.
 */

/** One line: positions in the left and in the right stack; both where the frames are the same. */
export interface Line {
  readonly left: number | null;
  readonly right: number | null;
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

/** Lines of two stacks, from the top. What is beyond 400 frames is left out. */
export function align(left: readonly string[], right: readonly string[]): readonly Line[] {
  const [a, b] = [left.slice(0, DEEPEST), right.slice(0, DEEPEST)];
  const table = lengths(a, b);
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0;
  const lines: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ left: i, right: j });
      i += 1;
      j += 1;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ left: i, right: null });
      i += 1;
    } else {
      lines.push({ left: null, right: j });
      j += 1;
    }
  }
  return lines;
}
