/** Draws a small screenshot as PNG: a status bar, a list and a coloured mark, of a size and colours that follow a seed. */
import { crc32, deflateSync } from 'node:zlib';
import { createDice } from './random.ts';

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

/** A PNG in 8-bit colours of a palette; equal arguments give equal bytes, other seeds give others. */
export function drawScreenshot(seed: number, width: number, height: number): Buffer {
  const dice = createDice(seed);
  const tint = [dice.below(200), dice.below(200), dice.below(200)];
  const palette = Buffer.from([245, 245, 247, 28, 28, 30, ...tint, 209, 209, 214]);
  const row = Math.max(4, Math.floor(height / 14));
  const mark = 2 + dice.below(10);
  const pixels = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const line = Math.floor(y / row);
    const inRow = y % row;
    for (let x = 0; x < width; x += 1) {
      const isText =
        inRow > row / 3 && inRow < (row * 2) / 3 && x > width / 10 && x < width * (0.5 + ((line * 7) % 5) / 12);
      const colour = line === 0 ? 1 : line === mark && x > width / 2 ? 2 : inRow === 0 ? 3 : isText ? 1 : 0;
      pixels[y * (width + 1) + 1 + x] = colour;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('PLTE', palette),
    chunk('tEXt', Buffer.from(`Comment\0screenshot ${seed}`, 'latin1')),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
