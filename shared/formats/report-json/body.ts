/** What our own JSON export carries besides threads: call trees, other processes, memory, panic, cost. */
import type {
  CallNode,
  CallTree,
  Cost,
  MemoryList,
  MemoryProcess,
  Panic,
  ProcessSnapshot,
  ReportBody,
  ThreadSnapshot,
} from '../../report/body.ts';
import type { BinaryImage, Frame } from '../../report/report.ts';
import { isObject } from '../json/values.ts';
import { readFrames, readThread } from './stacks.ts';
import type { ExportReader } from './values.ts';

const UNITS: readonly CallTree['unit'][] = ['samples', 'bytes', 'milliseconds'];
const COSTS: readonly Cost['of'][] = ['cpu', 'wakeups', 'disk-writes', 'hang', 'launch', 'memory'];
const COST_UNITS: readonly Cost['unit'][] = ['seconds', 'bytes', 'wakeups'];

/** Nodes in preorder. One that names no frame, or stands deeper than below its parent, is left out. */
function readNodes(value: unknown, frames: readonly Frame[], reader: ExportReader): readonly CallNode[] {
  let deepest = 0;
  return reader.list(value, (item) => {
    const raw = reader.object(item);
    const frame = reader.number(raw?.['frame']);
    const depth = reader.number(raw?.['depth']);
    if (raw === null || frame === null || depth === null || frames[frame] === undefined) return null;
    if (!Number.isInteger(depth) || depth < 0 || depth > deepest) return null;
    deepest = depth + 1;
    const node = { frame, depth, count: reader.number(raw['count']), note: reader.text(raw['note']) };
    const samples = reader.text(raw['samples']);
    return samples === null ? node : { ...node, samples };
  });
}

function readTree(value: unknown, images: readonly BinaryImage[], reader: ExportReader): CallTree | null {
  if (!isObject(value)) return null;
  // Each place is the lines of one machine frame; places keep their numbers.
  const frames = reader.list(value['frames'], (lines) => readFrames(lines, images, reader)[0] ?? null);
  return {
    title: reader.text(value['title']),
    process: reader.text(value['process']),
    pid: reader.number(value['pid']),
    threadId: reader.integer(value['threadId']),
    threadName: reader.text(value['threadName']),
    queue: reader.text(value['queue']),
    attributed: reader.flag(value['attributed']),
    unit: reader.word(value['unit'], UNITS) ?? 'samples',
    frames,
    nodes: readNodes(value['nodes'], frames, reader),
  };
}

function readProcess(value: unknown, images: readonly BinaryImage[], reader: ExportReader): ProcessSnapshot | null {
  if (!isObject(value)) return null;
  return {
    name: reader.text(value['name']),
    pid: reader.number(value['pid']),
    threads: reader.list(value['threads'], (item): ThreadSnapshot | null => {
      const thread = readThread(item, images, reader);
      return thread && { ...thread, note: isObject(item) ? reader.text(item['note']) : null };
    }),
    facts: reader.pairs(value['facts']),
  };
}

function readMemoryProcess(value: unknown, reader: ExportReader): MemoryProcess | null {
  if (!isObject(value)) return null;
  return {
    name: reader.text(value['name']),
    pid: reader.number(value['pid']),
    uuid: reader.text(value['uuid']),
    bytes: reader.number(value['bytes']),
    most: reader.number(value['most']),
    limit: reader.number(value['limit']),
    reason: reader.text(value['reason']),
    states: reader.texts(value['states']),
    cpuTime: reader.number(value['cpuTime']),
    facts: reader.pairs(value['facts']),
  };
}

function readMemory(value: unknown, reader: ExportReader): MemoryList | null {
  const raw = reader.object(value);
  if (raw === null) return null;
  return {
    pageSize: reader.number(raw['pageSize']),
    largest: reader.text(raw['largest']),
    processes: reader.list(raw['processes'], (process) => readMemoryProcess(process, reader)),
    facts: reader.pairs(raw['facts']),
  };
}

function readPanic(value: unknown, reader: ExportReader): Panic | null {
  const raw = reader.object(value);
  if (raw === null) return null;
  return {
    text: reader.text(raw['text']) ?? '',
    reason: reader.text(raw['reason']) ?? '',
    facts: reader.pairs(raw['facts']),
    extensions: reader.texts(raw['extensions']),
  };
}

function readCost(value: unknown, reader: ExportReader): Cost | null {
  const raw = reader.object(value);
  const of = reader.word(raw?.['of'], COSTS);
  const unit = reader.word(raw?.['unit'], COST_UNITS);
  if (raw === null || of === null || unit === null) return null;
  return {
    of,
    unit,
    used: reader.number(raw['used']),
    during: reader.number(raw['during']),
    limit: reader.number(raw['limit']),
    limitDuring: reader.number(raw['limitDuring']),
    action: reader.text(raw['action']),
  };
}

/** Null where the report carries threads alone. */
export function readBody(value: unknown, images: readonly BinaryImage[], reader: ExportReader): ReportBody | null {
  const raw = reader.object(value);
  if (raw === null) return null;
  return {
    trees: reader.list(raw['trees'], (tree) => readTree(tree, images, reader)),
    processes: reader.list(raw['processes'], (process) => readProcess(process, images, reader)),
    memory: readMemory(raw['memory'], reader),
    panic: readPanic(raw['panic'], reader),
    cost: readCost(raw['cost'], reader),
    facts: reader.pairs(raw['facts']),
  };
}
