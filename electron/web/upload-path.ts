/**
 * Where in an upload's folder a file goes, from the path that the browser gives: `Harbor.app.dSYM/Contents/Info.plist`.
 * Nothing that it can hold leads out of that folder; what no file system bears is refused.
 */

/** Longest name of a file on APFS, ext4 and NTFS. */
const mostBytesOfName = 255;
const mostNames = 64;
const mostLength = 2048;
/** C0 controls but NUL, and the backslash that one system takes for a separator. Folders' icons are named `Icon\r`. */
// oxlint-disable-next-line no-control-regex -- controls are what it looks for
const unwelcome = /[\u0001-\u001f\u007f\\]/g;

/**
 * The names of the path below the upload's folder, from the part of a URL that holds it, percent-encoded; slashes may be
 * encoded or not. Null when it is empty, absolute, leads upwards, holds a NUL or is longer than file systems allow.
 */
export function uploadPathOf(encoded: string): readonly string[] | null {
  const path = decode(encoded);
  if (path === null || path.length > mostLength || path.startsWith('/') || path.includes('\0')) return null;
  const names = path
    .replaceAll(unwelcome, '_')
    .split('/')
    .filter((name) => name !== '' && name !== '.');
  if (names.length === 0 || names.length > mostNames) return null;
  if (names.some((name) => name === '..' || Buffer.byteLength(name) > mostBytesOfName)) return null;
  return names;
}

function decode(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
