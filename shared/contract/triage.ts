/**
 * What the user decides about signatures. Every act is one entry of a journal, which can be undone and redone, also after
 * the program ended.
 */
import { z } from 'zod';
import { filterSchema, PRIORITIES } from './filter.ts';
import type { Priority } from './filter.ts';

/** What the user decided about a signature. */
export type Status = 'open' | 'resolved' | 'ignored';

/** Until when a signature is ignored. */
export type IgnoredUntil =
  | { readonly kind: 'ever' }
  /** Unix milliseconds. */
  | { readonly kind: 'date'; readonly at: number }
  /** Until so many more crashes have come; `left` of them have not yet. */
  | { readonly kind: 'more'; readonly count: number; readonly left: number }
  /** Until it is seen in a build newer than the newest that was known. */
  | { readonly kind: 'next-build' };

/** What is decided about a signature beside its status. Part of its row. */
export interface Triage {
  /** In which build it is fixed; null where it is not resolved or none was named. */
  readonly resolvedIn: string | null;
  readonly ignoredUntil: IgnoredUntil | null;
  /** It came back after its fix: when, and in which build, where that is known. Null: it did not. */
  readonly regressed: { readonly build: string | null; readonly at: number } | null;
  readonly priority: PriorityWords;
  readonly labels: readonly string[];
  /** Free text. */
  readonly assignee: string | null;
}

/** A priority and where it comes from. */
export interface PriorityWords {
  /** Null where no numbers tell. */
  readonly level: Priority | null;
  /** Whether the user set it. */
  readonly chosen: boolean;
  /** `1.4 % of 12,000 users are affected`, `The number of users is not known` … */
  readonly reason: string;
}

/** A group that the user merged into another, or split off. */
export interface Regrouping {
  readonly kind: 'merged' | 'split';
  /** The signature that went into this one, or the one that this was split off. */
  readonly other: string;
  readonly otherTitle: string;
  readonly reason: string;
  readonly at: number;
}

/** What can be undone and redone, as a menu names it: `Mark 3 Crashes as Done`. Null: nothing. */
export interface History {
  readonly undo: string | null;
  readonly redo: string | null;
}

/** What an act came to. */
export interface ActSummary {
  /** As a notice says it: `Marked 3 crashes as done`. */
  readonly words: string;
  /** Signatures that it changed. */
  readonly count: number;
  readonly signatures: readonly string[];
  /** Groups that became part of another: old id, new id. */
  readonly moved: readonly (readonly [from: string, to: string])[];
  readonly history: History;
}

const id = z.string().regex(/^[0-9a-z-]{1,64}$/);
const label = z.string().trim().min(1).max(60);
const reason = z.string().trim().max(500).default('');

export const actSchema = z.discriminatedUnion('kind', [
  /** `build` names the one that has the fix; null: the next one after the newest that is known. */
  z.strictObject({ kind: z.literal('resolve'), build: z.string().trim().min(1).max(100).nullable().default(null) }),
  z.strictObject({ kind: z.literal('reopen') }),
  z.strictObject({
    kind: z.literal('ignore'),
    until: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('ever') }),
      z.strictObject({ kind: z.literal('date'), at: z.int().min(0).max(8_640_000_000_000_000) }),
      z.strictObject({ kind: z.literal('more'), count: z.int().min(1).max(1_000_000) }),
      z.strictObject({ kind: z.literal('next-build') }),
    ]),
  }),
  /** Null: what the numbers say. */
  z.strictObject({ kind: z.literal('prioritise'), level: z.enum(PRIORITIES).nullable() }),
  z.strictObject({
    kind: z.literal('label'),
    add: z.array(label).max(20).default([]),
    remove: z.array(label).max(20).default([]),
  }),
  z.strictObject({ kind: z.literal('assign'), to: z.string().trim().min(1).max(200).nullable() }),
  /** Markdown. */
  z.strictObject({ kind: z.literal('note'), note: z.string().max(20_000) }),
  /** All targets become part of `into`. */
  z.strictObject({ kind: z.literal('merge'), into: id, reason }),
  /** These reports of the one target become a signature of their own. */
  z.strictObject({ kind: z.literal('split'), reports: z.array(id).min(1).max(10_000), reason }),
]);

export type Act = z.output<typeof actSchema>;

/** On what: named signatures, or all of a view, which must hold exactly as many as the user was told. */
export const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('signatures'), ids: z.array(id).min(1).max(10_000) }),
  z.strictObject({ kind: z.literal('view'), filter: filterSchema, expected: z.int().min(1).max(1_000_000) }),
]);

export type Target = z.output<typeof targetSchema>;

/** What each call takes. */
export const triageInputs = {
  /** Faults with `outdated` where a view holds another number of signatures than was expected; nothing is changed then. */
  'triage.act': z.strictObject({ target: targetSchema, act: actSchema }),
  'triage.undo': z.strictObject({}),
  'triage.redo': z.strictObject({}),
  /** Marks as opened; no decision, and no entry of the journal. */
  'triage.seen': z.strictObject({ ids: z.array(id).min(1).max(10_000), seen: z.boolean() }),
  /** Labels and assignees that are in use, most frequent first. */
  'triage.words': z.strictObject({}),
  /** How many people use an app, which priorities are computed from; null: not known. */
  'triage.setUsers': z.strictObject({ app: z.string().min(1).max(300), users: z.int().min(1).nullable() }),
} as const satisfies Record<string, z.ZodType>;

/** What each call answers. */
export interface TriageOutputs {
  'triage.act': ActSummary;
  /** Null where there is nothing to undo. */
  'triage.undo': ActSummary | null;
  'triage.redo': ActSummary | null;
  'triage.seen': null;
  'triage.words': {
    readonly labels: readonly string[];
    readonly assignees: readonly string[];
    /** Newest first. */
    readonly builds: readonly string[];
    readonly users: readonly { readonly app: string; readonly name: string; readonly users: number | null }[];
  };
  'triage.setUsers': null;
}
