/**
 * What narrows the inbox, and the views that keep it. A filter is also a deep link, so it has one written form
 * (`shared/filter-text.ts`). Lists mean "any of these"; an empty list narrows nothing.
 */
import { z } from 'zod';
import type { Facet } from './feedback.ts';

const text = z.string().max(300);
const texts = z.array(text).max(50).default([]);
const time = z.int().min(0).max(8_640_000_000_000_000);

export const PRIORITIES = ['P0', 'P1', 'P2', 'P3'] as const;
export const SOURCES = ['file', 'testflight', 'organizer', 'mac', 'device', 'folder'] as const;

/** Days back from now, or from one moment on and before another (Unix milliseconds). */
const whenSchema = z.union([
  z.strictObject({ days: z.int().min(1).max(36_500) }),
  z.strictObject({ from: time, to: time }),
]);

export const filterSchema = z.strictObject({
  /** A bundle id, or a name where there is none. */
  app: text.nullable().default(null),
  version: z.string().max(100).nullable().default(null),
  build: z.string().max(100).nullable().default(null),
  status: z.enum(['open', 'resolved', 'ignored', 'all']).default('open'),
  /** Words to look for in frames, titles, messages, comments and notes. */
  search: text.default(''),
  /** `iOS`, `macOS` … */
  platforms: texts,
  /** `iOS 17.5` */
  systems: texts,
  /** Model codes: `iPhone16,1`. */
  devices: texts,
  /** Kinds of reports: `crash`, `hang` … */
  kinds: texts,
  sources: z.array(z.enum(SOURCES)).max(10).default([]),
  /** `none` where it is not known. */
  priorities: z
    .array(z.enum([...PRIORITIES, 'none']))
    .max(5)
    .default([]),
  labels: texts,
  symbols: z
    .array(z.enum(['complete', 'partial', 'waiting']))
    .max(3)
    .default([]),
  when: whenSchema.nullable().default(null),
  /** Whether a tester said something with it. */
  feedback: z.boolean().nullable().default(null),
  /** Only what came back after its fix. */
  regressed: z.boolean().nullable().default(null),
  /** Only what was, or was not, opened yet. */
  seen: z.boolean().nullable().default(null),
});

/**
 * The largest first, but for titles; what is equal by the number of crashes. A trend is how many more crashes there were in
 * the last seven days than in the seven before, counted back from the newest crash of the library, as rows show it.
 */
export const sortSchema = z
  .enum(['last-seen', 'first-seen', 'count', 'share', 'devices', 'priority', 'trend', 'title'])
  .default('last-seen');

/**
 * A door through which a report came: a file that was given, TestFlight, Xcode's Organizer, the reports that this Mac and its
 * simulators write, those of connected devices, a folder that is watched.
 */
export type Source = (typeof SOURCES)[number];
/** `P0` needs somebody at once; `P3` is rare. */
export type Priority = (typeof PRIORITIES)[number];
export type Filter = z.output<typeof filterSchema>;
export type Sort = z.output<typeof sortSchema>;

/** What filters offer, most frequent first. Each is counted as if it were not set itself; counts are crashes. */
export interface InboxFacets {
  readonly apps: readonly Facet[];
  /** Of the app that is chosen. `value` is `version\u0000build`. */
  readonly releases: readonly Facet[];
  readonly platforms: readonly Facet[];
  readonly systems: readonly Facet[];
  readonly devices: readonly Facet[];
  readonly kinds: readonly Facet[];
  readonly sources: readonly Facet[];
  readonly statuses: readonly Facet[];
  readonly priorities: readonly Facet[];
  readonly labels: readonly Facet[];
  readonly symbols: readonly Facet[];
  /** `7`, `30`, `90` days. */
  readonly days: readonly Facet[];
  readonly withFeedback: number;
  readonly regressed: number;
  readonly unseen: number;
}

/** Where a search found its words. */
export interface SearchMatch {
  readonly field: 'title' | 'frame' | 'message' | 'comment' | 'note' | 'app';
  /** A line around what was found. */
  readonly text: string;
  /** Where the words are in it: UTF-16 units, from and to. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** A filter that the user keeps under a name. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly filter: Filter;
  readonly sort: Sort;
  /** Signatures in it. */
  readonly count: number;
}

const id = z.string().regex(/^[0-9a-z-]{1,64}$/);
const name = z.string().trim().min(1).max(100);

/** What each call takes. */
export const findInputs = {
  'inbox.facets': z.strictObject({ filter: filterSchema.prefault({}) }),
  /** Where a search found its words in one signature, best first; at most `limit`. */
  'signature.matches': z.strictObject({
    id,
    search: text,
    limit: z.int().min(1).max(50).default(5),
  }),
  'views.list': z.strictObject({}),
  /** A view of the same id is replaced. */
  'views.save': z.strictObject({ id: id.nullable(), name, filter: filterSchema, sort: sortSchema }),
  'views.delete': z.strictObject({ id }),
} as const satisfies Record<string, z.ZodType>;

/** What each call answers. */
export interface FindOutputs {
  'inbox.facets': InboxFacets;
  /** `total` is how many lines of the signature hold all the words, or any of them where no line holds all. */
  'signature.matches': { readonly total: number; readonly matches: readonly SearchMatch[] };
  'views.list': readonly SavedView[];
  'views.save': readonly SavedView[];
  'views.delete': readonly SavedView[];
}
