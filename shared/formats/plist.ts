/**
 * Reports of iOS up to 8 lie in property lists: `bug_type`, `os_version` and others as keys, the report's text as the string
 * under `description`. They are turned into what later systems write: a metadata line in JSON, then the text.
 */
import { decodeEntities } from './entities.ts';

const BEGINNING = /^\s{0,20}(?:<\?xml[^>]{0,200}>|<!DOCTYPE plist|<plist)/;
const DESCRIPTION = '<key>description</key>';
const FIELDS: readonly (readonly [key: string, name: string])[] = [
  ['bug_type', 'bug_type'],
  ['os_version', 'os_version'],
  ['displayName', 'name'],
  ['timestamp', 'timestamp'],
];

/** The string under a key, and where its text begins; null where there is none. */
function stringOf(text: string, key: string): { readonly value: string; readonly start: number } | null {
  const at = text.indexOf(key);
  const open = at === -1 ? -1 : text.indexOf('<string>', at + key.length);
  if (open === -1 || text.slice(at + key.length, open).trim() !== '') return null;
  const start = open + '<string>'.length;
  const end = text.indexOf('</string>', start);
  return { value: decodeEntities(text.slice(start, end === -1 ? undefined : end)), start };
}

/**
 * The report of a property list, as an `.ips` with a text body, each line of which stands where it stood; null for anything
 * else. `text` has plain line ends.
 */
export function unwrapPlist(text: string): string | null {
  if (!BEGINNING.test(text.slice(0, 400))) return null;
  const description = stringOf(text, DESCRIPTION);
  if (description === null) return null;
  const metadata = Object.fromEntries(
    FIELDS.flatMap(([key, name]) => {
      const value = stringOf(text, `<key>${key}</key>`)?.value ?? '';
      return value === '' ? [] : [[name, value] as const];
    }),
  );
  const lines = text.slice(0, description.start).split('\n').length - 1;
  return `${JSON.stringify(metadata)}${'\n'.repeat(Math.max(lines, 1))}${description.value}`;
}
