import { describe, expect, it } from 'vitest';
import { currentId, decide, decisionOf, followGroup } from '../../../../electron/store/decisions.ts';
import { mergeDecisions } from '../../../../electron/store/decisions-merge.ts';
import { UNDECIDED } from '../../../../electron/store/decisions-row.ts';
import type { Decision } from '../../../../electron/store/decisions-row.ts';
import { signatureRow } from '../../../../electron/store/inbox.ts';
import { addAll, makeFacts, makeGrouping, NOON, openStore } from '../../../fixtures/store.ts';

describe('merging two decisions about one crash', () => {
  it('takes what was decided where the other was not', () => {
    const resolved: Decision = { ...UNDECIDED, status: 'resolved', note: 'fixed in 2.0', seen: true };
    expect(mergeDecisions(UNDECIDED, resolved)).toEqual(resolved);
    expect(mergeDecisions(resolved, UNDECIDED)).toEqual(resolved);
  });

  it('leaves open what somebody left open', () => {
    const [open, resolved] = [{ ...UNDECIDED, status: 'open' } as const, { ...UNDECIDED, status: 'resolved' } as const];
    expect(mergeDecisions(open, resolved).status).toBe('open');
    expect(mergeDecisions(resolved, resolved).status).toBe('resolved');
  });

  it('joins notes, each once', () => {
    const [one, two] = [
      { ...UNDECIDED, note: 'one' },
      { ...UNDECIDED, note: 'two' },
    ];
    expect(mergeDecisions(one, two).note).toBe('one\n\ntwo');
    expect(mergeDecisions(one, one).note).toBe('one');
  });
});

describe('deciding', () => {
  it('leaves what is not mentioned as it was', async () => {
    const database = await openStore();
    decide(database, 'a', { note: 'look here' });
    decide(database, 'a', { seen: true });
    expect(decisionOf(database, 'a')).toEqual({ ...UNDECIDED, note: 'look here', seen: true });
  });

  it('shows in the row, and in a row that comes later', async () => {
    const database = await openStore();
    decide(database, 'later', { status: 'resolved', seen: true });
    addAll(database, [
      [makeFacts('one'), makeGrouping('now')],
      [makeFacts('two'), makeGrouping('later')],
    ]);
    decide(database, 'now', { status: 'resolved' });
    expect(signatureRow(database, 'now', NOON)).toMatchObject({ status: 'resolved', seen: false });
    expect(signatureRow(database, 'later', NOON)).toMatchObject({ status: 'resolved', seen: true });
  });
});

describe('a group that became part of another', () => {
  it('is found under its old id, however often it moved', async () => {
    const database = await openStore();
    addAll(database, [[makeFacts('one'), makeGrouping('c')]]);
    followGroup(database, 'a', 'b');
    followGroup(database, 'b', 'c');
    expect(currentId(database, 'a')).toBe('c');
    expect(currentId(database, 'b')).toBe('c');
    expect(currentId(database, 'c')).toBe('c');
  });

  it('leaves its decisions to the other', async () => {
    const database = await openStore();
    decide(database, 'a', { note: 'mine', status: 'resolved' });
    decide(database, 'b', { note: 'theirs' });
    followGroup(database, 'a', 'b');
    expect(decisionOf(database, 'b')).toEqual({ ...UNDECIDED, note: 'theirs\n\nmine', status: 'resolved' });
    expect(decisionOf(database, 'a')).toEqual(UNDECIDED);
  });

  it('does not run in a circle when it moves back', async () => {
    const database = await openStore();
    followGroup(database, 'a', 'b');
    followGroup(database, 'b', 'a');
    expect(currentId(database, 'b')).toBe('a');
    expect(currentId(database, 'a')).toBe('a');
  });
});
