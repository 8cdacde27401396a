/**
 * TestFlight feedback in the contract: rows, details, filters, decisions and export. An e-mail address is in no row and no
 * detail; `feedback.email` is asked for it explicitly.
 */
import { z } from 'zod';

/** A crash that a tester submitted, or feedback with screenshots. */
export type FeedbackKind = 'crash' | 'screenshot';
export type FeedbackStatus = 'open' | 'resolved';

/** A screenshot that the library keeps. */
export interface Screenshot {
  /** SHA-256 of its bytes. */
  readonly id: string;
  /** A path on the page's own origin: `/screenshot/<id>`. */
  readonly src: string;
  /** `image/png`, `image/jpeg` … */
  readonly type: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

export interface FeedbackRow {
  readonly id: string;
  readonly kind: FeedbackKind;
  readonly app: string | null;
  readonly bundleId: string | null;
  readonly createdAt: number | null;
  readonly comment: string | null;
  readonly version: string | null;
  readonly build: string | null;
  /** As sold: `iPhone 15 Pro`; the model code where it is not known. */
  readonly device: string | null;
  /** `iOS 17.5` */
  readonly os: string | null;
  /** The tester's name; null where Apple gives none. */
  readonly tester: string | null;
  readonly screenshots: readonly Screenshot[];
  /** Screenshots that Apple announced and that are not here: not fetched yet, or gone. */
  readonly missingScreenshots: number;
  /** The crash report that came with it. */
  readonly report: string | null;
  /** The signature of that report. */
  readonly signature: string | null;
  readonly status: FeedbackStatus;
  /** False until it was opened. */
  readonly seen: boolean;
  /** Apple no longer lists it. It stays here. */
  readonly withdrawn: boolean;
  readonly sample: boolean;
}

/** One field in words and as Apple sent it. */
export interface FeedbackField {
  /** `battery`, `diskAvailable`, `locale` … */
  readonly name: string;
  /** `Battery` */
  readonly label: string;
  /** `78 %`, `12.4 GB of 128 GB free` */
  readonly words: string;
  /** `78` */
  readonly raw: string;
}

/** A crash of the same build and device within the hour of a feedback that came without one. */
export interface NearbyCrash {
  readonly report: string;
  readonly signature: string;
  readonly title: string;
  readonly crashedAt: number;
  /** Milliseconds from the feedback to the crash; negative before. */
  readonly distance: number;
}

export interface FeedbackDetail {
  readonly row: FeedbackRow;
  readonly note: string;
  readonly fields: readonly FeedbackField[];
  readonly hasEmail: boolean;
  /**
   * Of a crash's log: `read` is `row.report`; `unread` is kept under Unread files; `none`: Apple has none; `waiting`: not
   * fetched yet. Null for feedback with screenshots.
   */
  readonly log: 'read' | 'unread' | 'none' | 'waiting' | null;
  /** The tester's other feedback of the same build, newest first. */
  readonly others: readonly FeedbackRow[];
  readonly nearby: readonly NearbyCrash[];
}

/** The feedback that a crash report came with. */
export interface ReportFeedback {
  readonly row: FeedbackRow;
  /** The tester's other feedback of the same build, newest first. */
  readonly others: readonly FeedbackRow[];
}

export interface FeedbackPage {
  readonly total: number;
  readonly offset: number;
  /** Newest first. */
  readonly rows: readonly FeedbackRow[];
}

/** One choice of a filter. */
export interface Facet {
  /** What the filter takes. */
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** What filters offer; each is counted as if it were not set itself. */
export interface FeedbackFacets {
  readonly apps: readonly Facet[];
  readonly versions: readonly Facet[];
  readonly builds: readonly Facet[];
  readonly devices: readonly Facet[];
  readonly systems: readonly Facet[];
  readonly testers: readonly Facet[];
  readonly withScreenshot: number;
  readonly withCrash: number;
}

/** Counts for the sources pane. */
export interface FeedbackCounts {
  readonly total: number;
  readonly open: number;
  /** Open and not opened yet. */
  readonly unseen: number;
}

/** What an export came to. */
export type FeedbackExport =
  /** A folder was written. */
  | { readonly kind: 'folder'; readonly path: string; readonly exported: number }
  /** A zip waits at a path of the page's own origin, for one download. */
  | { readonly kind: 'download'; readonly href: string; readonly fileName: string; readonly exported: number }
  /** No folder was chosen. */
  | { readonly kind: 'dismissed' };

const id = z.string().regex(/^[0-9a-z-]{1,64}$/);
const time = z.int().min(0).max(8_640_000_000_000_000).nullable().default(null);

export const feedbackFilterSchema = z.strictObject({
  /** A bundle id, or a name where there is none. */
  app: z.string().max(500).nullable().default(null),
  version: z.string().max(100).nullable().default(null),
  build: z.string().max(100).nullable().default(null),
  /** Unix milliseconds; `from` is included, `to` is not. */
  from: time,
  to: time,
  hasScreenshot: z.boolean().nullable().default(null),
  hasCrash: z.boolean().nullable().default(null),
  /** As the facet has it: a model code. */
  device: z.string().max(200).nullable().default(null),
  os: z.string().max(200).nullable().default(null),
  /** As the facet has it. */
  tester: z.string().max(200).nullable().default(null),
  kind: z.enum(['crash', 'screenshot']).nullable().default(null),
  status: z.enum(['open', 'resolved', 'all']).default('open'),
  /** Words to look for in comments, testers, devices. */
  search: z.string().max(300).default(''),
});

export const feedbackInputs = {
  'feedback.page': z.strictObject({
    filter: feedbackFilterSchema.prefault({}),
    offset: z.int().min(0).max(100_000_000).default(0),
    limit: z.int().min(1).max(500).default(100),
  }),
  /** Where one stands in the view, to scroll to it. */
  'feedback.position': z.strictObject({ id, filter: feedbackFilterSchema.prefault({}) }),
  'feedback.facets': z.strictObject({ filter: feedbackFilterSchema.prefault({}) }),
  'feedback.detail': z.strictObject({ id }),
  'feedback.email': z.strictObject({ id }),
  'feedback.decide': z.strictObject({
    id,
    status: z.enum(['open', 'resolved']).optional(),
    note: z.string().max(20_000).optional(),
    seen: z.boolean().optional(),
  }),
  /** Images, Markdown and JSON: into a folder that the host asks for, or as a zip to download. */
  'feedback.export': z.strictObject({ ids: z.array(id).min(1).max(2000) }),
  /** Shows a screenshot in the system's file browser. Only for hosts with `paths`. */
  'feedback.reveal': z.strictObject({ screenshot: z.string().regex(/^[0-9a-f]{64}$/) }),
} as const satisfies Record<string, z.ZodType>;

export type FeedbackFilter = z.output<typeof feedbackFilterSchema>;

export interface FeedbackOutputs {
  'feedback.page': FeedbackPage;
  /** Null when it is not in the view. */
  'feedback.position': { readonly position: number | null };
  'feedback.facets': FeedbackFacets;
  'feedback.detail': FeedbackDetail;
  'feedback.email': { readonly email: string | null };
  'feedback.decide': FeedbackRow;
  'feedback.export': FeedbackExport;
  'feedback.reveal': null;
}

export interface FeedbackEvents {
  /** Feedback that came or changed; `null` when it is simplest to ask for all. */
  'feedback.changed': { readonly ids: readonly string[] | null };
}
