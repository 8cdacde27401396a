/** Screens of the sample app as its testers saw them, each with what they complain of. In pixels of half a real screen. */
import { Canvas } from './canvas.ts';
import type { Point } from './canvas.ts';
import { write } from './letters.ts';
import type { Lettering } from './letters.ts';

const [WIDTH, HEIGHT] = [590, 1278] as const;

interface Theme {
  readonly back: string;
  readonly card: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly accent: string;
}

const LIGHT: Theme = {
  back: '#f2f5f7',
  card: '#ffffff',
  text: '#16242e',
  quiet: '#71828e',
  line: '#dde4e9',
  accent: '#0b7a8f',
};
const DARK: Theme = {
  back: '#0b1217',
  card: '#16212a',
  text: '#eef4f7',
  quiet: '#8da0ad',
  line: '#25333e',
  accent: '#4fc3d6',
};

const style = (size: number, colour: string, more: Partial<Lettering> = {}): Lettering => ({ size, colour, ...more });

function begin(theme: Theme, time: string): Canvas {
  const canvas = new Canvas(WIDTH, HEIGHT, theme.back);
  write(canvas, time, 66, 64, style(20, theme.text, { weight: 1.2 }));
  canvas.rectangle({ x: 205, y: 24, width: 180, height: 50 }, '#000000', 25);
  canvas.rectangle({ x: 482, y: 42, width: 44, height: 22 }, theme.quiet, 6, 0.5);
  canvas.rectangle({ x: 484, y: 44, width: 30, height: 18 }, theme.text, 4);
  canvas.rectangle({ x: 528, y: 49, width: 4, height: 8 }, theme.quiet, 2, 0.5);
  return canvas;
}

const TABS = ['Map', 'Boats', 'Tides', 'Logbook'] as const;

function tabs(canvas: Canvas, theme: Theme, chosen: (typeof TABS)[number]): void {
  const top = HEIGHT - 150;
  canvas.rectangle({ x: 0, y: top, width: WIDTH, height: 150 }, theme.card);
  canvas.rectangle({ x: 0, y: top, width: WIDTH, height: 1 }, theme.line);
  for (const [index, name] of TABS.entries()) {
    const [x, colour] = [74 + index * 147, name === chosen ? theme.accent : theme.quiet];
    canvas.circle([x, top + 42], 15, colour, name === chosen ? 1 : 0.35);
    canvas.circle([x, top + 42], 8, theme.card);
    write(canvas, name, x, top + 88, style(13, colour, { align: 'middle', weight: 1 }));
  }
  canvas.rectangle({ x: WIDTH / 2 - 100, y: HEIGHT - 18, width: 200, height: 7 }, theme.text, 3.5);
}

function boat(canvas: Canvas, [x, y]: Point, size: number, hull: string, sail: string): void {
  canvas.polygon(
    [
      [x - size, y],
      [x + size, y],
      [x + size * 0.62, y + size * 0.42],
      [x - size * 0.7, y + size * 0.42],
    ],
    hull,
  );
  canvas.polygon(
    [
      [x - size * 0.06, y - size * 1.55],
      [x - size * 0.06, y - size * 0.16],
      [x - size * 0.8, y - size * 0.16],
    ],
    sail,
  );
  canvas.polygon(
    [
      [x + size * 0.08, y - size * 1.3],
      [x + size * 0.08, y - size * 0.16],
      [x + size * 0.72, y - size * 0.16],
    ],
    sail,
    0.75,
  );
}

/** A wavy shore from edge to edge. */
function shore(canvas: Canvas, y: number, swing: number, phase: number, colour: string): void {
  const edge = Array.from({ length: 41 }, (_, step): Point => {
    const x = (step / 40) * WIDTH;
    return [x, y + swing * Math.sin(x / 90 + phase) + (swing / 2) * Math.sin(x / 37 + phase * 2)];
  });
  canvas.polygon([...edge, [WIDTH, HEIGHT], [0, HEIGHT]], colour);
}

function pin(canvas: Canvas, [x, y]: Point, colour: string): void {
  canvas.polygon(
    [
      [x - 17, y - 30],
      [x + 17, y - 30],
      [x, y],
    ],
    colour,
  );
  canvas.circle([x, y - 42], 22, colour);
  canvas.circle([x, y - 42], 9, '#ffffff');
}

