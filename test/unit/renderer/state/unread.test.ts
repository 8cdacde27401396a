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

  it('that can be read move to the inbox, and the notice leads there', async () => {
    const asked: (readonly string[] | null | undefined)[] = [];
    const nothing = {
      duplicates: 0,
      unread: 0,
      notReports: 0,
      dsyms: 0,
      symbolicated: 0,
      cancelled: false,
      faults: [],
    };
    const { bridge } = memoryHost([], {
      'unread.list': () => ok([file('a')]),
      'unread.retry': ({ ids }) => {
        asked.push(ids);
        const read = ids !== null;
        return ok({ ...nothing, added: read ? 1 : 0, signature: read ? 's' : null, report: read ? 'a' : null });
      },
    });
    const { getState } = createAppStore(bridge);
    await getState().refreshUnread();
    await getState().retryUnread('a');
    await getState().retryUnread(null);
    expect(asked).toEqual([['a'], null]);
    expect(getState().notices.map(({ text, act }) => [text, act?.label])).toEqual([
      ['1 report read and moved to the inbox', 'Show'],
      ['None of them can be read yet', undefined],
    ]);
  });

  it('are deleted only after a question', async () => {
    const deleted: string[] = [];
    const { bridge } = memoryHost([], {
      'unread.list': () => ok([file('a'), file('b')]),
      'unread.delete': ({ ids }) => {
        deleted.push(...ids);
        return ok({ deleted: ids.length });
      },
    });
    const { getState } = createAppStore(bridge);
    await getState().refreshUnread();
    getState().askToDeleteUnread(['a', 'b']);
    expect([getState().unreadToDelete, deleted]).toEqual([['a', 'b'], []]);
    await getState().deleteUnread(['a', 'b']);
    expect([getState().unreadToDelete, deleted]).toEqual([null, ['a', 'b']]);
    expect(getState().notices.at(-1)?.text).toBe('Deleted 2 files');
  });
});
