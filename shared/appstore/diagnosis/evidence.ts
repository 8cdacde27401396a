/**
 * A failed response with everything that rules look at, and how a rule is picked: by the code's hierarchy (the longest
 * prefix first), then by status, then by wording. Apple's codes are segments parted by dots; the first segments name the
 * kind of error and stay, later ones come and go.
 */
import type { ResponseFailure } from '../failure.ts';
import { readRateLimit } from '../rate-limit.ts';
import type { RateLimit } from '../rate-limit.ts';
import type { DiagnosisContext } from './context.ts';
import type { RuleId, Words } from './diagnosis.ts';
import { endpointOf } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { readClockSkew } from './headers.ts';

/** More errors than this in one response are not looked at. */
const MAX_ERRORS = 20;

/** What a rule sees. */
export interface Evidence {
  readonly failure: ResponseFailure;
  readonly context: DiagnosisContext;
  /** 0 where a saved text does not tell. */
  readonly status: number;
  /** In capitals, as Apple writes them. */
  readonly codes: readonly string[];
  /** Titles, details and the beginning of the body. For looking only: neither cleaned nor to be shown. */
  readonly wording: string;
  readonly parameters: readonly string[];
  readonly endpoint: Endpoint;
  readonly skew: number | null;
  readonly rate: RateLimit | null;
  readonly isHtml: boolean;
}

/** An explanation and what leads to it. Each way is enough alone; `when` must hold in any case. */
export interface Rule {
  readonly id: RuleId;
  /** Prefixes of codes by whole segments; a last segment may end with `*`. */
  readonly codes?: readonly string[];
  readonly statuses?: readonly number[];
  readonly wording?: RegExp;
  readonly when?: (evidence: Evidence) => boolean;
  readonly words: (evidence: Evidence) => Words;
}

/** Gathers what a response and its surroundings tell. */
export function gather(failure: ResponseFailure, context: DiagnosisContext): Evidence {
  const errors = failure.errors.slice(0, MAX_ERRORS);
  const texts = errors.map(({ title, detail }) => `${title.slice(0, 500)} ${detail.slice(0, 1500)}`);
  const excerpt = failure.excerpt.slice(0, 4000);
  return {
    failure,
    context,
    status: failure.status,
    codes: errors.map(({ code }) => code.slice(0, 200).toUpperCase()),
    wording: [...texts, excerpt].join('\n'),
    parameters: errors.flatMap(({ parameter }) => parameter ?? []),
    endpoint: context.endpoint ?? endpointOf(failure.method, failure.url),
    skew: context.clockSkewSeconds ?? readClockSkew(failure.headers.date, context.receivedAt),
    rate: readRateLimit(failure.headers.rateLimit),
    isHtml:
      /^\s*(?:text\/html|application\/xhtml)/i.test(failure.contentType ?? '') ||
      /^\s*<(?:!doctype html|html)/i.test(excerpt),
  };
}

/** Whether a code stands under a prefix: `A.B.C` under `A`, `A.B` and `A.B*`, but not under `A.BB`. */
export function isUnder(code: string, prefix: string): boolean {
  if (prefix.endsWith('*')) return code.startsWith(prefix.slice(0, -1));
  return code === prefix || code.startsWith(`${prefix}.`);
}

/** Length of the longest prefix of the rule that a code stands under; 0 for none. */
function reach(rule: Rule, codes: readonly string[]): number {
  const under = (rule.codes ?? []).filter((prefix) => codes.some((code) => isUnder(code, prefix)));
  return Math.max(0, ...under.map(({ length }) => length));
}

/** The rule that explains the response best: code before status before wording, earlier rules before later ones. */
export function pick(rules: readonly Rule[], evidence: Evidence): Rule | null {
  const open = rules.filter(({ when }) => when === undefined || when(evidence));
  const byCode = open
    .map((rule) => ({ rule, length: reach(rule, evidence.codes) }))
    .filter(({ length }) => length > 0)
    .toSorted((a, b) => b.length - a.length);
  return (
    byCode[0]?.rule ??
    open.find(({ statuses }) => statuses?.includes(evidence.status) === true) ??
    open.find(({ wording }) => wording?.test(evidence.wording) === true) ??
    null
  );
}

/** A condition on the wording. */
export function says(pattern: RegExp): (evidence: Evidence) => boolean {
  return ({ wording }) => pattern.test(wording);
}
