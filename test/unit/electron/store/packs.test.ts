import { createHash } from 'node:crypto';
import { open, readFile, readdir, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compactPacks } from '../../../../electron/store/compact.ts';
import { enterPack, forgetPlace, keepPlace, placeOf } from '../../../../electron/store/original-places.ts';
import { readOriginal } from '../../../../electron/store/originals.ts';
import { PackWriter, listPacks, packFolder, packPath, readBlock, walkPack } from '../../../../electron/store/packs.ts';
import { makeFolder } from '../../../fixtures/library.ts';
import { openStore } from '../../../fixtures/store.ts';

const SIZES = [0, 1, 1000, 700_000, 36, 300_000, 300_000];

/** Bytes that are the same for the same number, and hardly become smaller. */
function makeBytes(seed: number, length: number): Uint8Array {
  let state = seed + 1;
  return Uint8Array.from({ length }, () => (state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff) >> 16);
}

function makeOriginals(sizes: readonly number[] = SIZES) {
  return sizes.map((length, seed) => {
    const bytes = makeBytes(seed, length);
    return { id: createHash('sha256').update(bytes).digest('hex'), bytes };
  });
}

async function writeAll(writer: PackWriter, originals: readonly { id: string; bytes: Uint8Array }[]) {
  const batch = writer.begin();
  for (const { id, bytes } of originals) batch.add(id, bytes);
  return batch.finish();
}

/** Ids of the originals that a walk over a pack meets; null stands for a damaged block. */
async function walk(library: string, pack: number): Promise<readonly (string | null)[]> {
  const met: (string | null)[] = [];
  for await (const { originals } of walkPack(library, pack)) met.push(...(originals?.map(({ id }) => id) ?? [null]));
  return met;
}

describe('a pack', () => {
  it('gives back every byte, by place and on a walk', async () => {
    const library = await makeFolder();
    const originals = makeOriginals();
    const writer = new PackWriter(library);
    const places = await writeAll(writer, originals);
    await writer.close();
    for (const { id, bytes } of originals) {
      const { pack, block, entry } = places.get(id) ?? { pack: 0, block: 0, entry: 0 };
      const found = (await readBlock(library, pack, block))[entry];
      expect(found?.id).toBe(id);
      expect(Buffer.compare(found?.bytes ?? new Uint8Array(1), bytes)).toBe(0);
    }
    expect(await walk(library, 1)).toEqual(originals.map(({ id }) => id));
  });

  it('can be read by nobody else', async () => {
    const library = await makeFolder();
    const writer = new PackWriter(library);
    await writeAll(writer, makeOriginals([10]));
    await writer.close();
    expect((await stat(packPath(library, 1))).mode & 0o777).toBe(0o600);
  });

  it('has one writer: a second one begins another', async () => {
    const library = await makeFolder();
    const [one, two] = [new PackWriter(library), new PackWriter(library)];
    const [first, second] = makeOriginals([10, 20]);
    if (!first || !second) throw new Error('no originals');
    const written = await Promise.all([writeAll(one, [first]), writeAll(two, [second])]);
    await Promise.all([one.close(), two.close()]);
    expect(new Set(written.flatMap((places) => [...places.values()].map(({ pack }) => pack))).size).toBe(2);
    expect(await listPacks(library)).toEqual([1, 2]);
  });

  it('takes batches that are written at the same time', async () => {
    const library = await makeFolder();
    const originals = makeOriginals(Array.from({ length: 40 }, (_, index) => 20_000 + index));
    const writer = new PackWriter(library);
    await Promise.all(
      [0, 1, 2, 3].map((part) =>
        writeAll(
          writer,
          originals.filter((_, index) => index % 4 === part),
        ),
      ),
    );
    await writer.close();
    expect(new Set(await walk(library, 1))).toEqual(new Set(originals.map(({ id }) => id)));
  });
});

