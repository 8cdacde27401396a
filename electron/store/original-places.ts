/** Which originals lie in packs, and where. What is not known here is a file of its own. Only inside of transactions. */
import type { Database } from './database.ts';
import type { PackPlace } from './packs.ts';
import { integer } from './row.ts';
import type { Row } from './row.ts';

function keyOf(id: string): Uint8Array {
  return Buffer.from(id, 'hex');
}

function toPlace(row: Row): PackPlace {
  return { pack: integer(row, 'pack'), block: integer(row, 'block'), entry: integer(row, 'entry') };
}

/** The place of the original of that hash; null where it is not in a pack. */
export function placeOf(database: Database, id: string): PackPlace | null {
  const row = database.get('SELECT pack, block, entry FROM originals WHERE id = ?', keyOf(id));
  return row ? toPlace(row) : null;
}

/** The places of those of these originals that lie in packs. */
export function placesOf(database: Database, ids: readonly string[]): ReadonlyMap<string, PackPlace> {
  const places = new Map<string, PackPlace>();
  for (const id of ids) {
    const place = placeOf(database, id);
    if (place !== null) places.set(id, place);
  }
  return places;
}

/**
 * Notes where originals lie. False for one that is known to lie elsewhere: what was written now is dead.
 */
export function keepPlace(database: Database, id: string, { pack, block, entry }: PackPlace): boolean {
  const sql = 'INSERT INTO originals (id, pack, block, entry) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING';
  return database.run(sql, keyOf(id), pack, block, entry) > 0;
}

/** Puts an original somewhere else; false where it has left meanwhile. */
export function movePlace(database: Database, id: string, from: PackPlace, to: PackPlace): boolean {
  const sql = 'UPDATE originals SET pack = ?, block = ?, entry = ? WHERE id = ? AND pack = ? AND block = ?';
  return database.run(sql, to.pack, to.block, to.entry, keyOf(id), from.pack, from.block) > 0;
}

/** Notes that a pack is in use. */
export function enterPack(database: Database, pack: number): void {
  database.run('INSERT INTO packs (number) VALUES (?) ON CONFLICT (number) DO NOTHING', pack);
}

/** Notes originals in a pack that nobody refers to. */
export function noteDead(database: Database, pack: number, count = 1): void {
  const sql = `INSERT INTO packs (number, dead) VALUES (?, ?)
    ON CONFLICT (number) DO UPDATE SET dead = dead + excluded.dead`;
  database.run(sql, pack, count);
}

/** Forgets where an original lies, which is to leave; false where it is not in a pack. */
export function forgetPlace(database: Database, id: string): boolean {
  const row = database.get('DELETE FROM originals WHERE id = ? RETURNING pack', keyOf(id));
  if (!row) return false;
  noteDead(database, integer(row, 'pack'));
  return true;
}

/** Packs with originals that nobody refers to. */
export function packsWithDead(database: Database): readonly number[] {
  return database.all('SELECT number FROM packs WHERE dead > 0 ORDER BY number').map((row) => integer(row, 'number'));
}

/** Forgets a pack that nothing lies in. False while something does. */
export function forgetPack(database: Database, pack: number): boolean {
  if (database.get('SELECT 1 FROM originals WHERE pack = ? LIMIT 1', pack) !== undefined) return false;
  database.run('DELETE FROM packs WHERE number = ?', pack);
  return true;
}
