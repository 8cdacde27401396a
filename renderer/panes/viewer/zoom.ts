/** How large a picture is drawn: pure geometry. A scale is screen pixels for each pixel of the picture. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** As large as fits, or a scale. */
export type Zoom = 'fit' | number;

/** The scales that the buttons and keys step through. */
const STEPS = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.5, 2, 3, 4] as const;
const SMALLEST = 0.05;
const LARGEST = 8;

/** The scale at which a picture fits its frame; pictures are never made larger than they are. */
export function fitScale(picture: Size, frame: Size): number {
  if (picture.width <= 0 || picture.height <= 0 || frame.width <= 0 || frame.height <= 0) return 1;
  return Math.min(frame.width / picture.width, frame.height / picture.height, 1);
}

/** The next step beyond a scale, in either direction. */
export function stepZoom(scale: number, by: 1 | -1): number {
  // A hair of tolerance: the scale of "fit" is never exactly a step.
  const steps = by === 1 ? STEPS.filter((step) => step > scale * 1.01) : STEPS.filter((step) => step < scale * 0.99);
  return (by === 1 ? steps[0] : steps.at(-1)) ?? scale;
}

/** A scale after a pinch or a turn of the wheel, `delta` as the wheel's event has it. */
export function wheelZoom(scale: number, delta: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, scale * Math.exp(-delta / 240)));
}

/** Where to scroll along one axis so that what lies under the pointer stays under it. */
export function anchoredScroll(scroll: number, pointer: number, from: number, to: number): number {
  return Math.max(0, (scroll + pointer) * (to / from) - pointer);
}
