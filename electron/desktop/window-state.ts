/**
 * Where the window stands: kept for each display, and never off all of them. Pure; the file is the matter of
 * window-state-file.ts. Lengths are in device-independent pixels.
 */
import { z } from 'zod';

const boundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
});

const placeSchema = z.object({ bounds: boundsSchema, maximized: z.boolean() });

export const windowStateSchema = z.object({
  /** The display that the window was last on. */
  last: z.string().nullable(),
  places: z.record(z.string(), placeSchema),
});

export type Bounds = z.infer<typeof boundsSchema>;
export type Place = z.infer<typeof placeSchema>;
export type WindowState = z.infer<typeof windowStateSchema>;

/** A display, as far as it matters here. */
export interface Screen {
  readonly id: number;
  /** Without menu bar and Dock. */
  readonly workArea: Bounds;
}

export const noWindowState: WindowState = { last: null, places: {} };

export const smallestWindow = { width: 900, height: 600 } as const;
const usualWindow = { width: 1360, height: 860 };

/** The place to open at: that of the last display when it is there, else that of the primary one, else its middle. */
export function placeWindow(state: WindowState, screens: readonly [Screen, ...Screen[]]): Place {
  const [primary] = screens;
  const screen = screens.find(({ id }) => String(id) === state.last) ?? primary;
  const place = state.places[String(screen.id)];
  if (place === undefined) return { bounds: middleOf(screen.workArea), maximized: false };
  return { ...place, bounds: within(place.bounds, screen.workArea) };
}

/** The state once the window stands there. */
export function withPlace(state: WindowState, screen: Screen, place: Place): WindowState {
  const key = String(screen.id);
  return { last: key, places: { ...state.places, [key]: place } };
}

function middleOf(area: Bounds): Bounds {
  const { width, height } = sizeWithin(usualWindow, area);
  return {
    width,
    height,
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
  };
}

/** Moved and shrunk until it is wholly inside. A display may have got smaller since. */
function within(bounds: Bounds, area: Bounds): Bounds {
  const { width, height } = sizeWithin(bounds, area);
  return {
    width,
    height,
    x: Math.max(area.x, Math.min(bounds.x, area.x + area.width - width)),
    y: Math.max(area.y, Math.min(bounds.y, area.y + area.height - height)),
  };
}

function sizeWithin(size: { readonly width: number; readonly height: number }, area: Bounds) {
  return {
    width: Math.min(Math.max(size.width, smallestWindow.width), area.width),
    height: Math.min(Math.max(size.height, smallestWindow.height), area.height),
  };
}
