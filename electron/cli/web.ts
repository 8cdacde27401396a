/** `faultline web` and `faultline demo`: the window on a loopback address, until it is interrupted. */
import { spawn } from 'node:child_process';
import type { ImportSummary } from '../../shared/contract.ts';
import { fail } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { storedImage } from '../inbox/appstore/feedback.ts';
import type { Door } from '../library-door.ts';
import { startWebHost } from '../web/host.ts';
import { RENDERER, hasRenderer } from './places.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** Opens the address in the user's browser where there is one to open; the printed address serves everybody else. */
function openBrowser(url: string): void {
  const isMac = process.platform === 'darwin';
  const hasDisplay = isMac || process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  if (!hasDisplay || process.env['CI'] !== undefined) return;
  const child = spawn(isMac ? 'open' : 'xdg-open', [url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

async function importInto(door: Door, job: string, paths: readonly string[]): Promise<Result<ImportSummary>> {
  const open = door.current();
  if (open !== null) return open.api['import.paths']({ job, paths: [...paths] });
  return fail({ kind: 'library-busy', message: 'No library is open.', remedy: { kind: 'retry' } });
}

/**
 * Serves the window until SIGINT, SIGTERM or SIGHUP, also when the library does not open: then the window says why. Prints
 * the address, which holds this run's token, on a line of its own.
 */
export async function serveWindow(door: Door, port: number, terminal: Terminal): Promise<ExitCode> {
  if (!hasRenderer()) {
    terminal.error('faultline: the window is not built yet. Run: npm run build\n');
    return 1;
  }
  const started = await startWebHost({
    call: (name, input) => door.call(name, input),
    importPaths: (job, paths) => importInto(door, job, paths),
    events: door.events,
    served: {
      screenshot: async (id) => {
        const open = door.current();
        return open === null ? null : storedImage(open.services.library, id);
      },
      download: (token) => door.current()?.services.downloads.take(token) ?? null,
    },
    rendererPath: RENDERER,
    port,
    logger: { warn: (line) => terminal.error(`faultline: ${line}\n`) },
  });
  if (!started.ok) {
    printFault(terminal, started.fault);
    return 1;
  }
  const host = started.value;
  const fault = door.fault();
  if (fault !== null) printFault(terminal, fault);
  terminal.write(`${host.url}\n`);
  terminal.error('Open this address in a browser on this computer. Stop with Ctrl-C.\n');
  openBrowser(host.url);
  // The browser takes its time to start.
  setImmediate(() => void door.prepare());
  await interrupted();
  await host.close();
  return 0;
}
