/** What an act changes of one decision. Pure. */
import type { Act, IgnoredUntil } from '../../shared/contract.ts';
import type { AppRelease, Decision } from '../store/decisions-row.ts';

/** Acts on decisions alone; merging and splitting move reports. */
export type DecidingAct = Exclude<Act, { readonly kind: 'merge' | 'split' }>;

/** What is so when the act is done. */
export interface Occasion {
  /** Unix milliseconds. */
  readonly now: number;
  /** The newest release of the signature's app that is known. */
  readonly newest: AppRelease;
}

type Until = Extract<Act, { readonly kind: 'ignore' }>['until'];

function untilOf(until: Until): IgnoredUntil {
  return until.kind === 'more' ? { ...until, left: until.count } : until;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function without(labels: readonly string[], removed: readonly string[]): readonly string[] {
  const gone = new Set(removed.map((label) => label.toLowerCase()));
  return labels.filter((label) => !gone.has(label.toLowerCase()));
}

function relabel(labels: readonly string[], add: readonly string[], remove: readonly string[]): readonly string[] {
  const kept = without(labels, remove);
  // What only differs in capitals is one label, spelled as it was first.
  const added = add.filter(
    (label, index) =>
      without(kept, [label]).length === kept.length &&
      add.findIndex((other) => other.toLowerCase() === label.toLowerCase()) === index,
  );
  return added.length === 0 && kept.length === labels.length ? labels : [...kept, ...added];
}

/** The fields that the act sets, whether they differ or not. */
function wanted(act: DecidingAct, decision: Decision, { now, newest }: Occasion): Partial<Decision> {
  const decided = { decidedAt: now, newest, resolvedIn: null, ignoredUntil: null, regressed: null };
  switch (act.kind) {
    case 'resolve':
      return { ...decided, status: 'resolved', resolvedIn: act.build };
    case 'reopen':
      return { ...decided, status: 'open', newest: null };
    case 'ignore':
      return { ...decided, status: 'ignored', ignoredUntil: untilOf(act.until) };
    case 'prioritise':
      return { priority: act.level };
    case 'label':
      return { labels: relabel(decision.labels, act.add, act.remove) };
    case 'assign':
      return { assignee: act.to };
    case 'note':
      return { note: act.note };
  }
}

/** Whether the decision already says what the act is about, whenever that was decided. */
function isDone(act: DecidingAct, decision: Decision, fields: Partial<Decision>): boolean {
  switch (act.kind) {
    case 'resolve':
      return decision.status === 'resolved' && decision.resolvedIn === act.build;
    case 'reopen':
      return (decision.status ?? 'open') === 'open' && decision.regressed === null;
    case 'ignore':
      return decision.status === 'ignored' && isSame(decision.ignoredUntil, fields.ignoredUntil);
    case 'prioritise':
    case 'label':
    case 'assign':
    case 'note':
      return isSame({ ...decision, ...fields }, decision);
  }
}

/** The fields that the act sets; null where it changes nothing. */
export function changeOf(act: DecidingAct, decision: Decision, occasion: Occasion): Partial<Decision> | null {
  const fields = wanted(act, decision, occasion);
  return isDone(act, decision, fields) ? null : fields;
}

/** Fields that are of one decision: who takes one of them back takes back all, whatever came between. */
const OF_STATUS: readonly string[] = [
  'status',
  'decidedAt',
  'newest',
  'resolvedIn',
  'ignoredUntil',
  'regressed',
] satisfies readonly (keyof Decision)[];

/** The fields of `after` that are not as they were before. */
export function difference(before: Decision, after: Decision): Partial<Decision> {
  const earlier = new Map<string, unknown>(Object.entries(before));
  const different = Object.entries(after).filter(([name, value]) => !isSame(value, earlier.get(name)));
  const names = new Set(different.map(([name]) => name));
  if (OF_STATUS.some((name) => names.has(name))) for (const name of OF_STATUS) names.add(name);
  return Object.fromEntries(Object.entries(after).filter(([name]) => names.has(name)));
}
