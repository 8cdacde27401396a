import { describe, expect, it } from 'vitest';
import { createAppStore } from '../../../../renderer/state/store.ts';
import type { UnreadFile } from '../../../../shared/contract.ts';
import { ok } from '../../../../shared/result.ts';
import { memoryHost } from '../host.ts';

function file(id: string): UnreadFile {
  const fault = { kind: 'not-a-report', message: 'This is not a crash report.' } as const;
  return { id, fileName: `${id}.txt`, bytes: 1, importedAt: 0, fault, beginning: '' };
}

describe('unread files', () => {
  it('select the neighbour of one that is deleted', async () => {
    let files = ['a', 'b', 'c'].map(file);
    const { bridge } = memoryHost([], {
      'unread.list': () => ok(files),
      'unread.delete': ({ ids }) => {
        files = files.filter(({ id }) => !ids.includes(id));
        return ok({ deleted: ids.length });
      },
    });
    const { getState } = createAppStore(bridge);
    await getState().refreshUnread();
    expect(getState().unreadSelected).toBe('a');
    await getState().deleteUnread(['a']);
    expect(getState().unreadSelected).toBe('b');
    getState().selectUnread('c');
    await getState().deleteUnread(['c']);
    expect(getState().unreadSelected).toBe('b');
    await getState().deleteUnread(['b']);
    expect(getState().unreadSelected).toBeNull();
  });
});
