/**
 * Names of entries. Files are never written under them; they are shown to people, and tell which entries belong together.
 * One that leads out of its archive is a trick, or a mistake that hides what the entry is.
 */

/** What stands between an archive and what is in it: `reports.zip › Pier.ips`. */
export const INSIDE = ' › ';

const LONGEST = 1024;
/** Controls, and what turns the direction of text around. */
// oxlint-disable-next-line no-control-regex -- control characters are what is to be replaced
const UNWELCOME = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The path of an entry, with plain slashes and nothing that is not a name; null where it leads out of the archive. */
export function entryPath(raw: string): string | null {
  const path = raw.slice(0, 4 * LONGEST).replaceAll('\\', '/');
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return null;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..')) return null;
  return parts.join('/').replaceAll(UNWELCOME, '·').slice(-LONGEST);
}

/** A name that leads out of its archive, as it may be shown. */
export function shownName(raw: string): string {
  return raw.replaceAll(UNWELCOME, '·').slice(0, 200);
}

/** The last part of a path. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path: '' at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
