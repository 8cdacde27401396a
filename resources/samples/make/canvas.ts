/** A small drawing surface: filled and stroked shapes with smooth edges, by their distance to each pixel. Colours are `#rrggbb`. */
import { encodePng } from './png.ts';

export type Point = readonly [x: number, y: number];

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Signed distance to a shape's edge, negative inside. */
type Distance = (x: number, y: number) => number;

function channels(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}

function toSegment([ax, ay]: Point, [bx, by]: Point, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly #pixels: Uint8Array;

  constructor(width: number, height: number, colour: string) {
    [this.width, this.height] = [width, height];
    this.#pixels = new Uint8Array(width * height * 3);
    this.rectangle({ x: 0, y: 0, width, height }, colour);
  }

  #paint({ x, y, width, height }: Box, colour: string, opacity: number, distance: Distance): void {
    const [red, green, blue] = channels(colour);
    const [left, top] = [Math.max(0, Math.floor(x)), Math.max(0, Math.floor(y))];
    const [right, bottom] = [Math.min(this.width, Math.ceil(x + width)), Math.min(this.height, Math.ceil(y + height))];
    const pixels = this.#pixels;
    for (let row = top; row < bottom; row += 1) {
      for (let column = left; column < right; column += 1) {
        const cover = Math.min(1, Math.max(0, 0.5 - distance(column + 0.5, row + 0.5))) * opacity;
        if (cover === 0) continue;
        const at = (row * this.width + column) * 3;
        for (const [offset, value] of [red, green, blue].entries()) {
          const under = pixels[at + offset] ?? 0;
          pixels[at + offset] = Math.round(under + (value - under) * cover);
        }
      }
    }
  }

  /** A rectangle, with round corners where a radius is given. */
  rectangle(box: Box, colour: string, radius = 0, opacity = 1): void {
    const { x, y, width, height } = box;
    const [halfWidth, halfHeight] = [width / 2, height / 2];
    this.#paint(box, colour, opacity, (px, py) => {
      const dx = Math.abs(px - x - halfWidth) - halfWidth + radius;
      const dy = Math.abs(py - y - halfHeight) - halfHeight + radius;
      return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
    });
  }

  circle([x, y]: Point, radius: number, colour: string, opacity = 1): void {
    const box = { x: x - radius - 1, y: y - radius - 1, width: radius * 2 + 2, height: radius * 2 + 2 };
    this.#paint(box, colour, opacity, (px, py) => Math.hypot(px - x, py - y) - radius);
  }

  /** A line through points, with round ends. */
  stroke(points: readonly Point[], thickness: number, colour: string, opacity = 1): void {
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const [left, top] = [Math.min(...xs) - thickness, Math.min(...ys) - thickness];
    const box = {
      x: left,
      y: top,
      width: Math.max(...xs) + thickness - left,
      height: Math.max(...ys) + thickness - top,
    };
    this.#paint(box, colour, opacity, (px, py) => {
      let nearest = Number.POSITIVE_INFINITY;
      for (const [index, point] of points.entries()) {
        nearest = Math.min(nearest, toSegment(point, points[index + 1] ?? point, px, py));
      }
      return nearest - thickness / 2;
    });
  }

  /** The inside of a polygon. */
  polygon(points: readonly Point[], colour: string, opacity = 1): void {
    const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
    const [left, top] = [Math.min(...xs) - 1, Math.min(...ys) - 1];
    const box = { x: left, y: top, width: Math.max(...xs) + 1 - left, height: Math.max(...ys) + 1 - top };
    this.#paint(box, colour, opacity, (px, py) => {
      let [nearest, inside] = [Number.POSITIVE_INFINITY, false];
      for (const [index, from] of points.entries()) {
        const to = points[(index + 1) % points.length] ?? from;
        nearest = Math.min(nearest, toSegment(from, to, px, py));
        const crosses = from[1] > py !== to[1] > py;
        if (crosses && px < ((to[0] - from[0]) * (py - from[1])) / (to[1] - from[1]) + from[0]) inside = !inside;
      }
      return inside ? -nearest : nearest;
    });
  }

  toPng(): Buffer {
    return encodePng(this.#pixels, this.width, this.height);
  }
}
