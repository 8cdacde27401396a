import { describe, expect, it } from 'vitest';
import { labelChanges, ticked } from '../../../../../renderer/panes/triage/label-changes.ts';
import { UNDECIDED } from '../../../../../shared/undecided.ts';
import { row } from '../../../renderer/host.ts';

const labelled = (id: string, ...labels: readonly string[]) => row({ id, triage: { ...UNDECIDED, labels } });
const rows = [labelled('a', 'launch', 'cache'), labelled('b', 'launch')];

describe('labels over several crashes', () => {
  it('are ticked where all have them, and half where some do', () => {
    expect(ticked(rows, 'launch')).toBe(true);
    expect(ticked(rows, 'cache')).toBe('mixed');
    expect(ticked(rows, 'sync')).toBe(false);
  });

  it('change only where the tick does', () => {
    const wanted = new Map([
      ['launch', true],
      ['cache', true],
      ['sync', false],
    ]);
    expect(labelChanges(rows, wanted)).toEqual({ add: ['cache'], remove: [] });
    expect(labelChanges(rows, new Map([['launch', false]]))).toEqual({ add: [], remove: ['launch'] });
    expect(labelChanges(rows, new Map([['cache', false]]))).toEqual({ add: [], remove: ['cache'] });
  });
});
