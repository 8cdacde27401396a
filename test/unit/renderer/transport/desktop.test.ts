import { describe, expect, it } from 'vitest';
import { desktopBridge } from '../../../../renderer/transport/desktop.ts';
import type { DesktopHost } from '../../../../renderer/transport/desktop.ts';
import { testBridge } from '../bridge.ts';
import { ok } from '../../../../shared/result.ts';
import type { ImportSummary } from '../../../../shared/contract.ts';

const summary: ImportSummary = {
  added: 1,
  duplicates: 0,
  unread: 0,
  notReports: 0,
  dsyms: 0,
  symbolicated: 0,
  cancelled: false,
  signature: null,
  report: null,
  faults: [],
};

function hostWith(paths: readonly string[]): { host: DesktopHost; imported: string[][] } {
  const imported: string[][] = [];
  const bridge = testBridge({
    'import.paths': (input) => {
      imported.push(input.paths);
      return ok(summary);
    },
  });
  const host: DesktopHost = {
    host: 'desktop',
    call: async (name, input) => bridge.call(name, input),
    on: (name, listener) => bridge.on(name, listener),
    pathsForFiles: () => paths,
    openDialog: async () => paths,
    share: async () => undefined,
    showCommands: async () => undefined,
  };
  return { host, imported };
}

describe('the desktop’s bridge', () => {
  it('imports what the open panel chose, and nothing when it was dismissed', async () => {
    const chosen = hostWith(['/a.ips', '/b.dSYM']);
    expect(await desktopBridge(chosen.host).openDialog('job', 'files')).toEqual(ok(summary));
    expect(chosen.imported).toEqual([['/a.ips', '/b.dSYM']]);
    expect(await desktopBridge(hostWith([]).host).openDialog('job', 'files')).toBeNull();
  });

  it('answers with a fault when the host breaks', async () => {
    const { host } = hostWith([]);
    const broken: DesktopHost = {
      ...host,
      call: async () => {
        throw new Error('The pipe is gone.');
      },
    };
    const reply = await desktopBridge(broken).call('library.summary', {});
    expect(reply).toMatchObject({ ok: false, fault: { kind: 'unexpected', detail: 'The pipe is gone.' } });
  });
});
