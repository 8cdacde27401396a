/**
 * What SQLite and the file system throw, as faults a person can act on.
 *
 * SQLite's primary result codes are the low byte of `errcode` (https://www.sqlite.org/rescode.html).
 */
import { messageOf } from '../../shared/result.ts';
import type { Fault, FaultKind } from '../../shared/result.ts';

const SQLITE_KINDS: Readonly<Record<number, FaultKind>> = {
  5: 'library-busy',
  6: 'library-busy',
  8: 'forbidden',
  10: 'library-missing',
  11: 'library-corrupt',
  13: 'disk-full',
  14: 'forbidden',
  15: 'library-busy',
  26: 'library-corrupt',
};

/** Result codes that say more than their low byte: no room for the index of the log, which SQLite calls a failing disk. */
const EXTENDED_KINDS: Readonly<Record<number, FaultKind>> = { 4874: 'disk-full' };

const FILE_KINDS: Readonly<Record<string, FaultKind>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EIO: 'library-missing',
  ENXIO: 'library-missing',
  ENODEV: 'library-missing',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'forbidden',
  ENOTDIR: 'forbidden',
  EEXIST: 'forbidden',
  ENOENT: 'not-found',
};

const MESSAGES: Readonly<Partial<Record<FaultKind, string>>> = {
  'library-busy': 'The library is in use by another program; try again in a moment.',
  'library-corrupt': 'The library’s database is damaged. The original reports beside it are untouched.',
  'library-missing': 'The disk that the library is on does not answer: is it still connected?',
  'disk-full': 'The disk is full: nothing was lost, but nothing more can be stored.',
  forbidden: 'The library cannot be written to: check the permissions of its folder.',
  'not-found': 'A file of the library is gone.',
};

/** What somebody else mends: a program that ends, a disk that is connected, room on it. */
const RETRIED: ReadonlySet<FaultKind> = new Set(['library-busy', 'library-missing', 'disk-full']);

function property(thrown: unknown, name: string): unknown {
  return typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, name) : undefined;
}

function kindOf(thrown: unknown): FaultKind {
  const errcode = property(thrown, 'errcode');
  if (typeof errcode === 'number') return EXTENDED_KINDS[errcode] ?? SQLITE_KINDS[errcode & 0xff] ?? 'unexpected';
  const code = property(thrown, 'code');
  return typeof code === 'string' ? (FILE_KINDS[code] ?? 'unexpected') : 'unexpected';
}

/** The fault behind anything the library's database or files threw; `unexpected` for what is neither's. */
export function faultOf(thrown: unknown): Fault {
  const kind = kindOf(thrown);
  const detail = messageOf(thrown);
  const message = MESSAGES[kind] ?? `Something unexpected went wrong: ${detail}`;
  return RETRIED.has(kind) ? { kind, message, detail, remedy: { kind: 'retry' } } : { kind, message, detail };
}
