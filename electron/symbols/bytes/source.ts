/**
 * Where bytes come from: a file read at positions, or memory. A dSYM may be gigabytes, so there is no way here to ask
 * for all of it. Reads are synchronous: they are short, hit the page cache, and a promise for each would cost more than
 * the read; whoever must not block runs the engine in a worker.
 */

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import { fail, messageOf, ok, type Result } from '../../../shared/result.ts';
import { Malformed, Unreadable } from './malformed.ts';

/** Random access to bytes. `fill` fills all of `target` or throws `Malformed`. */
export interface ByteSource {
  readonly size: number;
  fill(offset: number, target: Uint8Array): void;
}

/** A byte source with a file descriptor behind it. */
export interface FileSource extends ByteSource {
  /** Milliseconds since 1970. */
  readonly modified: number;
  close(): void;
}

/** Opens a file for positioned reads. Folders, pipes and devices are refused. */
export function openSource(path: string): Result<FileSource> {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (thrown) {
    return fail({ kind: 'unreadable-file', message: `${path} cannot be opened.`, detail: messageOf(thrown) });
  }
  try {
    const stats = fstatSync(descriptor);
    if (stats.isFile()) return ok(fileSource(path, descriptor, stats.size, stats.mtimeMs));
    closeSync(descriptor);
    return fail({ kind: 'unreadable-file', message: `${path} is not a file.` });
  } catch (thrown) {
    closeSync(descriptor);
    return fail({ kind: 'unreadable-file', message: `${path} cannot be read.`, detail: messageOf(thrown) });
  }
}

function fileSource(path: string, descriptor: number, size: number, modified: number): FileSource {
  let isOpen = true;
  return {
    size,
    modified,
    fill(offset, target) {
      // The number of a closed descriptor may be another file's by now.
      if (!isOpen) throw new Unreadable(`${path} was closed while it was being read.`);
      requireWithin(size, offset, target.length);
      let filled = 0;
      while (filled < target.length) {
        let count: number;
        try {
          count = readSync(descriptor, target, filled, target.length - filled, offset + filled);
        } catch (thrown) {
          throw new Unreadable(`${path} cannot be read: ${messageOf(thrown)}.`);
        }
        if (count === 0) throw new Malformed('the file was cut short while it was being read.');
        filled += count;
      }
    },
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}

/** Bytes already in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    fill(offset, target) {
      requireWithin(bytes.length, offset, target.length);
      target.set(bytes.subarray(offset, offset + target.length));
    },
  };
}

/** A part of another source as a source of its own: one slice of a universal file. */
export function within(source: ByteSource, offset: number, size: number): ByteSource {
  requireWithin(source.size, offset, size);
  return {
    size,
    fill(at, target) {
      requireWithin(size, at, target.length);
      source.fill(offset + at, target);
    },
  };
}

function requireWithin(size: number, offset: number, length: number): void {
  if (offset < 0 || !Number.isSafeInteger(offset) || offset + length > size) {
    throw new Malformed(`something lies at offset ${offset}, behind the end of the file (${size} bytes).`);
  }
}
