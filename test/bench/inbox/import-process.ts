/**
 * A host in a process of its own that imports folders into libraries, one after the other, as the app does: with its
 * worker threads and everything that an open library does beside. Reads what to do from the file that is named, answers
 * as JSON with times, processor time and memory.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { importPaths } from '../../../electron/inbox/import.ts';
import type { Services } from '../../../electron/services.ts';
import { memory, openHost } from './host.ts';

/** Folders to import, in this order. */
export interface ImportOrder {
  readonly worker: string;
  readonly imports: readonly { readonly library: string; readonly folder: string }[];
}

/** What one import took. */
export interface ImportCost {
  readonly milliseconds: number;
  /** Of all threads, user and system. */
  readonly processor: number;
  readonly added: number;
}

export interface ImportAnswer {
  readonly costs: readonly ImportCost[];
  /** Bytes: the most that the process held, and what it holds in the end. */
  readonly peak: number;
  readonly resident: number;
}

function isOrder(value: unknown): value is ImportOrder {
  return typeof value === 'object' && value !== null && 'imports' in value && 'worker' in value;
}

async function cost({ library }: Services, folder: string): Promise<ImportCost> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const job = { id: 'bench', signal: new AbortController().signal, sample: false };
  const imported = await importPaths(library, job, [folder]);
  const [milliseconds, used] = [performance.now() - start, process.cpuUsage(before)];
  if (!imported.ok) throw new Error(imported.fault.message);
  const { added, duplicates, unread, notReports, faults } = imported.value;
  if (duplicates + unread + notReports + faults.length > 0) throw new Error('not everything was imported');
  return { milliseconds, processor: (used.user + used.system) / 1000, added };
}

const order: unknown = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
if (!isOrder(order)) throw new Error('no order');
// Linux: the peak starts anew from here.
writeFileSync('/proc/self/clear_refs', '5');
const libraries = new Map<string, Services>();
const costs: ImportCost[] = [];
for (const { library, folder } of order.imports) {
  const services = libraries.get(library) ?? (await openHost(library, order.worker));
  await services.settled;
  libraries.set(library, services);
  costs.push(await cost(services, folder));
}
const answer: ImportAnswer = { costs, peak: memory('VmHWM'), resident: memory('VmRSS') };
for (const services of libraries.values()) await services.close();
process.stdout.write(JSON.stringify(answer));
