/** Plain tables for the terminal: columns padded, the last one cut to the width. */

/** One column: heading, and whether its values are numbers (set to the right). */
export interface Column {
  readonly heading: string;
  readonly right?: boolean;
}

function pad(text: string, width: number, right: boolean): string {
  return right ? text.padStart(width) : text.padEnd(width);
}

/** Lines of a table, without styling: heading, then rows. Cells lose control characters, for they come from reports. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): readonly string[] {
  // eslint-disable-next-line no-control-regex
  const clean = rows.map((row) => row.map((cell) => cell.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ')));
  const widths = columns.map(({ heading }, index) =>
    Math.max(heading.length, ...clean.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string => {
    const padded = columns.map(({ right = false }, index) => pad(cells[index] ?? '', widths[index] ?? 0, right));
    const text = padded.join('  ').trimEnd();
    return text.length > width ? `${text.slice(0, Math.max(1, width - 1))}…` : text;
  };
  return [line(columns.map(({ heading }) => heading)), ...clean.map(line)];
}
