/**
 * `npm run bench [-- topic… --huge --small]`: figures beside a peer's, as JSON on standard output. Topics: discovery,
 * formats, inbox, reports, symbols. `--huge` adds the dSYM of half a gigabyte to the symbols and reports of 200 MB to the
 * formats, `--small` makes do with an inbox of 5,000.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { benchDiscovery } from './discovery.ts';
import type { Figure } from './figures.ts';
import { benchFormats } from './formats.ts';
import { benchInbox } from './inbox.ts';
import { benchReports } from './reports.ts';
import { benchSymbols } from './symbols.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { huge: { type: 'boolean', default: false }, small: { type: 'boolean', default: false } },
});

const TOPICS: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  discovery: benchDiscovery,
  formats: () => benchFormats(values.huge),
  inbox: () => benchInbox(values.small),
  reports: benchReports,
  symbols: () => benchSymbols(values.huge ? ['large', 'huge'] : ['large']),
};

const unknown = positionals.filter((topic) => TOPICS[topic] === undefined);
if (unknown.length > 0) {
  console.error(`No such topic: ${unknown.join(', ')}. Topics: ${Object.keys(TOPICS).join(', ')}.`);
  process.exitCode = 2;
} else {
  const figures: Record<string, readonly Figure[]> = {};
  // What else this machine was doing when it began: other work makes all figures worse, and not evenly.
  const load = loadavg()[0];
  for (const [topic, run] of Object.entries(TOPICS)) {
    if (positionals.length === 0 || positionals.includes(topic)) figures[topic] = await run();
  }
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, load };
  console.log(JSON.stringify({ machine, figures }, null, 2));
}
