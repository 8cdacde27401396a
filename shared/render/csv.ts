/**
 * Comma-separated values as RFC 4180 has them: lines end with CR LF, quotes are doubled. Reports come from strangers, and
 * spreadsheets run what begins like a formula: such a text gets an apostrophe before it, which they show as text.
 *
 * https://www.rfc-editor.org/rfc/rfc4180 and https://owasp.org/www-community/attacks/CSV_Injection
 */

/** What a formula may begin with, also in the wide forms of East Asian spreadsheets, and behind blanks. */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/;

/** The text as a cell shows it. */
export function neutralised(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = neutralised(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line with its end. Numbers are numbers, null is empty. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}
