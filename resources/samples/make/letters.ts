/**
 * Letters as strokes, so that drawing words needs no font. A glyph is a width and strokes parted by `;`: points `x,y`, or an
 * ellipse's arc `@x,y,rx,ry,from,to` in degrees, counter-clockwise from the right. Capitals are 7 high, small letters 4.8.
 */
import type { Canvas, Point } from './canvas.ts';

const BOWL = '@2.3,2.4,2.3,2.4,0,360';

const GLYPHS: Readonly<Record<string, readonly [width: number, strokes: string]>> = {
  a: [4.6, `${BOWL};4.6,4.8 4.6,0`],
  b: [4.6, `${BOWL};0,7.4 0,0`],
  c: [4.2, '@2.3,2.4,2.3,2.4,45,315'],
  d: [4.6, `${BOWL};4.6,7.4 4.6,0`],
  e: [4.6, '0,2.5 4.6,2.5;@2.3,2.4,2.3,2.4,0,318'],
  f: [2.8, '@2.5,6,1.2,1.4,70,180;1.3,6 1.3,0;0,4.6 2.7,4.6'],
  g: [4.6, `${BOWL};4.6,4.8 4.6,-0.4;@2.3,-0.4,2.3,1.8,210,360`],
  h: [4.2, '0,7.4 0,0;@2.1,2.7,2.1,2.1,0,180;4.2,2.7 4.2,0'],
  i: [0.2, '0.1,4.8 0.1,0;0.1,6.9 0.1,6.9'],
  k: [3.8, '0,7.4 0,0;3.6,4.8 0,1.9;1.4,3 3.8,0'],
  l: [0.2, '0.1,7.4 0.1,0'],
  m: [7, '0,4.8 0,0;@1.75,3.05,1.75,1.75,0,180;3.5,3.05 3.5,0;@5.25,3.05,1.75,1.75,0,180;7,3.05 7,0'],
  n: [4.2, '0,4.8 0,0;@2.1,2.7,2.1,2.1,0,180;4.2,2.7 4.2,0'],
  o: [4.6, BOWL],
  p: [4.6, `${BOWL};0,4.8 0,-2.2`],
  r: [2.6, '0,4.8 0,0;@2,2.8,2,2,70,180'],
  s: [3.4, '@1.7,3.6,1.5,1.2,35,270;@1.7,1.2,1.7,1.2,-145,90'],
  t: [2.8, '1.3,6.6 1.3,1.4;@2.6,1.4,1.3,1.4,180,280;0,4.8 2.8,4.8'],
  u: [4.2, '@2.1,2.1,2.1,2.1,180,360;0,2.1 0,4.8;4.2,4.8 4.2,0'],
  v: [4.2, '0,4.8 2.1,0 4.2,4.8'],
  w: [6.4, '0,4.8 1.6,0 3.2,4.4 4.8,0 6.4,4.8'],
  y: [4.2, '0,4.8 2.1,0;4.2,4.8 1.3,-2.2'],
  A: [5.8, '0,0 2.9,7 5.8,0;1,2.4 4.8,2.4'],
  B: [4.6, '0,0 0,7;0,7 2.6,7;@2.6,5.4,1.7,1.6,-90,90;0,3.8 2.8,3.8;@2.7,1.9,1.9,1.9,-90,90;0,0 2.7,0'],
  D: [5.2, '0,0 0,7;0,7 1.9,7;@1.9,3.5,3.3,3.5,-90,90;0,0 1.9,0'],
  E: [4.2, '4.2,7 0,7 0,0 4.2,0;0,3.6 3.8,3.6'],
  F: [4, '4,7 0,7 0,0;0,3.5 3.6,3.5'],
  G: [5.8, '@3.2,3.5,3.2,3.5,40,360;6.4,3.5 3.6,3.5'],
  H: [5, '0,0 0,7;5,0 5,7;0,3.6 5,3.6'],
  L: [3.9, '0,7 0,0 3.9,0'],
  M: [6.4, '0,0 0,7 3.2,1.6 6.4,7 6.4,0'],
  N: [5, '0,0 0,7 5,0 5,7'],
  P: [4.4, '0,0 0,7;0,7 2.4,7;@2.4,5.1,2,1.9,-90,90;0,3.2 2.4,3.2'],
  S: [4.4, '@2.2,5.2,2,1.8,30,270;@2.2,1.7,2.2,1.7,-150,90'],
  T: [5, '0,7 5,7;2.5,7 2.5,0'],
  U: [5, '@2.5,2.5,2.5,2.5,180,360;0,2.5 0,7;5,2.5 5,7'],
  W: [8, '0,7 2,0 4,6.4 6,0 8,7'],
  '0': [4.6, '@2.3,3.5,2.3,3.5,0,360'],
  '1': [2.2, '0,5.6 1.8,7 1.8,0'],
  '2': [4.4, '@2.2,4.9,2.1,2.1,-35,165;3.9,3.7 0,0 4.4,0'],
  '3': [4.2, '@2,5.3,1.8,1.7,-90,150;@2,1.8,2.1,1.8,-150,90'],
  '4': [4.6, '3.5,0 3.5,7 0,2 4.6,2'],
  '5': [4.4, '4,7 0.6,7 0.3,3.8;@2.1,2.3,2.3,2.3,-150,130'],
  '6': [4.4, '@2.2,2.2,2.2,2.2,0,360;0.1,2.6 2.9,7'],
  '7': [4.2, '0,7 4.2,7 1.4,0'],
  '8': [4.4, '@2.2,5.3,1.8,1.7,0,360;@2.2,1.8,2.2,1.8,0,360'],
  '9': [4.4, '@2.2,4.8,2.2,2.2,0,360;4.3,4.4 1.5,0'],
  '.': [0.4, '0.2,0.1 0.2,0.1'],
  ',': [0.6, '0.4,0.2 0.1,-1.2'],
  ':': [0.4, '0.2,0.6 0.2,0.6;0.2,4.2 0.2,4.2'],
  '+': [4, '0,3 4,3;2,5 2,1'],
  '-': [2.6, '0,2.8 2.6,2.8'],
  ' ': [2.2, ''],
};

