/**
 * Measures one family in a process of its own, for the memory: `measure.ts family size…`. Prints, as JSON, the nanoseconds of
 * this thread's processor time for each character, ours and the peer's, by size; and the peak of memory in megabytes.
 */
import { readContents } from '../../../shared/formats/index.ts';
import { FAMILIES } from './large.ts';

const [name, ...sizes] = process.argv.slice(2);
const family = FAMILIES.find((one) => one.name === name);

/** Milliseconds that are measured at least, in as many runs as it takes: the clock of a thread has ticks of some. */
const ENOUGH = 150;

/** What anyone needs who only looks at each line. */
function scanLines(text: string): number {
  let longest = 0;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? text.length : end).trim();
    longest = Math.max(longest, line.length);
    at = end === -1 ? text.length : end + 1;
  }
  return longest;
}

/** Metadata line and body of an `.ips`, or the one document of others. */
function parseDocuments(text: string): void {
  const newline = text.indexOf('\n');
  const parts = text.startsWith('{"bug_type"') || text.startsWith('{"app_name"') ? [0, newline] : [0];
  for (const [index, from] of parts.entries()) JSON.parse(text.slice(from, parts[index + 1] ?? text.length));
}

function readOrThrow(text: string): void {
  const read = readContents(text);
  if (!read.ok) throw new Error(read.fault.message);
}

function nanoseconds(text: string, run: (text: string) => unknown): number {
  const start = process.threadCpuUsage();
  for (let runs = 1; ; runs += 1) {
    run(text);
    const { user, system } = process.threadCpuUsage(start);
    if ((user + system) / 1000 >= ENOUGH) return ((user + system) * 1000) / runs / text.length;
  }
}

if (family === undefined) throw new Error(`no family ${name}`);
const peer = family.peer === 'lines' ? scanLines : parseDocuments;
const rows = sizes.map(Number).map((size) => {
  const text = family.make(size);
  return { size: text.length, ours: nanoseconds(text, readOrThrow), peers: nanoseconds(text, peer) };
});
console.log(JSON.stringify({ rows, megabytes: process.resourceUsage().maxRSS / 1000 }));
