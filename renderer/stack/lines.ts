/** Which lines of a long stack are drawn: its beginning, and what lies around the line that is looked for. Pure. */

/** Lines from one to another, the second not included. */
export type Stretch = readonly [from: number, to: number];

/** Lines drawn on each side of the one that is looked for. */
const AROUND = 60;

/**
 * @param total how many lines there are.
 * @param most how many are drawn from the top.
 * @param wanted the line that must be among those that are drawn; null for none.
 */
export function stretches(total: number, most: number, wanted: number | null): readonly Stretch[] {
  const top: Stretch = [0, Math.min(total, most)];
  if (wanted === null || wanted < most) return [top];
  const from = Math.max(0, wanted - AROUND);
  const to = Math.min(total, wanted + AROUND + 1);
  return from <= top[1] ? [[0, to]] : [top, [from, to]];
}
