/** Files that are read ahead of a worker, in a thread of its own: the real thread, on real files. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Reader, SLAB_BYTES } from '../../../../electron/inbox/reading.ts';
import type { FileBytes, Reading } from '../../../../electron/inbox/reading.ts';

const LIMIT = 2 * SLAB_BYTES;
const reader = new Reader(new URL('../../../../electron/inbox/reader.ts', import.meta.url));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faultline-reading-'));
});
afterAll(async () => rm(folder, { recursive: true }));

async function write(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** Bytes of which no two files have the same. */
function bytesOf(seed: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + seed * 7 + (index >> 8)) & 255);
}

async function all(reading: Reading): Promise<readonly FileBytes[]> {
  const files: FileBytes[] = [];
  for (let chunk = await reading.next(); chunk !== null; chunk = await reading.next()) files.push(...chunk);
  return files;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('reading ahead', () => {
  it('gives the bytes of all files in their order, with their hashes', async () => {
    // More than one chunk has room for; an empty one; one with memory of its own among them.
    const contents = Array.from({ length: 150 }, (_, index) =>
      bytesOf(index, index === 3 ? 0 : index === 70 ? SLAB_BYTES + 5 : 1000 + index * 131),
    );
    const paths = await Promise.all(contents.map((bytes, index) => write(`${index}.ips`, bytes)));
    const reading = reader.begin(paths, LIMIT);
    const files = await all(reading);
    expect(files).toHaveLength(contents.length);
    for (const [index, file] of files.entries()) {
      const wanted = contents[index] ?? new Uint8Array();
      expect(file.kind === 'read' && Buffer.compare(file.bytes, wanted)).toBe(0);
      expect(file).toHaveProperty('id', sha256(wanted));
    }
    expect(await reading.next()).toBeNull();
    reading.close();
  });

  it('says of each file that cannot be read why, and goes on', async () => {
    const good = await write('good.ips', bytesOf(1, 100));
    const large = await write('large.ips', new Uint8Array(LIMIT + 1));
    const reading = reader.begin([join(folder, 'none.ips'), folder, large, good], LIMIT);
    const files = await all(reading);
    expect(files.map((file) => (file.kind === 'failed' ? file.fault.kind : file.kind))).toEqual([
      'unreadable-file',
      'unreadable-file',
      'too-large',
      'read',
    ]);
    reading.close();
  });

  it('reads several batches at a time, and uses memory again without mixing them up', async () => {
    for (let round = 0; round < 3; round += 1) {
      const batches = await Promise.all(
        [1, 2, 3].map(async (batch) => {
          const contents = Array.from({ length: 60 }, (_, index) =>
            bytesOf(1000 * round + 100 * batch + index, 30_000),
          );
          const paths = await Promise.all(contents.map((bytes, index) => write(`${batch}-${index}.ips`, bytes)));
          return { contents, reading: reader.begin(paths, LIMIT) };
        }),
      );
      const read = await Promise.all(batches.map(async ({ reading }) => all(reading)));
      for (const [index, { contents }] of batches.entries()) {
        expect(read[index]?.map((file) => file.kind === 'read' && sha256(file.bytes))).toEqual(contents.map(sha256));
      }
      for (const { reading } of batches) reading.close();
    }
  });

  it('tells whoever waits that the thread died', async () => {
    const dead = new Reader(new URL('./no-such-module.ts', import.meta.url));
    const reading = dead.begin([join(folder, 'good.ips')], LIMIT);
    await expect(reading.next()).rejects.toThrow('the thread that reads files ended');
  });
});
