import { describe, expect, it } from 'vitest';
import { actTitle, statusWords, targetWords } from '../../../../renderer/words/triage.ts';
import { UNDECIDED } from '../../../../shared/undecided.ts';
import { row } from '../host.ts';

describe('an act in words', () => {
  it('names the exact number where it is about more than one', () => {
    expect(actTitle('Mark # as Done', 1)).toBe('Mark as Done');
    expect(actTitle('Mark # as Done', 1214)).toBe('Mark 1,214 as Done');
    expect(actTitle('Ignore #…', 0)).toBe('Ignore…');
    expect(targetWords(1, 'crash')).toBe('this crash');
    expect(targetWords(214, 'crash')).toBe('214 crashes');
    expect(targetWords(214, null)).toBe('214 signatures');
    expect(targetWords(1, 'panic')).toBe('this panic');
  });
});

describe('a status in words', () => {
  const now = new Date(2026, 10, 21).getTime();
  const at = new Date(2026, 11, 24).getTime();
  const triageOf = (part: Partial<typeof UNDECIDED>) => ({ ...UNDECIDED, ...part });

  it('says in which build, until when, and whether it came back', () => {
    expect(statusWords(row({ id: 'a' }), now)).toBe('Open');
    expect(statusWords(row({ id: 'a', triage: triageOf({ regressed: { build: '2.1', at: 1 } }) }), now)).toBe(
      'Regressed in 2.1',
    );
    expect(statusWords(row({ id: 'a', status: 'resolved', triage: triageOf({ resolvedIn: '2.2' }) }), now)).toBe(
      'Done in 2.2',
    );
    const snoozed = (ignoredUntil: typeof UNDECIDED.ignoredUntil) =>
      statusWords(row({ id: 'a', status: 'ignored', triage: triageOf({ ignoredUntil }) }), now);
    expect(snoozed({ kind: 'ever' })).toBe('Ignored');
    expect(snoozed(null)).toBe('Ignored');
    expect(snoozed({ kind: 'date', at })).toBe('Snoozed until 24 Dec');
    const more = (left: number) => ({ kind: 'more', count: 9, left }) as const;
    expect(snoozed(more(1))).toBe('Snoozed until 1 more crash');
    const hang = row({ id: 'a', kind: 'hang', status: 'ignored', triage: triageOf({ ignoredUntil: more(2) }) });
    expect(statusWords(hang, now)).toBe('Snoozed until 2 more hangs');
    expect(snoozed({ kind: 'next-build' })).toBe('Snoozed until the next build');
  });
});
