/**
 * What kind of image some bytes are, and how large, from their first bytes. Names and content types are not believed.
 * PNG: W3C PNG 3rd edition §11.2.1; JPEG: ITU-T T.81 annex B; HEIC: ISO/IEC 23008-12, whose `ispe` box holds the size.
 */

export type ImageType = 'png' | 'jpeg' | 'heic';

export interface ImageFacts {
  readonly type: ImageType;
  /** Pixels; null where the file does not say plainly. */
  readonly width: number | null;
  readonly height: number | null;
}

const HEIC_BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'mif1', 'msf1']);
/** Start of frame: 0xc0…0xcf but DHT, JPG and DAC. */
const NO_FRAME: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);
const MOST_SEGMENTS = 1000;

function ascii(bytes: Buffer, from: number, to: number): string {
  return bytes.toString('latin1', from, to);
}

function png(bytes: Buffer): ImageFacts | null {
  const isPng = bytes.length >= 24 && bytes.readUInt32BE(0) === 0x89504e47 && bytes.readUInt32BE(4) === 0x0d0a1a0a;
  if (!isPng || ascii(bytes, 12, 16) !== 'IHDR') return null;
  return { type: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function jpeg(bytes: Buffer): ImageFacts | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return null;
  let at = 2;
  for (let count = 0; count < MOST_SEGMENTS && at + 9 <= bytes.length && bytes[at] === 0xff; count += 1) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker)) {
      return { type: 'jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return { type: 'jpeg', width: null, height: null };
}

function heic(bytes: Buffer): ImageFacts | null {
  if (bytes.length < 16 || ascii(bytes, 4, 8) !== 'ftyp') return null;
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256);
  const brands = [ascii(bytes, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(bytes, at, at + 4));
  // Several `ispe` boxes (tiles, thumbnails) make the size a matter of reading the whole container: Apple tells it.
  return brands.some((brand) => HEIC_BRANDS.has(brand)) ? { type: 'heic', width: null, height: null } : null;
}

/** The image's type and size; null where the bytes are none of the three. */
export function sniffImage(bytes: Uint8Array): ImageFacts | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return png(buffer) ?? jpeg(buffer) ?? heic(buffer);
}
