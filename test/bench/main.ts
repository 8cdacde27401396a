/** `npm run bench [-- topic…]`: figures beside a peer's, as JSON on standard output. Topics: discovery, reports, symbols. */
import { cpus } from 'node:os';
import { benchDiscovery } from './discovery.ts';
import type { Figure } from './figures.ts';
import { benchReports } from './reports.ts';
import { benchSymbols } from './symbols.ts';

const TOPICS: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  discovery: benchDiscovery,
  reports: benchReports,
  symbols: benchSymbols,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((topic) => TOPICS[topic] === undefined);
if (unknown.length > 0) {
  console.error(`No such topic: ${unknown.join(', ')}. Topics: ${Object.keys(TOPICS).join(', ')}.`);
  process.exitCode = 2;
} else {
  const figures: Record<string, readonly Figure[]> = {};
  for (const [topic, run] of Object.entries(TOPICS)) {
    if (asked.length === 0 || asked.includes(topic)) figures[topic] = await run();
  }
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
  console.log(JSON.stringify({ machine, figures }, null, 2));
}
