/**
 * How a signature fares from one version of an app to another. Pure.
 *
 * Versions differ in how many people use them and for how long, which crash reports do not tell: 10 crashes of a version
 * of yesterday and 100 of one that was out for months say nothing side by side. So a rise or fall is one of the *share*
 * of the version's crashes, and only where chance hardly explains it (two proportions, z-test, 1 in 100).
 */
import type { Change } from '../contract/see.ts';

/** What is known of a signature on both sides. */
export interface Compared {
  /** Reports of the signature, and of all signatures. */
  readonly before: { readonly crashes: number; readonly of: number };
  readonly after: { readonly crashes: number; readonly of: number };
  /** The newest version, older than both, in which it was seen; null where there is none. */
  readonly earlier: string | null;
  /** It came back after it was marked as fixed. */
  readonly returned: { readonly build: string | null } | null;
}

export interface Judgement {
  readonly change: Change;
  readonly reason: string;
  readonly tentative: boolean;
}

/** Two-sided, 1 in 100. */
const CRITICAL_Z = 2.576;
/** A change that is certain may still be too small to matter. */
const SMALLEST_FACTOR = 1.25;
/** Fewer crashes on both sides together are an anecdote. */
const FEWEST = 8;
/** Where so many were to be expected and none came, chance has 1 in 20 (Poisson: e⁻³). */
const ENOUGH_EXPECTED = 3;
/** A share that is made of fewer crashes foretells nothing. */
const FEWEST_TO_EXPECT = 3;

function share({ crashes, of }: Compared['before']): number {
  return of === 0 ? 0 : crashes / of;
}

/** How unlikely two shares come from one: 0 for equal ones; positive where the second is larger. */
function zOf(before: Compared['before'], after: Compared['after']): number {
  const all = before.of + after.of;
  if (before.of === 0 || after.of === 0) return 0;
  const pooled = (before.crashes + after.crashes) / all;
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / before.of + 1 / after.of));
  return deviation === 0 ? 0 : (share(after) - share(before)) / deviation;
}

/** `45 %`, `4.5 %`, `< 0.1 %`: fine enough that both sides of a change differ. */
export function fineShare(value: number): string {
  const percent = value * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  return percent < 10 && percent > 0 ? `${percent.toFixed(1).replace(/\.0$/, '')} %` : `${Math.round(percent)} %`;
}

function shareWords({ before, after }: Compared, many: string): string {
  const [from, to] = [fineShare(share(before)), fineShare(share(after))];
  return from === to ? `${to} of ${many}` : `${from} → ${to} of ${many}`;
}

function judgeNewcomer({ before, after, earlier }: Compared, many: string): Judgement {
  if (earlier === null) return { change: 'new', reason: 'Never seen before', tentative: false };
  // It may never have been away: a version with a handful of crashes misses most of them.
  if (share(after) * before.of < ENOUGH_EXPECTED || after.crashes < FEWEST_TO_EXPECT) {
    const reason = `Seen in ${earlier}; too few ${many} to say that it came back`;
    return { change: 'steady', reason, tentative: true };
  }
  return { change: 'regressed', reason: `Came back: last seen in ${earlier}`, tentative: false };
}

function judgeAbsence({ before, after }: Compared, many: string): Judgement {
  const expected = share(before) * after.of;
  const number = expected < 1 ? 'fewer than 1' : `about ${Math.round(expected)}`;
  if (before.crashes < FEWEST_TO_EXPECT)
    return { change: 'gone', reason: 'It was too rare to be sure', tentative: true };
  if (expected >= ENOUGH_EXPECTED) {
    return { change: 'gone', reason: `None, where ${number} were to be expected`, tentative: false };
  }
  const reason = `Too few ${many} to be sure: at the same share, ${number} would have come`;
  return { change: 'gone', reason, tentative: true };
}

/** What became of a signature that was seen on one side at least. `many` is what is counted: `crashes`, `hangs`, `reports`. */
export function judge(compared: Compared, many = 'crashes'): Judgement {
  const { before, after, returned } = compared;
  if (after.crashes > 0 && returned !== null) {
    const build = returned.build === null ? '' : ` in ${returned.build}`;
    return { change: 'regressed', reason: `Came back${build} after its fix`, tentative: false };
  }
  if (before.crashes === 0) return judgeNewcomer(compared, many);
  if (after.crashes === 0) return judgeAbsence(compared, many);
  const reason = shareWords(compared, many);
  const [from, to] = [share(before), share(after)];
  const z = zOf(before, after);
  const enough = before.crashes + after.crashes >= FEWEST && Math.abs(z) >= CRITICAL_Z;
  if (enough && to >= from * SMALLEST_FACTOR) return { change: 'regressed', reason, tentative: false };
  if (enough && from >= to * SMALLEST_FACTOR) return { change: 'improved', reason, tentative: false };
  return { change: 'steady', reason, tentative: false };
}
