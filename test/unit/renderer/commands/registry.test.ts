import { describe, expect, it } from 'vitest';
import { COMMANDS, commandOf } from '../../../../renderer/commands/registry.ts';

describe('the registry', () => {
  it('names each command once', () => {
    const ids = COMMANDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const titles = COMMANDS.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('gives no key to two commands', () => {
    const keys = [...COMMANDS.flatMap(({ keys }) => keys), ...COMMANDS.flatMap(({ inboxKeys }) => inboxKeys ?? [])];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('finds a command by id, and none by another name', () => {
    expect(commandOf('report.done')?.title).toBe('Mark as Done');
    expect(commandOf('report.explode')).toBeNull();
  });
});
