import { describe, expect, it } from 'vitest';
import type { Act } from '../../../../shared/contract.ts';
import { wordsOf, wordsOfNothing } from '../../../../electron/inbox/triage-words.ts';

const ACTS: readonly (readonly [act: Act, menuOfOne: string, menuOfMany: string, words: string])[] = [
  [
    { kind: 'resolve', build: '413' },
    'Mark as Done',
    'Mark 1,200 Crashes as Done',
    'Marked 1,200 crashes as done in 413',
  ],
  [{ kind: 'reopen' }, 'Reopen', 'Reopen 1,200 Crashes', 'Reopened 1,200 crashes'],
  [{ kind: 'ignore', until: { kind: 'ever' } }, 'Ignore', 'Ignore 1,200 Crashes', 'Ignored 1,200 crashes'],
  [
    { kind: 'ignore', until: { kind: 'date', at: Date.UTC(2026, 11, 1) } },
    'Ignore',
    'Ignore 1,200 Crashes',
    'Ignored 1,200 crashes until 2026-12-01',
  ],
  [
    { kind: 'ignore', until: { kind: 'more', count: 1 } },
    'Ignore',
    'Ignore 1,200 Crashes',
    'Ignored 1,200 crashes until 1 more crash comes',
  ],
  [
    { kind: 'ignore', until: { kind: 'next-build' } },
    'Ignore',
    'Ignore 1,200 Crashes',
    'Ignored 1,200 crashes until the next build',
  ],
  [
    { kind: 'prioritise', level: 'P1' },
    'Set Priority',
    'Set Priority of 1,200 Crashes',
    'Set the priority of 1,200 crashes to P1',
  ],
  [
    { kind: 'prioritise', level: null },
    'Reset Priority',
    'Reset Priority of 1,200 Crashes',
    'Reset the priority of 1,200 crashes',
  ],
  [{ kind: 'label', add: ['a', 'b'], remove: [] }, 'Label', 'Label 1,200 Crashes', 'Labelled 1,200 crashes “a”, “b”'],
  [
    { kind: 'label', add: [], remove: ['a'] },
    'Remove Label',
    'Remove Label of 1,200 Crashes',
    'Took “a” off 1,200 crashes',
  ],
  [{ kind: 'assign', to: 'Kim' }, 'Assign', 'Assign 1,200 Crashes', 'Assigned 1,200 crashes to Kim'],
  [{ kind: 'assign', to: null }, 'Unassign', 'Unassign 1,200 Crashes', 'Unassigned 1,200 crashes'],
  [{ kind: 'note', note: 'x' }, 'Edit Note', 'Edit Note of 1,200 Crashes', 'Changed the note of 1,200 crashes'],
  [
    { kind: 'merge', into: 'a', reason: '' },
    'Merge Crash',
    'Merge 1,200 Crashes',
    'Merged 1,200 crashes into Cart.total',
  ],
];

describe('an act in words', () => {
  it.each(ACTS)('is named in menus and notices: %j', (act, menuOfOne, menuOfMany, words) => {
    expect(wordsOf(act, 1, 'crash', 'Cart.total').menu).toBe(menuOfOne);
    expect(wordsOf(act, 1200, 'crash', 'Cart.total')).toEqual({ menu: menuOfMany, words });
  });

  it('names what it is about by its kind, and groups of several kinds signatures', () => {
    const more: Act = { kind: 'ignore', until: { kind: 'more', count: 5 } };
    expect(wordsOf(more, 2, 'hang')).toEqual({
      menu: 'Ignore 2 Hangs',
      words: 'Ignored 2 hangs until 5 more hangs come',
    });
    expect(wordsOf(more, 2, 'disk-writes').menu).toBe('Ignore 2 Disk Writes Reports');
    expect(wordsOf(more, 2, null)).toEqual({
      menu: 'Ignore 2 Signatures',
      words: 'Ignored 2 signatures until 5 more reports come',
    });
    expect(wordsOf({ kind: 'merge', into: 'a', reason: '' }, 1, 'os-fault', 'Tide').menu).toBe('Merge OS Fault');
  });

  it('counts reports where these are what is split off', () => {
    const split: Act = { kind: 'split', reports: ['1', '2'], reason: '' };
    expect(wordsOf(split, 1, 'crash', 'Cart.total')).toEqual({
      menu: 'Split Off 2 Reports',
      words: 'Split 2 reports off Cart.total',
    });
  });

  it('fits into a menu, whatever names there are', () => {
    const { words } = wordsOf({ kind: 'assign', to: `Kim\n${'x'.repeat(200)}` }, 1, null);
    expect(words.length).toBeLessThan(100);
    expect(words).not.toContain('\n');
  });

  it.each(ACTS)('is said to have been needless where it was: %j', (act) => {
    expect(wordsOfNothing(act)).toMatch(/^(?:Already|Nothing) /);
  });
});
