/**
 * What a window shows of signatures beyond their stacks: the overview of one, the comparison of two versions, and news.
 * A bar of a distribution carries the part of a filter that narrows an inbox to it, so that a click needs no knowledge.
 */
import { z } from 'zod';
import type { ReportKind } from '../report/report.ts';
import type { Filter } from './filter.ts';
import type { Status } from './triage.ts';

/** Spans of a trend, in days. */
export const TREND_SPANS = [14, 30, 90] as const;
export type TrendSpan = (typeof TREND_SPANS)[number];

/** One bar of a distribution. */
export interface OverviewBar {
  /** `iOS 17.5`, `iPhone 15 Pro`, `2.1.0 (412)`; `Unknown` where reports do not say. */
  readonly label: string;
  readonly count: number;
  /** What narrows an inbox to it; null where nothing does. */
  readonly narrow: Partial<Filter> | null;
}

/** Crashes per day (UTC), oldest first. */
export interface Trend {
  /** Midnight of the first day, Unix milliseconds. */
  readonly from: number;
  /** One number a day; as many as were asked for. They end with the day of the newest crash in the library. */
  readonly counts: readonly number[];
  /** Crashes before the first day. */
  readonly earlier: number;
  /** Crashes whose reports do not say when, or claim to be of the future. */
  readonly undated: number;
}

/** All that numbers say of one signature. */
export interface SignatureOverview {
  readonly id: string;
  /** Null where no crash of the library says when it happened. */
  readonly trend: Trend | null;
  /** Distinct devices where the reports tell them apart, else 0. */
  readonly devices: number;
  /** How many people use the app; null where nobody said. */
  readonly users: number | null;
  /** Oldest first. */
  readonly byRelease: readonly OverviewBar[];
  /** Most frequent first. */
  readonly bySystem: readonly OverviewBar[];
  readonly byDevice: readonly OverviewBar[];
}

/** A version of an app, or one build of it. */
export interface Release {
  readonly version: string;
  /** Null: all builds of the version. */
  readonly build: string | null;
}

/** How a signature fares from one version to another. */
export const CHANGES = ['new', 'regressed', 'improved', 'gone', 'steady'] as const;
export type Change = (typeof CHANGES)[number];

/** One side of a comparison. */
export interface ComparedSide extends Release {
  readonly crashes: number;
  readonly signatures: number;
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
}

/** A signature on one side. */
export interface ComparedCount {
  readonly crashes: number;
  /** Of the side's crashes, 0…1. */
  readonly share: number;
  readonly devices: number;
  /** Affected devices per 1,000 users of the app; null where the number of users is not known. */
  readonly rate: number | null;
}

export interface ComparedRow {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly status: Status;
  readonly change: Change;
  readonly before: ComparedCount;
  readonly after: ComparedCount;
  /** Why it counts as that: `Came back: last seen in 1.9`, `5 % → 12 % of crashes`. */
  readonly reason: string;
  /** There are too few crashes to be sure. */
  readonly tentative: boolean;
}

/** Signatures that fare alike, those with most crashes first. */
export interface ComparedGroup {
  readonly change: Change;
  /** Of which `rows` are the first. */
  readonly total: number;
  readonly rows: readonly ComparedRow[];
}

export interface Comparison {
  /** As it is filtered by: the bundle id, or the name where there is none. */
  readonly app: string;
  readonly appName: string;
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  /** The kind of all reports of both; null where they are of several. */
  readonly kind: ReportKind | null;
  /** How many people use the app, in all versions; null where nobody said. */
  readonly users: number | null;
  /** What the rates are made of, or why there are none. */
  readonly rates: string;
  /** In the order of `CHANGES`; one for each. */
  readonly groups: readonly ComparedGroup[];
}

/** News as a notification says it. */
export interface NewsWords {
  /** `2 new crashes, 1 regression in Harbor` */
  readonly title: string;
  /** The worst of them by name. */
  readonly body: string;
  /** The one to show. */
  readonly signature: string;
}

const id = z.string().regex(/^[0-9a-z-]{1,64}$/);
const ids = z.array(id).max(10_000);
const app = z.string().min(1).max(300);
const releaseSchema = z.strictObject({ version: z.string().max(100), build: z.string().max(100).nullable() });

/** What each call takes. */
export const seeInputs = {
  'signature.overview': z.strictObject({ id, days: z.literal(TREND_SPANS).default(30) }),
  /** Faults with `not-found` where the library holds no crash of the app in one of them. */
  'compare.versions': z.strictObject({ app, before: releaseSchema, after: releaseSchema }),
  /** For ids of an `inbox.news`. */
  'news.words': z.strictObject({ fresh: ids, regressed: ids }),
} as const satisfies Record<string, z.ZodType>;

/** What each call answers. */
export interface SeeOutputs {
  'signature.overview': SignatureOverview;
  'compare.versions': Comparison;
  /** Null where none of them is there any more. */
  'news.words': NewsWords | null;
}

/** What hosts push. */
export interface SeeEvents {
  /** Signatures that were met for the first time, and those that came back after their fix. */
  'inbox.news': {
    readonly fresh: readonly string[];
    readonly regressed: readonly string[];
    /** Old crashes that were imported: nobody is to be told. */
    readonly quiet: boolean;
  };
}
