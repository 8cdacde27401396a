/**
 * Lets what was deleted leave the packs: what is left of a pack is written to another one, and the pack is deleted. Bytes
 * reach the disk before the database refers to them, and a pack goes only when nothing refers to it; a kill in between
 * leaves a copy too many, which the next time takes away. A pack that another host may still write to stays for now.
 */
import { rm } from 'node:fs/promises';
import type { Database } from './database.ts';
import { enterPack, forgetPack, movePlace, noteDead, packsWithDead, placeOf } from './original-places.ts';
import { PackWriter, isSettled, packPath, walkPack } from './packs.ts';

/** A library as far as its originals go. */
export interface OriginalsLibrary {
  /** Its folder. */
  readonly path: string;
  readonly database: Database;
}

/** Where the living originals of a pack are to lie from now on, written and on the disk. */
async function copyLiving({ path, database }: OriginalsLibrary, pack: number, writer: PackWriter) {
  const batch = writer.begin();
  const from = new Map<string, { readonly pack: number; readonly block: number; readonly entry: number }>();
  for await (const { block, originals } of walkPack(path, pack)) {
    // A pack that cannot be read whole is left as it is: better room lost than a report.
    if (originals === null) return null;
    for (const [entry, { id, bytes }] of originals.entries()) {
      const place = placeOf(database, id);
      if (place?.pack !== pack || place.block !== block || place.entry !== entry) continue;
      from.set(id, place);
      batch.add(id, bytes);
    }
  }
  const to = await batch.finish();
  return [...from].flatMap(([id, place]) => {
    const target = to.get(id);
    return target === undefined ? [] : [{ id, from: place, to: target }];
  });
}

/** Rewrites one pack without what is dead in it. Answers whether it went. */
async function compactPack(library: OriginalsLibrary, pack: number, writer: PackWriter): Promise<boolean> {
  const { path, database } = library;
  const moves = await copyLiving(library, pack, writer);
  if (moves === null) return false;
  const isFree = database.transaction(() => {
    for (const { id, from, to } of moves) {
      enterPack(database, to.pack);
      if (!movePlace(database, id, from, to)) noteDead(database, to.pack);
    }
    return forgetPack(database, pack);
  });
  if (isFree) await rm(packPath(path, pack), { force: true });
  return isFree;
}

/** Rewrites all packs that hold deleted originals. Answers how many packs went. `now` in Unix milliseconds. */
export async function compactPacks(library: OriginalsLibrary, now: number): Promise<number> {
  const writer = new PackWriter(library.path);
  let gone = 0;
  try {
    for (const pack of packsWithDead(library.database)) {
      if ((await isSettled(library.path, pack, now)) && (await compactPack(library, pack, writer))) gone += 1;
    }
  } finally {
    await writer.close();
  }
  return gone;
}