const GAP = 1.7;

export interface Lettering {
  /** Height of a capital in pixels. */
  readonly size: number;
  readonly colour: string;
  /** Thickness of the strokes for a capital of 7. */
  readonly weight?: number;
  readonly align?: 'left' | 'middle' | 'right';
  /** Pixels; what goes beyond is left out. */
  readonly most?: number;
}

function pointsOf(stroke: string): readonly Point[] {
  if (!stroke.startsWith('@')) {
    return stroke.split(' ').map((pair) => {
      const [x = 0, y = 0] = pair.split(',').map(Number);
      return [x, y];
    });
  }
  const [x = 0, y = 0, rx = 0, ry = 0, from = 0, to = 0] = stroke.slice(1).split(',').map(Number);
  const steps = Math.max(2, Math.ceil(Math.abs(to - from) / 15));
  return Array.from({ length: steps + 1 }, (_, step): Point => {
    const angle = ((from + ((to - from) * step) / steps) * Math.PI) / 180;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  });
}

function widthOf(words: string): number {
  return words.split('').reduce((sum, letter) => sum + (GLYPHS[letter]?.[0] ?? 0) + GAP, -GAP);
}

/** Writes words with their baseline at `y`. Throws on a letter that there is no glyph for. */
export function write(canvas: Canvas, words: string, x: number, y: number, lettering: Lettering): void {
  const { size, colour, weight = 0.85, align = 'left', most = Number.POSITIVE_INFINITY } = lettering;
  const scale = size / 7;
  const width = widthOf(words) * scale;
  let at = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
  const end = at + most;
  for (const letter of words.split('')) {
    const glyph = GLYPHS[letter];
    if (glyph === undefined) throw new Error(`no glyph for ${letter}`);
    const [own, strokes] = glyph;
    if (at + own * scale > end) return;
    for (const stroke of strokes.split(';').filter((text) => text !== '')) {
      const points = pointsOf(stroke).map(([px, py]): Point => [at + px * scale, y - py * scale]);
      canvas.stroke(points, weight * scale, colour);
    }
    at += (own + GAP) * scale;
  }
}
