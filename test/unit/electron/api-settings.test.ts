import { describe, expect, it } from 'vitest';
import { dispatch } from '../../../electron/api.ts';
import { openLibrary } from '../../fixtures/library.ts';
import { faultOf, valueOf } from '../../fixtures/results.ts';

describe('a change of settings', () => {
  it('is told to all windows', async () => {
    const { api, pushed } = await openLibrary();
    expect(valueOf(await api['settings.change']({ redact: true })).redact).toBe(true);
    expect(pushed['settings.changed']).toHaveLength(1);
  });

  it('is refused for what is no setting', async () => {
    const { api } = await openLibrary();
    expect(faultOf(await dispatch(api, 'settings.change', { volume: 11 })).kind).toBe('bad-input');
    expect(faultOf(await dispatch(api, 'settings.change', { appearance: 'neon' })).kind).toBe('bad-input');
  });
});

describe('an editor command', () => {
  it('cannot be set by a page whose host cannot ask', async () => {
    const { api } = await openLibrary();
    const fault = faultOf(await api['settings.change']({ editorCommand: 'sh -c evil', redact: true }));
    expect(fault.kind).toBe('forbidden');
    expect(valueOf(await api['settings.read']({}))).toMatchObject({ editorCommand: '', redact: false });
  });

  it('is set once the user confirmed it to the host', async () => {
    const asked: string[] = [];
    let answer = false;
    const confirmCommand = async (command: string): Promise<boolean> => {
      asked.push(command);
      return answer;
    };
    const { api } = await openLibrary(undefined, { confirmCommand });
    expect(faultOf(await api['settings.change']({ editorCommand: 'subl {file}' })).kind).toBe('cancelled');
    answer = true;
    expect(valueOf(await api['settings.change']({ editorCommand: 'subl {file}' })).editorCommand).toBe('subl {file}');
    valueOf(await api['settings.change']({ editorCommand: 'subl {file}', editor: 'custom' }));
    valueOf(await api['settings.change']({ editorCommand: '' }));
    expect(asked).toEqual(['subl {file}', 'subl {file}']);
  });
});

describe('the settings', () => {
  it('are shown by the page where the host has no windows, else in a window of theirs', async () => {
    expect(valueOf(await (await openLibrary()).api['settings.show']({ tab: null }))).toEqual({ shown: false });
    const shown: unknown[] = [];
    const { api } = await openLibrary(undefined, { showSettings: (tab, unmapped) => shown.push([tab, unmapped]) });
    expect(valueOf(await api['settings.show']({ tab: 'editors', unmapped: '/build' }))).toEqual({ shown: true });
    expect(shown).toEqual([['editors', '/build']]);
  });
});
