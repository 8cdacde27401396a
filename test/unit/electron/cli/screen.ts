/** A terminal that remembers what was written. */
import type { Terminal } from '../../../../electron/cli/terminal.ts';

export interface Screen extends Terminal {
  readonly output: () => string;
  readonly errors: () => string;
}

/** A screen of the given width; `input` is what standard input holds. */
export function createScreen(input = '', columns = Number.POSITIVE_INFINITY): Screen {
  const written: string[] = [];
  const complained: string[] = [];
  return {
    columns,
    write: (text) => void written.push(text),
    error: (text) => void complained.push(text),
    readInput: () => Promise.resolve(new TextEncoder().encode(input)),
    output: () => written.join(''),
    errors: () => complained.join(''),
  };
}
