import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../../renderer/commands/registry.ts';
import { commandStates } from '../../../../renderer/commands/useMenuBar.ts';
import { createAppStore } from '../../../../renderer/state/store.ts';
import { memoryHost, row, settle } from '../host.ts';

async function opened(ids: readonly string[]) {
  const { getState } = createAppStore(memoryHost(ids.map((id) => row({ id }))).bridge);
  await getState().refreshLibrary();
  await getState().openView();
  await settle();
  // Without the report, whose commands ask the document what is selected in it.
  const states = (inText = false) =>
    new Map(commandStates({ ...getState(), report: null }, inText).map((state) => [state.id, state]));
  return { state: getState, states };
}

describe('how the commands stand', () => {
  it('names every command, also those that cannot run', async () => {
    const { states } = await opened([]);
    expect([...states().keys()]).toEqual(COMMANDS.map(({ id }) => id));
    expect(states().get('report.done')).toMatchObject({ title: 'Mark as Done', enabled: false });
    expect(states().get('file.open')?.enabled).toBe(true);
  });

  it('says how many would be marked, and then what would be undone', async () => {
    const { state, states } = await opened(['a', 'b', 'c']);
    await state().extendTo(1);
    expect(states().get('report.done')?.title).toBe('Mark 2 as Done');
    expect(states().get('edit.undo')).toMatchObject({ title: 'Undo', enabled: false });
    await state().act({ kind: 'resolve', build: null });
    expect(states().get('edit.undo')).toMatchObject({ title: 'Undo resolve 2', enabled: true });
    await state().undo();
    await settle();
    expect(states().get('edit.redo')).toMatchObject({ title: 'Redo resolve 2', enabled: true });
  });

  it('leaves undo, redo and select all to the text while somebody writes', async () => {
    const { states } = await opened([]);
    for (const id of ['edit.undo', 'edit.redo', 'edit.select-all']) {
      expect(states().get(id)?.enabled).toBe(false);
      expect(states(true).get(id)?.enabled).toBe(true);
    }
  });
});
