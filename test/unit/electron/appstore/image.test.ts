import { assert, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffImage } from '../../../../electron/appstore/image.ts';
import { drawScreenshot } from '../../../appstore/server/png.ts';

function jpeg(...segments: string[]): Buffer {
  return Buffer.from(`ffd8${segments.join('')}`, 'hex');
}

const JFIF = 'ffe000104a46494600010100000100010000';
const FRAME = 'ffc000110805a002d003012200021101031101';
const HUFFMAN = 'ffc4000401020304';

describe('an image', () => {
  it('of PNG says its size', () => {
    expect(sniffImage(drawScreenshot(1, 402, 874))).toEqual({ type: 'png', width: 402, height: 874 });
  });

  it('of JPEG says its size in its frame, past other segments', () => {
    expect(sniffImage(jpeg(JFIF, FRAME))).toEqual({ type: 'jpeg', width: 720, height: 1440 });
    expect(sniffImage(jpeg(JFIF, HUFFMAN.slice(0, 4), '0004', '0102', FRAME.replace('ffc0', 'ffc2')))).toMatchObject({
      width: 720,
    });
    expect(sniffImage(jpeg(JFIF))).toEqual({ type: 'jpeg', width: null, height: null });
  });

  it.each(['heic', 'mif1', 'heix'])('of HEIC is known by its brand %s', (brand) => {
    const box = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0heicmif1`, 'latin1')]);
    expect(sniffImage(box)?.type).toBe('heic');
  });

  it.each([
    ['a page', Buffer.from('<html>expired</html>')],
    ['a film', Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.from('ftypmp42\0\0\0\0isom', 'latin1')])],
    ['half of a PNG’s head', drawScreenshot(1, 40, 40).subarray(0, 20)],
    ['nothing', Buffer.alloc(0)],
  ])('%s is none', (_, bytes) => {
    expect(sniffImage(bytes)).toBeNull();
  });

  it('or not: any bytes are answered', () => {
    assert(property(uint8Array({ maxLength: 300 }), (bytes) => void sniffImage(bytes)));
    assert(
      property(
        uint8Array({ maxLength: 300 }),
        (bytes) => void sniffImage(Buffer.concat([jpeg(), Buffer.from([255]), bytes])),
      ),
    );
  });
});
