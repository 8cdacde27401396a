/**
 * Whose report a file is, by its first lines: so that the reports of other apps can be left alone without reading them.
 * `.ips` say it in their first line, older texts in `Identifier:` or `Process:`.
 */
import { open } from 'node:fs/promises';

/** Bytes in which every report says it. */
const HEAD = 8192;

const PATTERNS: readonly RegExp[] = [
  /"bundleID"\s*:\s*"([^"]{1,200})"/,
  /^Identifier:[ \t]+([^\r\n]{1,200})/m,
  /"coalitionName"\s*:\s*"([^"]{1,200})"/,
  /"app_name"\s*:\s*"([^"]{1,200})"/,
  /^(?:Command|Process):[ \t]+([^\r\n[]{1,200})/m,
];

/** The bundle id in the beginning of a report, or the name of its process; null where it says neither. */
export function ownerIn(beginning: string): string | null {
  for (const pattern of PATTERNS) {
    const found = pattern.exec(beginning)?.[1]?.trim() ?? '';
    if (found !== '' && found !== '???') return found;
  }
  return null;
}

/** Whose report the file is; null where it does not say, or cannot be read. */
export async function ownerOf(path: string): Promise<string | null> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
      return ownerIn(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

/**
 * Whether a report is of one of these apps: by bundle id or name, of an extension within one, or of any whose id begins as
 * a pattern says (`com.example.*`). Case is ignored, as Launch Services does.
 */
export function isOf(owner: string, apps: Iterable<string>): boolean {
  const mine = owner.toLowerCase();
  for (const app of apps) {
    const wanted = app.toLowerCase();
    if (
      wanted.endsWith('*') ? mine.startsWith(wanted.slice(0, -1)) : mine === wanted || mine.startsWith(`${wanted}.`)
    ) {
      return true;
    }
  }
  return false;
}
