/** The path of a sparkline: pure geometry. */

/** Room for the stroke at the edges, in pixels. */
const INSET = 1.5;

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/**
 * An SVG path through the values, oldest at the left, zero at the bottom. Null when there is nothing to draw: fewer than
 * two values, or zeros alone.
 */
export function sparkline(values: readonly number[], width: number, height: number): string | null {
  const highest = Math.max(0, ...values);
  if (values.length < 2 || highest === 0) return null;
  const step = (width - 2 * INSET) / (values.length - 1);
  const points = values.map((value, index) => {
    const y = height - INSET - (Math.max(0, value) / highest) * (height - 2 * INSET);
    return `${round(INSET + index * step)} ${round(y)}`;
  });
  return `M${points.join(' ')}`;
}
