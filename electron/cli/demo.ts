/** `faultline demo`: what Faultline does, with the sample crashes, in one command. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Api } from '../../shared/contract.ts';
import { describeImport, printInbox } from './inbox.ts';
import { withDoor } from './library.ts';
import { printFault } from './terminal.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { serveWindow } from './web.ts';

/** The crashed thread of one report: what the window shows first. */
function crashedThread(text: string): string {
  const start = text.search(/^Thread \d+ (?:name|Crashed)/m);
  const from = text.search(/^Thread \d+ Crashed/m);
  if (from < 0) return text;
  const end = text.indexOf('\n\n', from);
  const head = text.slice(0, start).split('\n');
  const said = head.filter((line) =>
    /^(?:Process|Identifier|Version|Hardware Model|OS Version|Exception Type|Exception Subtype):/.test(line),
  );
  return `${said.join('\n')}\n\n${text.slice(from, end < 0 ? undefined : end)}\n`;
}

async function printDemo(api: Api, terminal: Terminal): Promise<ExitCode> {
  const imported = await api['samples.add']({ job: 'demo' });
  if (!imported.ok) {
    printFault(terminal, imported.fault);
    return 1;
  }
  terminal.write(`Sample crashes: ${describeImport(imported.value)}\n\n`);
  const listed = await printInbox(api, {}, terminal);
  if (listed !== 0) return listed;
  const top = await api['inbox.page']({ sort: 'count', limit: 1 });
  const signature = top.ok ? top.value.rows[0] : undefined;
  if (signature === undefined) return 1;
  const detail = await api['signature.detail']({ id: signature.id });
  if (!detail.ok) {
    printFault(terminal, detail.fault);
    return 1;
  }
  const report = await api['report.text']({ id: detail.value.newestReport, format: 'text' });
  if (!report.ok) {
    printFault(terminal, report.fault);
    return 1;
  }
  terminal.write(`\n${signature.title}, symbolicated:\n\n${crashedThread(report.value.text)}\n`);
  return 0;
}

/** Works in a library of its own, which is removed at the end, unless one is named. */
export async function serveDemo(library: string | undefined, port: number, terminal: Terminal): Promise<ExitCode> {
  const own = library === undefined ? await mkdtemp(join(tmpdir(), 'faultline-demo-')) : null;
  try {
    return await withDoor({ path: library ?? own ?? '', chosen: 'named' }, async (door) => {
      const open = door.current();
      const printed = open === null ? 0 : await printDemo(open.api, terminal);
      return printed === 0 ? serveWindow(door, port, terminal) : printed;
    });
  } finally {
    if (own !== null) await rm(own, { recursive: true, force: true });
  }
}
