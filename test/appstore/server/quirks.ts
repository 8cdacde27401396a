/** How the fake server behaves where Apple's does now and then. */
import type { NextStyle } from './paging.ts';

export interface Quirks {
  /** The server's clock minus the real one, milliseconds. */
  readonly clockOffset: number;
  readonly next: NextStyle;
  /** Values that Apple's contract does not list. */
  readonly unknownValues: boolean;
  /** How long an image's address lives, milliseconds. */
  readonly imageLife: number;
  /** Images whose address was given before this count are dead, whatever their date says. */
  readonly deadImages: boolean;
  /** Keys are taken for the other kind: a team's for a person's. */
  readonly kindsSwapped: boolean;
  /** Field names that the service refuses although its contract lists them. */
  readonly refusedFields: readonly string[];
  readonly analytics:
    | 'plain'
    | 'ghost'
    | 'stopped'
    | 'waiting'
    | 'missing-day'
    | 'lost-segments'
    | 'dead-segments'
    | 'two-members';
}

export const CALM: Quirks = {
  clockOffset: 0,
  next: 'plain',
  unknownValues: false,
  imageLife: 3_600_000,
  deadImages: false,
  kindsSwapped: false,
  refusedFields: [],
  analytics: 'plain',
};
