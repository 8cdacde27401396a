/**
 * Reads the entries of a zip, one after the other. A bad entry is a fault of its own and does not end the others; sizes and
 * checksums that the zip states are checked while it is read. APPNOTE.TXT: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { messageOf } from '../../shared/result.ts';
import { ByteReader } from './byte-reader.ts';
import { UnpackFault } from './limits.ts';

export interface ZipEntry {
  /** As the zip says it: hostile. */
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** As the zip says it. */
  readonly size: number;
  /** Its bytes. The reader throws an `UnpackFault` where they are not what the zip says. */
  readonly open: () => Promise<ByteReader>;
}

/** Unix file types in the upper half of the external attributes. */
const [S_IFMT, S_IFLNK] = [0o170000, 0o120000];

function unreadable(message: string, detail?: string): UnpackFault {
  return new UnpackFault({ kind: 'unreadable-file', message, ...(detail === undefined ? {} : { detail }) }, 'entry');
}

function kindOf(entry: Entry, name: string): ZipEntry['kind'] {
  if (name.endsWith('/')) return 'folder';
  return ((entry.externalFileAttributes >>> 16) & S_IFMT) === S_IFLNK ? 'link' : 'file';
}

/** The bytes of an entry, as long as they are what the zip says. */
async function* checked(file: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  let [sum, length] = [0, 0];
  try {
    const stream: AsyncIterable<Buffer> = await file.openReadStreamPromise(entry);
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > entry.uncompressedSize) break;
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (thrown) {
    if (thrown instanceof UnpackFault) throw thrown;
    throw unreadable('It is damaged in the archive, so it was not read.', messageOf(thrown));
  }
  if (length !== entry.uncompressedSize) throw unreadable('Its size is not what the archive says, so it was not read.');
  if (sum !== entry.crc32) throw unreadable('Its checksum is not what the archive says, so it was not read.');
}

function toEntry(file: ZipFile, entry: Entry): ZipEntry {
  const { generalPurposeBitFlag, fileNameRaw, extraFields, uncompressedSize } = entry;
  const name = yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
  return {
    name,
    kind: kindOf(entry, name),
    size: uncompressedSize,
    open: async () => {
      if (entry.isEncrypted()) throw unreadable('It is encrypted, so it was not read.');
      if (!entry.canDecodeFileData()) throw unreadable('It is packed in a way that is not read here.');
      return new ByteReader(checked(file, entry));
    },
  };
}

/** The entries of the zip at a path. Throws an `UnpackFault` where its directory is damaged. */
export async function* readZip(path: string): AsyncGenerator<ZipEntry> {
  let file: ZipFile | null = null;
  try {
    file = await yauzl.openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
    for await (const entry of file.eachEntry()) yield toEntry(file, entry);
  } catch (thrown) {
    if (thrown instanceof UnpackFault) throw thrown;
    const message = 'The archive is damaged: the list of what is in it cannot be read to its end.';
    throw new UnpackFault({ kind: 'unreadable-file', message, detail: messageOf(thrown) }, 'archive');
  } finally {
    file?.close();
  }
}
