/** `processByPid` of a stackshot: every process, with its threads and what is known of it. */
import { toHex } from '../../report/address.ts';
import type { ProcessSnapshot } from '../../report/body.ts';
import { factsOf, scalarText } from '../envelope/facts.ts';
import type { Fact } from '../envelope/facts.ts';
import { countOf, flagOf, integerOf, isObject, listOf, objectOf, textOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';
import { readSnapshotThread, readWaits } from './threads.ts';
import type { ThreadContext } from './threads.ts';

/** What all processes of a stackshot share. */
export interface SnapshotContext extends ThreadContext {
  readonly frontmost: ReadonlySet<number>;
}

/** Fields that are read into places of their own, or that only count what is there. */
const READ = new Set(['pid', 'procname', 'procName', 'name', 'threadById', 'threads', 'waitInfo', 'turnstileInfo'])
  .add('resampled_images')
  .add('residentMemoryBytes')
  .add('userTimeTask')
  .add('systemTimeTask')
  .add('frontmost')
  .add('rawFlags');

/** Items with the key they stand under, where they stand under any. */
function entriesOf(value: unknown): readonly (readonly [key: string | null, value: unknown])[] {
  if (isObject(value)) return Object.entries(value);
  return listOf(value).map((item) => [null, item] as const);
}

function memoryText(value: unknown): string | null {
  const bytes = countOf(value);
  return bytes === null ? null : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

function secondsText(value: unknown): string | null {
  return typeof value === 'number' && value > 0 ? `${Number(value.toFixed(3))} s` : null;
}

/** Images that a second look found, which no frame points into. */
function furtherImages(raw: JsonObject): readonly Fact[] {
  return listOf(raw['resampled_images']).flatMap((item): Fact[] => {
    const [uuid, base] = [textOf(listOf(item)[0]), integerOf(listOf(item)[1])];
    return uuid === null
      ? []
      : [['Further image', `${uuid.toUpperCase()}${base === null ? '' : ` at ${toHex(base)}`}`]];
  });
}

function factsOfProcess(raw: JsonObject, isFrontmost: boolean, others: readonly string[]): readonly Fact[] {
  const known: readonly (readonly [string, string | null])[] = [
    ['Frontmost', isFrontmost ? 'yes' : null],
    ['Resident memory', memoryText(raw['residentMemoryBytes'])],
    ['User time', secondsText(raw['userTimeTask'])],
    ['System time', secondsText(raw['systemTimeTask'])],
  ];
  return [
    ...known.flatMap(([label, value]): Fact[] => (value === null ? [] : [[label, value]])),
    ...factsOf(raw, READ).filter(([, value]) => value !== '0'),
    ...others.flatMap((line): Fact[] => {
      const text = scalarText(line);
      return text === null ? [] : [['Waits', text]];
    }),
    ...furtherImages(raw),
  ];
}

function readProcess(value: unknown, key: string | null, context: SnapshotContext): ProcessSnapshot {
  const raw = objectOf(value);
  const pid = countOf(raw['pid']) ?? countOf(key);
  const { waits, others } = readWaits(raw);
  const threads = entriesOf(raw['threadById'] ?? raw['threads']).map(([id, thread], index) =>
    readSnapshotThread(thread, id, index, waits, context),
  );
  const isFrontmost = flagOf(raw['frontmost']) || (pid !== null && context.frontmost.has(pid));
  return {
    name: textOf(raw['procname']) ?? textOf(raw['procName']) ?? textOf(raw['name']),
    pid,
    threads,
    facts: factsOfProcess(raw, isFrontmost, others),
  };
}

/** Reads all of them, in the report's order. */
export function readProcesses(value: unknown, context: SnapshotContext): readonly ProcessSnapshot[] {
  return entriesOf(value).map(([key, process]) => readProcess(process, key, context));
}
