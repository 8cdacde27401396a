import { expect, it } from 'vitest';
import { commandOf } from '../../../../renderer/commands/registry.ts';
import type { Surroundings } from '../../../../renderer/commands/registry.ts';
import { createAppStore } from '../../../../renderer/state/store.ts';
import { fail, ok } from '../../../../shared/result.ts';
import type { HostAbilities } from '../../../../shared/contract.ts';
import { memoryHost, row, settle } from '../host.ts';

const mac: HostAbilities = { host: 'desktop', platform: 'macOS', version: '1', paths: true, editors: [] };
const around: Surroundings = {
  focusPane: () => {},
  focusSearch: () => {},
  focusNote: () => {},
  hasTextSelection: () => false,
};

it('sharing gives the system what copying as Markdown would give, and says why where it cannot', async () => {
  const shared: string[] = [];
  let gone = false;
  const { bridge } = memoryHost([row({ id: 'a' })], {
    'export.text': ({ format }) =>
      gone
        ? fail({ kind: 'not-found', message: 'It is gone.' })
        : ok({ fileName: 'a.md', text: `as ${format}`, redacted: false }),
  });
  const { getState } = createAppStore({ ...bridge, share: (text) => void shared.push(text) });
  await getState().openView();
  await settle();
  await getState().shareSignature();
  expect(shared).toEqual(['as signature']);
  gone = true;
  await getState().shareSignature();
  expect(shared).toHaveLength(1);
  expect(getState().notices.at(-1)).toMatchObject({ tone: 'fault', text: 'It is gone.' });
});

it('what only some hosts can do is there everywhere, and disabled where it cannot be done', async () => {
  const { bridge } = memoryHost([row({ id: 'a' })]);
  const { getState, setState } = createAppStore(bridge);
  await getState().openView();
  await settle();
  const enabled = (): readonly (boolean | undefined)[] =>
    ['file.share', 'report.reveal', 'report.quick-look'].map((id) => commandOf(id)?.enabled(getState(), around));
  setState({ abilities: mac });
  expect(enabled()).toEqual([true, true, true]);
  setState({ abilities: { ...mac, platform: 'Linux' } });
  expect(enabled()).toEqual([false, true, true]);
  setState({ abilities: { ...mac, host: 'web', paths: false } });
  expect(enabled()).toEqual([false, false, true]);
});
