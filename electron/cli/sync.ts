/** `faultline sync`: synchronises now and waits for the end. Progress on standard error, the outcome on standard output. */
import { createApi } from '../api.ts';
import type { Services } from '../services.ts';
import { describeEnd, findAccount } from './accounts.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';

/** Runs one synchronisation. 1 where an account did not come to its end. */
export async function syncNow(
  services: Services,
  options: { readonly account?: string; readonly app?: string },
  terminal: Terminal,
): Promise<ExitCode> {
  const api = createApi(services);
  const chosen = options.account === undefined ? null : (await findAccount(api, options.account)).id;
  const before = await api['library.summary']({});
  let said = '';
  const unsubscribe = services.events.subscribe((name) => {
    if (name !== 'sync.changed') return;
    const at = services.sync.state().accounts.find(({ phase }) => phase !== 'idle');
    if (at === undefined) return;
    const line = `${at.app ?? ''} ${at.phase}`.trim();
    if (line !== said) terminal.error(`${line} …\n`);
    said = line;
  });
  const stop = (): void => void services.sync.cancel();
  process.once('SIGINT', stop);
  try {
    const started = await api['sync.start']({ account: chosen, app: options.app ?? null });
    if (!started.ok) {
      printFault(terminal, started.fault);
      return 1;
    }
    if (started.value.accounts.length === 0) {
      terminal.error('faultline: there are no accounts. Add one with: faultline accounts add\n');
      return 1;
    }
    await services.sync.finished();
  } finally {
    process.off('SIGINT', stop);
    unsubscribe();
  }
  const [accounts, after] = [await api['accounts.list']({}), await api['library.summary']({})];
  if (!accounts.ok || !before.ok || !after.ok) return 1;
  const synced = accounts.value.filter(({ id }) => chosen === null || id === chosen);
  for (const account of synced) terminal.write(`${describeEnd(account).join('\n')}\n`);
  const [crashes, feedback] = [
    after.value.crashes - before.value.crashes,
    after.value.feedback.total - before.value.feedback.total,
  ];
  terminal.write(`${feedback} new feedback, ${crashes} new ${crashes === 1 ? 'report' : 'reports'}\n`);
  return synced.every(({ lastSync }) => lastSync?.state === 'done') ? 0 : 1;
}
