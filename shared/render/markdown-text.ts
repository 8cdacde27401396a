/** Pieces of Markdown: escaped text, code blocks, tables. GitHub's syntax, which Jira's and GitLab's editors take as well. */

/** Text that must not act as Markdown. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, String.raw`\$&`);
}

/** A code block; its fence is longer than any inside. */
export function codeBlock(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** A table of labels and values, without those that are not known. */
export function markdownTable(rows: readonly (readonly [label: string, value: string | null])[]): string {
  const known = rows.flatMap(([label, value]) =>
    value === null ? [] : [`| ${escapeMarkdown(label)} | ${escapeMarkdown(value)} |`],
  );
  return ['| | |', '|---|---|', ...known].join('\n');
}

/** A table with a heading for each column; nothing where it has no rows. */
export function markdownColumns(
  heads: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): string | null {
  if (rows.length === 0) return null;
  const line = (cells: readonly (string | null)[]): string =>
    `| ${cells.map((cell) => escapeMarkdown(cell ?? '')).join(' | ')} |`;
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)].join('\n');
}
