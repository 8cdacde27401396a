/** Names of exported files. They come from reports, thus from anybody: nothing of them may climb, hide or overwrite. */
import { basename, extname } from 'node:path';

/** The names that Windows keeps for itself. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const LONGEST = 120;

/** Nothing that is special to any file system, and nothing that hides or climbs. */
export function safeName(text: string): string {
  const plain = text
    .toWellFormed()
    .replaceAll(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{FFFD}]/gu, '-')
    .replace(/^[.\s]+/, '');
  const ending = /^\.[A-Za-z0-9]{1,12}$/.test(extname(plain)) ? extname(plain) : '';
  // A cut may fall within a character of two units.
  const stem = plain
    .slice(0, plain.length - ending.length)
    .slice(0, LONGEST)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
  const name = `${stem}${ending}`.replace(/[.\s]+$/, '');
  return name === '' || DEVICES.test(name) ? `report-${name}`.replace(/-$/, '') : name;
}

/** The last part of a path as any system writes it. */
export function baseName(path: string, withoutEnding: boolean): string {
  const name = basename(path.replaceAll('\\', '/'));
  return withoutEnding ? name.slice(0, name.length - extname(name).length) : name;
}

/** Gives each file a name of its own; case does not tell names apart, since some file systems do not see it. */
export class FileNames {
  readonly #taken = new Map<string, number>();

  /** The name, or with a number before its ending where it is taken. */
  take(name: string): string {
    const ending = extname(name);
    const stem = name.slice(0, name.length - ending.length);
    for (let candidate = name; ;) {
      const key = candidate.normalize('NFC').toLowerCase();
      if (!this.#taken.has(key)) {
        this.#taken.set(key, 1);
        return candidate;
      }
      const first = name.normalize('NFC').toLowerCase();
      const number = (this.#taken.get(first) ?? 1) + 1;
      this.#taken.set(first, number);
      candidate = `${stem} ${number}${ending}`;
    }
  }
}