/** Three tiles of the map never load. */
export function mapWithHoles(): Buffer {
  const canvas = begin(LIGHT, '9:41');
  canvas.rectangle({ x: 0, y: 96, width: WIDTH, height: HEIGHT }, '#bfe0e8');
  for (let wave = 0; wave < 7; wave += 1) {
    const y = 250 + wave * 74;
    const crest = Array.from({ length: 21 }, (_, step): Point => [step * 30, y + 7 * Math.sin(step * 0.9 + wave)]);
    canvas.stroke(crest, 2, '#9fcdd8', 0.7);
  }
  shore(canvas, 820, 34, 0.6, '#e9e2c9');
  shore(canvas, 862, 30, 0.9, '#cfe0b4');
  canvas.stroke(
    [
      [0, 1010],
      [150, 960],
      [320, 985],
      [450, 930],
      [WIDTH, 960],
    ],
    14,
    '#ffffff',
  );
  canvas.rectangle({ x: 300, y: 380, width: 290, height: 290 }, '#eceff1');
  canvas.rectangle({ x: 10, y: 670, width: 290, height: 145 }, '#eceff1');
  for (let line = 0; line < 5; line += 1) {
    canvas.rectangle({ x: 300, y: 380 + line * 58, width: 290, height: 1 }, '#dfe4e7');
    canvas.rectangle({ x: 300 + line * 58, y: 380, width: 1, height: 290 }, '#dfe4e7');
  }
  boat(canvas, [160, 420], 34, '#35505e', '#ffffff');
  boat(canvas, [236, 590], 24, '#35505e', '#ffffff');
  pin(canvas, [120, 800], '#d9523f');
  pin(canvas, [438, 846], '#0b7a8f');
  canvas.rectangle({ x: 32, y: 126, width: WIDTH - 64, height: 74 }, '#ffffff', 37);
  canvas.circle([76, 160], 12, LIGHT.quiet);
  canvas.circle([76, 160], 8, '#ffffff');
  canvas.stroke(
    [
      [85, 169],
      [94, 178],
    ],
    4,
    LIGHT.quiet,
  );
  write(canvas, 'Search boats and moorings', 116, 170, style(18, LIGHT.quiet));
  tabs(canvas, LIGHT, 'Map');
  return canvas.toPng();
}

const BOATS = [
  ['Marlin', 'Mooring 14, North pier', '2.1 nm'],
  ['Silver Gull', 'Under way, 5.4 kn', '3.8 nm'],
  ['Anna Helena of Greifswald', 'At anchor since 06:20', '4.0 nm'],
  ['Petrel', 'Mooring 9, South pier', '6.7 nm'],
  ['Blue Heron', 'Under way, 7.2 kn', '8.3 nm'],
] as const;

/** With the largest text, names and distances lie over each other. */
export function listWithOverlap(): Buffer {
  const canvas = begin(LIGHT, '14:07');
  write(canvas, 'Boats', 36, 170, style(42, LIGHT.text, { weight: 1.1 }));
  for (const [index, [name, state, distance]] of BOATS.entries()) {
    const y = 216 + index * 180;
    canvas.rectangle({ x: 24, y, width: WIDTH - 48, height: 164 }, LIGHT.card, 26);
    canvas.circle([90, y + 82], 42, '#d8ecf0');
    boat(canvas, [90, y + 90], 25, LIGHT.accent, '#ffffff');
    write(canvas, name, 154, y + 74, style(31, LIGHT.text, { weight: 1.05 }));
    write(canvas, state, 154, y + 128, style(22, LIGHT.quiet));
    write(canvas, distance, WIDTH - 50, y + 84, style(29, LIGHT.accent, { align: 'right', weight: 1.05 }));
  }
  tabs(canvas, LIGHT, 'Boats');
  return canvas.toPng();
}

