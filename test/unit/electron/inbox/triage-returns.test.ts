import { describe, expect, it } from 'vitest';
import { afterCrash, afterMoving, atTime, hasFix } from '../../../../electron/inbox/triage-returns.ts';
import { UNDECIDED } from '../../../../electron/store/decisions-row.ts';
import type { AppRelease, Decision } from '../../../../electron/store/decisions-row.ts';

const NOW = 1_000_000;

function release(version: string, build = ''): AppRelease {
  return { version, build };
}

function resolved(resolvedIn: string | null, newest: AppRelease | null = release('2.0', '40')): Decision {
  return { ...UNDECIDED, status: 'resolved', decidedAt: 1, newest, resolvedIn };
}

function ignored(ignoredUntil: Decision['ignoredUntil'], newest = release('2.0', '40')): Decision {
  return { ...UNDECIDED, status: 'ignored', decidedAt: 1, newest, ignoredUntil };
}

describe('a release has the fix', () => {
  it.each([
    ['of a build', '41', release('2.0', '41'), true],
    ['of an earlier build', '41', release('2.0', '42'), true],
    ['not of a later build', '41', release('2.0', '40'), false],
    ['of a build among builds, not as text', '9', release('2.0', '10'), true],
    ['of a version', '2.1', release('2.1', '7'), true],
    ['of an earlier version', '2.9', release('2.10', '7'), true],
    ['not of a later version', '2.10', release('2.9', '700'), false],
    ['of both', '2.1 (7)', release('2.1', '7'), true],
    ['of a later version with a smaller build', '2.1 (70)', release('2.2', '1'), true],
    ['not of an earlier build of the version', '2.1 (7)', release('2.1', '6'), false],
    ['not of a version where the build is not known', '2.1 (7)', release('2.1'), false],
    ['of a build where the version is not known', '41', release('', '41'), true],
    ['of a build by its label', 'Build 41', release('2.0', '42'), true],
    ['of a dotted build', '2.0.41', release('2.0', '2.0.41'), true],
    ['not where nothing is known', '41', release(''), false],
  ])('%s', (_, named, seen, expected) => {
    expect(hasFix(seen, named)).toBe(expected);
  });
});

describe('a crash of something that was resolved', () => {
  it('is a regression in the build that has the fix, and in later ones', () => {
    const back = { status: 'open', regressed: { build: '41', at: NOW }, resolvedIn: null };
    expect(afterCrash(resolved('41'), release('2.0', '41'), NOW)).toMatchObject(back);
    expect(afterCrash(resolved('41'), release('2.1', '50'), NOW)).toMatchObject({ regressed: { build: '50' } });
  });

  it('is none in a build before the fix', () => {
    expect(afterCrash(resolved('41'), release('2.0', '40'), NOW)).toEqual(resolved('41'));
  });

  it('is one in a build newer than all that were known, where no build was named', () => {
    expect(afterCrash(resolved(null), release('2.0', '41'), NOW).status).toBe('open');
    expect(afterCrash(resolved(null), release('2.0', '40'), NOW).status).toBe('resolved');
    expect(afterCrash(resolved(null), release('1.9', '99'), NOW).status).toBe('resolved');
  });

  it('is none where the report names no release, or nobody knows what was known', () => {
    expect(afterCrash(resolved(null), release(''), NOW).status).toBe('resolved');
    expect(afterCrash(resolved(null, null), release('9.0', '1'), NOW).status).toBe('resolved');
  });

  it('opens it once: the next one finds it open', () => {
    const back = afterCrash(resolved('41'), release('2.0', '41'), NOW);
    expect(afterCrash(back, release('2.0', '42'), NOW + 1)).toEqual(back);
  });

  it('is one also where the report was there and is found to be of it', () => {
    expect(afterMoving(resolved('41'), release('2.0', '41'), NOW)).toMatchObject({ status: 'open' });
    expect(afterMoving(ignored({ kind: 'more', count: 1, left: 1 }), release('2.0', '41'), NOW).status).toBe('ignored');
  });
});

describe('something that is ignored', () => {
  it('stays so for ever, where that was said', () => {
    expect(afterCrash(ignored({ kind: 'ever' }), release('9.0', '1'), NOW)).toEqual(ignored({ kind: 'ever' }));
  });

  it('comes back after so many more crashes', () => {
    const first = afterCrash(ignored({ kind: 'more', count: 2, left: 2 }), release('2.0', '40'), NOW);
    expect(first).toEqual(ignored({ kind: 'more', count: 2, left: 1 }));
    const second = afterCrash(first, release('2.0', '40'), NOW);
    expect(second).toMatchObject({ status: 'open', ignoredUntil: null, regressed: null });
  });

  it('comes back in a build newer than all that were known', () => {
    const until = ignored({ kind: 'next-build' });
    expect(afterCrash(until, release('2.0', '40'), NOW)).toEqual(until);
    expect(afterCrash(until, release('2.0', '41'), NOW).status).toBe('open');
  });

  it('comes back on its day, with or without a crash', () => {
    const until = ignored({ kind: 'date', at: NOW });
    expect(atTime(until, NOW - 1)).toEqual(until);
    expect(atTime(until, NOW)).toMatchObject({ status: 'open', ignoredUntil: null });
    expect(afterCrash(until, release('2.0', '40'), NOW).status).toBe('open');
  });
});
