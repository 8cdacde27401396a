/**
 * Stamps of the files of a folder: a file whose name, size and time of modification have not changed has the stamp that it
 * had. Twelve characters a file keep a hundred archives of thousands of files in a few megabytes; two files meet in one
 * stamp once in 2^48.
 */

import { createHash } from 'node:crypto';

/** Characters of one stamp: 48 bits. */
const LENGTH = 12;

/** The stamp of a file; `modified` in milliseconds. */
export function stampOf(name: string, size: number, modified: number): string {
  return createHash('sha1').update(`${name}\0${size}\0${modified}`).digest('hex').slice(0, LENGTH);
}

/** Stamps as one text, in an order of their own: equal folders give equal texts. */
export function joinStamps(stamps: readonly string[]): string {
  return stamps.toSorted().join('');
}

/** The inverse of {@link joinStamps}. */
export function splitStamps(text: string): ReadonlySet<string> {
  const stamps = new Set<string>();
  for (let at = 0; at < text.length; at += LENGTH) stamps.add(text.slice(at, at + LENGTH));
  return stamps;
}