describe('damage', () => {
  async function makePack(): Promise<{ library: string; ids: readonly string[]; blocks: readonly number[] }> {
    const library = await makeFolder();
    const originals = makeOriginals([600_000, 610_000, 620_000]);
    const writer = new PackWriter(library);
    const places = await writeAll(writer, originals);
    await writer.close();
    return { library, ids: originals.map(({ id }) => id), blocks: [...places.values()].map(({ block }) => block) };
  }

  it.each([1, 19, 20, 57, 5000])('a block that lacks its last %i bytes costs itself alone', async (missing) => {
    const { library, ids } = await makePack();
    await truncate(packPath(library, 1), (await stat(packPath(library, 1))).size - missing);
    const [first, second, third] = await walk(library, 1);
    expect([first, second, third]).toEqual([ids[0], ids[1], null]);
  });

  it.each([0, 5, 17, 30, 56, 4000])('a wrong byte at %i of a block costs that block alone', async (at) => {
    const { library, ids, blocks } = await makePack();
    const file = await open(packPath(library, 1), 'r+');
    const position = (blocks[1] ?? 0) + at;
    const byte = Buffer.alloc(1);
    await file.read(byte, 0, 1, position);
    await file.write(Uint8Array.of((byte[0] ?? 0) ^ 0x10), 0, 1, position);
    await file.close();
    const met = await walk(library, 1);
    expect(met.filter((id) => id !== null)).toEqual([ids[0], ids[2]]);
    expect(met).toContain(null);
    await expect(readBlock(library, 1, blocks[1] ?? 0)).rejects.toThrow();
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['bytes of chance', makeBytes(1, 3_000_000)],
    ['marks', Buffer.from('FLB1'.repeat(3000))],
  ])('a pack of %s holds nothing, and is walked over', async (_, bytes) => {
    const { library } = await makePack();
    await writeFile(packPath(library, 2), bytes);
    expect((await walk(library, 2)).filter((id) => id !== null)).toEqual([]);
  });
});

describe('deleting', () => {
  async function makeLibrary() {
    const library = { path: await makeFolder(), database: await openStore() };
    const originals = makeOriginals([400_000, 300_000, 10, 500_000]);
    const writer = new PackWriter(library.path);
    for (const [id, place] of await writeAll(writer, originals)) {
      enterPack(library.database, place.pack);
      keepPlace(library.database, id, place);
    }
    await writer.close();
    return { library, originals };
  }

  const later = Date.now() + 7_200_000;

  it('lets the bytes leave with the next sweep, and nothing else', async () => {
    const { library, originals } = await makeLibrary();
    const [gone, ...left] = originals;
    forgetPlace(library.database, gone?.id ?? '');
    expect(await compactPacks(library, later)).toBe(1);
    const [pack] = await listPacks(library.path);
    expect(await readdir(packFolder(library.path))).toHaveLength(1);
    expect(await walk(library.path, pack ?? 0)).toEqual(left.map(({ id }) => id));
    for (const { id, bytes } of left) expect(Buffer.compare(await readOriginal(library, id), bytes)).toBe(0);
    expect(await compactPacks(library, later)).toBe(0);
  });

  it('leaves a pack alone that somebody may be writing to', async () => {
    const { library, originals } = await makeLibrary();
    forgetPlace(library.database, originals[0]?.id ?? '');
    expect(await compactPacks(library, Date.now())).toBe(0);
    expect(await listPacks(library.path)).toEqual([1]);
  });

  it('removes a pack of which nothing is left', async () => {
    const { library, originals } = await makeLibrary();
    for (const { id } of originals) forgetPlace(library.database, id);
    expect(await compactPacks(library, later)).toBe(1);
    expect(await listPacks(library.path)).toEqual([]);
  });

  it('keeps a pack that cannot be read whole', async () => {
    const { library, originals } = await makeLibrary();
    forgetPlace(library.database, originals[0]?.id ?? '');
    const path = packPath(library.path, 1);
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 1));
    await utimes(path, 1, 1);
    expect(await compactPacks(library, later)).toBe(0);
    expect(placeOf(library.database, originals[1]?.id ?? '')?.pack).toBe(1);
  });
});
