/**
 * Identifiers of reports and devices. Reporters inside of apps print a placeholder where they have none, and people write
 * over theirs before they show a report: two reports with the same placeholder are not the same report.
 */

const PLACEHOLDER =
  /^(?:\[.*\]|\(.*\)|<.*>|undefined|null|nil|none|unknown|redacted|removed|hidden|todo|n\/a|([x*#?.])(?:\1|[- ])*)$/i;

/** The identifier; null for what only stands in its place. */
export function identityOf(text: string | null): string | null {
  return text === null || PLACEHOLDER.test(text.trim()) ? null : text;
}
