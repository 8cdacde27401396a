/**
 * One lookup in a process of its own, so that code and memory are cold: reads what to ask from the file that is named,
 * answers with the time and the growth of peak memory as JSON. What counts is the lookup alone, from opening the file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createBuiltinEngine } from '../../electron/symbols/builtin.ts';
import { cachedEngine } from '../../electron/symbols/cache/engine.ts';
import { toSvma } from '../../shared/report/address.ts';
import { parseUuid } from '../../shared/report/uuid.ts';
import type { Arch } from '../../shared/report/arch.ts';

/** What a process of ours is asked; addresses in hex. */
export interface Question {
  readonly path: string;
  readonly uuid: string;
  readonly arch: Arch;
  readonly textVmaddr: string;
  readonly addresses: readonly string[];
  /** The folder of our caches; `null` for a lookup without one. */
  readonly cache: string | null;
}

/** Peak memory since the last reset, in bytes. */
function peakMemory(): number {
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(found?.[1] ?? 0) * 1024;
}

function isQuestion(value: unknown): value is Question {
  return typeof value === 'object' && value !== null && 'addresses' in value && 'cache' in value;
}

const question: unknown = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const uuid = isQuestion(question) ? parseUuid(question.uuid) : null;
if (!isQuestion(question) || uuid === null) throw new Error('no question');
const slice = { path: question.path, uuid, arch: question.arch, textVmaddr: toSvma(BigInt(question.textVmaddr)) };
const addresses = question.addresses.map((address) => toSvma(BigInt(address)));

// Linux: the peak starts anew from here.
writeFileSync('/proc/self/clear_refs', '5');
const before = peakMemory();
const start = performance.now();
const builtin = createBuiltinEngine();
const engine = question.cache === null ? builtin : cachedEngine(builtin, { folder: question.cache });
const answers = await engine.lookup(slice, addresses);
const milliseconds = performance.now() - start;
const bytes = peakMemory() - before;
await engine.close();
if (!answers.ok) throw new Error(answers.fault.message);
const found = answers.value.filter(({ kind }) => kind === 'found').length;
process.stdout.write(JSON.stringify({ milliseconds, bytes, found }));
