/** Unpacks gzip as it comes. RFC 1952. */
import type { Writable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../../shared/result.ts';
import { UnpackFault } from './limits.ts';
import type { Budget } from './limits.ts';

/** Resolves when a stream takes more, or takes nothing any more. */
function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done).off('close', done);
      resolve();
    };
    stream.on('drain', done).on('close', done);
  });
}

/**
 * The unpacked chunks. Throws an `UnpackFault` where the data are damaged or end too early, after all that could be
 * unpacked. When it ends, nothing reads from `packed` any more.
 */
export async function* gunzip(packed: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ chunkSize: 64 * 1024 });
  const feed = async (): Promise<void> => {
    for await (const chunk of packed) {
      if (stream.destroyed) return;
      if (!stream.write(chunk)) await drained(stream);
    }
    if (!stream.destroyed) stream.end();
  };
  const fed = feed().catch((thrown: unknown) => {
    stream.destroy(thrown instanceof Error ? thrown : new Error(messageOf(thrown)));
  });
  try {
    const unpacked: AsyncIterable<Buffer> = stream;
    for await (const chunk of unpacked) {
      budget.spend(chunk.length);
      yield chunk;
    }
  } catch (thrown) {
    if (thrown instanceof UnpackFault) throw thrown;
    const message = 'It is damaged: not all that is packed in it can be unpacked.';
    throw new UnpackFault({ kind: 'unreadable-file', message, detail: messageOf(thrown) }, 'entry');
  } finally {
    stream.destroy();
    await fed;
  }
}
