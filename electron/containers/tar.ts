/**
 * Reads a tar as it comes, entry by entry: ustar, GNU (long names, large sizes) and pax (path, size). Devices, sparse files
 * and whatever else a tar may say are `other`.
 *
 * POSIX.1-2017 pax; https://www.gnu.org/software/tar/manual/html_node/Standard.html
 */
import { ByteReader } from './byte-reader.ts';
import { HEAD, isTarHead, octal } from './kinds.ts';
import { UnpackFault } from './limits.ts';

export interface TarEntry {
  /** As the tar says it: hostile. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  /** What of it is not read is passed over. */
  readonly content: ByteReader;
}

/** Names and settings in front of an entry: more is no tar that anybody wrote. */
const MOST_META = 1024 * 1024;
const SPACE = 0x20;
/** Types of what stands before an entry: GNU's long names, pax' records (Sun's in capitals), records for all that follows. */
const META = new Set(['L', 'K', 'x', 'X', 'g']);

/** What stands before an entry, of the entry: its name and size where its head has no room for them. */
interface Meta {
  name?: string;
  size?: number;
  /** It has holes, which are listed in what should be its content. */
  isSparse?: boolean;
}

function damaged(what: string): UnpackFault {
  return new UnpackFault({ kind: 'unreadable-file', message: `The archive is damaged: ${what}.` }, 'archive');
}

function textOf(field: Uint8Array): string {
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}

/** Octal digits, or a number of 256s with its first bit set. */
function sizeOf(field: Uint8Array): number | null {
  if (((field[0] ?? 0) & 0x80) === 0) return octal(field);
  let size = (field[0] ?? 0) & 0x7f;
  for (const byte of field.subarray(1)) size = size * 256 + byte;
  return Number.isSafeInteger(size) ? size : null;
}

function nameOf(head: Uint8Array): string {
  const name = textOf(head.subarray(0, 100));
  const isPosix = textOf(head.subarray(257, 263)) === 'ustar';
  const prefix = isPosix ? textOf(head.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Records of pax: `<length> <key>=<value>\n`, the length counting itself. */
function readPax(bytes: Uint8Array, meta: Meta): void {
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(SPACE, at);
    const length = space < 0 ? Number.NaN : Number(textOf(bytes.subarray(at, space)));
    if (!Number.isInteger(length) || length <= space - at || at + length > bytes.length) return;
    const record = new TextDecoder().decode(bytes.subarray(space + 1, at + length - 1));
    const equals = record.indexOf('=');
    const [key, value] = [record.slice(0, equals), record.slice(equals + 1)];
    if (key === 'path') meta.name = value;
    if (key === 'GNU.sparse.name') meta.name = value;
    if (key.startsWith('GNU.sparse.')) meta.isSparse = true;
    if (key === 'size' && /^\d{1,15}$/.test(value)) meta.size = Number(value);
    at += length;
  }
}

function kindOf(type: string, name: string, { isSparse = false }: Meta): TarEntry['kind'] {
  if (isSparse) return 'other';
  // Before POSIX a slash at the end of its name told a folder.
  if (type === '0' || type === '\0' || type === '7') return name.endsWith('/') ? 'folder' : 'file';
  if (type === '5') return 'folder';
  return type === '1' || type === '2' ? 'link' : 'other';
}

/** Lists of the holes in an old GNU sparse file, which stand before its content; each says whether another follows. */
async function passMaps(from: ByteReader, head: Uint8Array): Promise<void> {
  for (let follows = head[482] === 1; follows;) follows = (await from.take(HEAD))[504] === 1;
}

/** A part of a reader, so many bytes of it. */
class Section {
  left: number;
  /** Nothing follows, and whoever read it knows why. */
  isCut = false;
  readonly #from: ByteReader;

  constructor(from: ByteReader, size: number) {
    this.#from = from;
    this.left = size;
  }

  async #next(): Promise<Uint8Array | null> {
    try {
      return await this.#from.next(this.left);
    } catch (thrown) {
      this.isCut = true;
      throw thrown;
    }
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    while (this.left > 0) {
      const chunk = await this.#next();
      if (chunk === null) {
        this.isCut = true;
        const message = 'The archive ends in the middle of it.';
        throw new UnpackFault({ kind: 'unreadable-file', message }, 'entry');
      }
      this.left -= chunk.length;
      yield chunk;
    }
  }
}

/** The entries of a tar. Throws an `UnpackFault` where it is damaged or ends too early. */
export async function* readTar(from: ByteReader): AsyncGenerator<TarEntry> {
  let meta: Meta = {};
  for (;;) {
    const head = await from.take(HEAD);
    // Two blocks of zeros are its end; many tars lack the second, some both.
    if (head.every((byte) => byte === 0)) return;
    if (!isTarHead(head)) throw damaged('an entry has no head');
    const stated = sizeOf(head.subarray(124, 136));
    if (stated === null) throw damaged('an entry has no size');
    const type = String.fromCharCode(head[156] ?? 0);
    const padding = (size: number): number => (HEAD - (size % HEAD)) % HEAD;
    if (META.has(type)) {
      if (stated > MOST_META) throw damaged('an entry’s name has no end');
      const bytes = await from.take(stated);
      await from.skip(padding(stated));
      if (type === 'L') meta.name = textOf(bytes);
      if (type === 'x' || type === 'X') readPax(bytes, meta);
      continue;
    }
    const name = meta.name ?? nameOf(head);
    const kind = kindOf(type, name, meta);
    if (type === 'S') await passMaps(from, head);
    const size = kind === 'file' || kind === 'other' ? (meta.size ?? stated) : 0;
    const section = new Section(from, size);
    yield { name, kind, size, content: new ByteReader(section.chunks()) };
    meta = {};
    if (section.isCut) return;
    const { left } = section;
    if ((await from.skip(left)) < left) throw damaged('it ends in the middle of an entry');
    await from.skip(padding(size));
  }
}
