/**
 * A Jetsam body: what every process held when the system ran short of memory. Sizes are counted in pages; `pageSize` says how
 * many bytes a page has. Only processes that were ended have a `reason`.
 */
import type { MemoryList, MemoryProcess } from '../../report/body.ts';
import { endedOf } from '../../report/ended.ts';
import { factsOf } from '../envelope/facts.ts';
import type { Fact } from '../envelope/facts.ts';
import { countOf, listOf, objectOf, textOf, textsOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';
import type { Warnings } from '../warnings.ts';

/** Fields of a process that have places of their own. */
const READ = new Set(['name', 'pid', 'uuid', 'rpages', 'lifetimeMax', 'reason', 'states', 'cpuTime']);

/** Fields of a body that this file reads. */
export const MEMORY_FIELDS: readonly string[] = ['memoryStatus', 'largestProcess', 'processes', 'pageSize'];

function bytesOf(pages: unknown, pageSize: number | null): number | null {
  const count = countOf(pages);
  const bytes = count === null || count < 0 || pageSize === null ? null : count * pageSize;
  return bytes !== null && Number.isSafeInteger(bytes) ? bytes : null;
}

function readProcess(raw: JsonObject, pageSize: number | null): MemoryProcess {
  const time = raw['cpuTime'];
  // Without the size of a page the count of pages is still worth knowing.
  const pages =
    pageSize === null ? factsOf({ residentPages: raw['rpages'], mostPages: raw['lifetimeMax'] }, new Set()) : [];
  return {
    name: textOf(raw['name']),
    pid: countOf(raw['pid']),
    uuid: textOf(raw['uuid']),
    bytes: bytesOf(raw['rpages'], pageSize),
    most: bytesOf(raw['lifetimeMax'], pageSize),
    limit: null,
    reason: textOf(raw['reason']),
    states: textsOf(raw['states']),
    cpuTime: typeof time === 'number' && Number.isFinite(time) ? time : null,
    facts: [...pages, ...factsOf(raw, READ)],
  };
}

/** `free` of `memoryPages` as `Free pages`, the words of older texts. */
function pageFacts(value: unknown): readonly Fact[] {
  return factsOf(objectOf(value), new Set()).map(([label, count]): Fact => [`${label} pages`, count]);
}

/** Whether an object is the entry of one process, which is what people copy of a long list. */
export function isMemoryEntry(body: JsonObject): boolean {
  return textOf(body['name']) !== null && countOf(body['rpages']) !== null && !Object.hasOwn(body, 'bug_type');
}

/** Whether a body is one. `isNamed` says that its bug type calls it so, which a list of names needs. */
export function isMemoryBody(body: JsonObject, isNamed: boolean): boolean {
  const has = (key: string): boolean => Object.hasOwn(body, key);
  // A body that broke off may have lost its list, which stands at its end.
  if (!Array.isArray(body['processes'])) return has('memoryStatus') && has('largestProcess');
  if (isNamed || has('largestProcess') || has('memoryStatus')) return true;
  return body['processes'].some((one) => Object.hasOwn(objectOf(one), 'rpages'));
}

/** Reads it. */
export function readMemory(body: JsonObject, warnings: Warnings): MemoryList {
  const status = objectOf(body['memoryStatus']);
  const pageSize = countOf(status['pageSize']) ?? countOf(body['pageSize']);
  const valid = pageSize !== null && pageSize > 0 ? pageSize : null;
  if (valid === null)
    warnings.add('The report does not say how large a page of memory is, so that sizes stay unknown.');
  const processes = listOf(body['processes']).map((one) => readProcess(objectOf(one), valid));
  if (processes.length === 0) warnings.add('The report lists no processes.');
  return {
    pageSize: valid,
    largest: textOf(body['largestProcess']),
    processes,
    facts: [...pageFacts(status['memoryPages']), ...factsOf(status, new Set(['pageSize', 'memoryPages']))],
  };
}

/** Whom the report is about: the one that was ended; else the largest. */
export function victimOf({ processes, largest }: MemoryList): MemoryProcess | null {
  return endedOf(processes) ?? processes.find(({ name }) => name !== null && name === largest) ?? null;
}
