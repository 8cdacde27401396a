/**
 * What was done to a guarded resource: the flavour of an `EXC_GUARD`. Reports name it in the message (`CLOSE on file
 * descriptor 12 …`), else it lies in bits 32 to 60 of the first code. Flavours: Apple's page "EXC_GUARD" for file
 * descriptors; XNU's `sys/guarded.h` for files, `mach/port.h` and `doc/mach_ipc/guard_exceptions.md` for ports.
 */
import type { CrashReport } from '../../report/report.ts';

/** How reports name it, its number, and what the process did. */
export type Flavour = readonly [name: string, number: number, did: string];

export const FILE_DESCRIPTORS: readonly Flavour[] = [
  ['CLOSE', 1, 'It called close().'],
  ['DUP', 2, 'It duplicated the descriptor: dup(), dup2(), or fcntl() with F_DUPFD.'],
  ['NOCLOEXEC', 4, 'It removed the FD_CLOEXEC flag.'],
  ['SOCKET_IPC', 8, 'It sent the descriptor through a socket.'],
  ['FILEPORT', 16, 'It made a Mach port for the descriptor.'],
  ['MISMATCH', 32, 'It named another guard than the one that is set.'],
  ['WRITE', 64, 'It wrote to the descriptor.'],
];

export const FILES: readonly Flavour[] = [
  ['RENAME_TO', 1, 'Another file was renamed over it.'],
  ['RENAME_FROM', 2, 'It was renamed.'],
  ['UNLINK', 4, 'It was deleted.'],
  ['WRITE_OTHER', 8, 'Something else than its owner wrote to it.'],
  ['TRUNC_OTHER', 16, 'Something else than its owner cut it short.'],
  ['LINK', 32, 'A hard link to it was made.'],
  ['EXCHDATA', 64, 'Its content was exchanged with that of another file.'],
];

export const PORTS: readonly Flavour[] = [
  ['DESTROY', 1, 'It destroyed the port.'],
  ['MOD_REFS', 2, 'It changed the port’s references: mostly a right that was given back once too often.'],
  ['INVALID_OPTIONS', 3, 'It made a port with options that do not go together.'],
  ['SET_CONTEXT', 4, 'It replaced the port’s context, which is its guard.'],
  ['THREAD_SET_STATE', 5, 'It set the state of a thread in a way that the system forbids.'],
  ['UNGUARDED', 8, 'It treated a port as guarded that is not.'],
  ['INCORRECT_GUARD', 16, 'It named another guard than the one that is set.'],
  ['IMMOVABLE', 32, 'It moved a right that has to stay where it is.'],
  ['ILLEGAL_MOVE', 32, 'It moved a right that has to stay where it is.'],
  ['STRICT_REPLY', 64, 'It misused a reply port.'],
  ['MSG_FILTERED', 128, 'It sent a message that the sandbox forbids.'],
  [
    'INVALID_RIGHT',
    256,
    'It used a right that is not of the kind that the call needs: mostly one that was given back already.',
  ],
  ['INVALID_NAME', 512, 'It used a name that stands for no right: mostly one that was given back already.'],
  ['INVALID_VALUE', 1024, 'It changed references to a number that cannot be.'],
  ['INVALID_ARGUMENT', 2048, 'It called with arguments that do not fit the port.'],
];

/** What the process did, in a sentence; null where the report does not tell. */
export function deedOf(report: CrashReport, flavours: readonly Flavour[]): string | null {
  const { message, subtype, rawCodes } = report.exception ?? { message: null, subtype: null, rawCodes: [] };
  // The type stands before: GUARD_TYPE_FD is no flavour.
  const words = new Set(
    `${message ?? ''} ${subtype ?? ''}`.replaceAll(/GUARD_TYPE_\w+/g, ' ').match(/\b[A-Z_]{3,}\b/g),
  );
  const named = flavours.find(([name]) => words.has(name));
  const number = Number(((rawCodes[0] ?? 0n) >> 32n) & 0x1fff_ffffn);
  return (named ?? flavours.find(([, own]) => own === number))?.[2] ?? null;
}