/** The tide's curve leaves its frame. */
export function tidesOutside(): Buffer {
  const canvas = begin(DARK, '22:58');
  write(canvas, 'Tides', 36, 170, style(42, DARK.text, { weight: 1.1 }));
  write(canvas, 'Helgoland, 15 Nov', 38, 218, style(20, DARK.quiet));
  canvas.rectangle({ x: 24, y: 262, width: WIDTH - 48, height: 470 }, DARK.card, 28);
  for (let line = 0; line < 5; line += 1) {
    const y = 330 + line * 84;
    canvas.rectangle({ x: 60, y, width: WIDTH - 120, height: 1 }, DARK.line);
    write(canvas, `${4 - line}.0`, 56, y - 8, style(12, DARK.quiet));
  }
  const tide = Array.from({ length: 61 }, (_, step): Point => {
    const x = 60 + (step / 60) * (WIDTH - 120);
    return [x, 498 - 232 * Math.sin(step / 7.2 + 0.4) - 26 * Math.sin(step / 3.1)];
  });
  canvas.polygon([...tide, [WIDTH - 60, 732], [60, 732]], DARK.accent, 0.16);
  canvas.stroke(tide, 6, DARK.accent);
  canvas.circle(tide[38] ?? [0, 0], 13, '#ffffff');
  canvas.circle(tide[38] ?? [0, 0], 8, DARK.accent);
  const rows = [
    ['High water', '04:12', '3.4 m'],
    ['Low water', '10:31', '0.6 m'],
    ['High water', '16:40', '3.2 m'],
  ] as const;
  canvas.rectangle({ x: 24, y: 764, width: WIDTH - 48, height: 312 }, DARK.card, 28);
  for (const [index, [what, at, level]] of rows.entries()) {
    const y = 828 + index * 100;
    write(canvas, what, 60, y, style(24, DARK.text, { weight: 0.95 }));
    write(canvas, at, 386, y, style(24, DARK.quiet, { align: 'right' }));
    write(canvas, level, WIDTH - 60, y, style(24, DARK.accent, { align: 'right', weight: 1 }));
    if (index < 2) canvas.rectangle({ x: 60, y: y + 44, width: WIDTH - 84, height: 1 }, DARK.line);
  }
  tabs(canvas, DARK, 'Tides');
  return canvas.toPng();
}

/** The button at the end lies below the keyboard's edge, and its words are cut. */
export function detailCut(): Buffer {
  const canvas = begin(LIGHT, '7:15');
  canvas.rectangle({ x: 0, y: 96, width: WIDTH, height: 470 }, '#9fd0dc');
  canvas.circle([450, 220], 54, '#fff3cf');
  shore(canvas, 420, 12, 2.1, '#5fa9bb');
  shore(canvas, 474, 10, 0.4, '#3f8ea3');
  boat(canvas, [276, 420], 124, '#24404d', '#ffffff');
  canvas.rectangle({ x: 0, y: 530, width: WIDTH, height: HEIGHT }, LIGHT.back, 32);
  write(canvas, 'Marlin', 40, 622, style(44, LIGHT.text, { weight: 1.15 }));
  write(canvas, 'Sloop, 9.8 m, built 2014', 42, 672, style(21, LIGHT.quiet));
  const facts = [
    ['Mooring', 'North pier 14'],
    ['Draught', '1.7 m'],
    ['Last seen', 'Today, 06:52'],
  ] as const;
  canvas.rectangle({ x: 24, y: 714, width: WIDTH - 48, height: 276 }, LIGHT.card, 26);
  for (const [index, [what, value]] of facts.entries()) {
    const y = 774 + index * 90;
    write(canvas, what, 58, y, style(22, LIGHT.quiet));
    write(canvas, value, WIDTH - 58, y, style(22, LIGHT.text, { align: 'right', weight: 0.95 }));
    if (index < 2) canvas.rectangle({ x: 58, y: y + 40, width: WIDTH - 82, height: 1 }, LIGHT.line);
  }
  canvas.rectangle({ x: 24, y: 1022, width: WIDTH - 48, height: 92 }, LIGHT.accent, 30);
  write(canvas, 'Send to the harbour master', 150, 1078, style(26, '#ffffff', { weight: 1.05, most: 270 }));
  tabs(canvas, LIGHT, 'Boats');
  return canvas.toPng();
}
