/** One thread of a stackshot, and what is said of its waiting. */
import type { ThreadSnapshot } from '../../report/body.ts';
import type { Frame } from '../../report/report.ts';
import { remember } from '../../memo.ts';
import { factsOf, scalarText, wordsOf } from '../envelope/facts.ts';
import { integerOf, isObject, objectOf, textOf, textsOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';
import { mergeWalks } from './frames.ts';

/** What the process says of its threads, by thread id: what each waits for, and whom its turnstile blames. */
export type WaitsByThread = ReadonlyMap<string, readonly string[]>;

const OF_THREAD = /^thread (\d{1,20}): (.*)$/s;

/** Sorts `waitInfo` and `turnstileInfo`. Lines that name no thread come back as they are. */
export function readWaits(process: JsonObject): { readonly waits: WaitsByThread; readonly others: readonly string[] } {
  const waits = new Map<string, string[]>();
  const others: string[] = [];
  for (const line of [...textsOf(process['waitInfo']), ...textsOf(process['turnstileInfo'])]) {
    const match = OF_THREAD.exec(line);
    const id = match?.[1];
    if (id === undefined) others.push(line);
    else {
      const known = waits.get(id) ?? [];
      known.push(scalarText(match?.[2]) ?? '');
      waits.set(id, known);
    }
  }
  return { waits, others };
}

function secondsText(value: unknown): string | null {
  return typeof value === 'number' && value > 0 ? `${Math.round(value * 1e6) / 1e6} s` : null;
}

/** Seconds, or millionths of them where a system gives only those. */
function timeOf(seconds: unknown, millionths: unknown): unknown {
  if (seconds !== undefined || typeof millionths !== 'number') return seconds;
  return millionths / 1e6;
}

/** `THREAD_QOS_*` of the kernel, which some tools write as numbers. */
const QOS = ['unspecified', 'maintenance', 'background', 'utility', 'default', 'user initiated', 'user interactive'];

/** `QOS_CLASS_USER_INITIATED` as `user initiated`. */
function qosText(value: unknown): string | null {
  if (typeof value === 'number') return value === 0 ? null : (QOS[value] ?? null);
  return (
    textOf(value)
      ?.replace(/^QOS_CLASS_/, '')
      .replaceAll('_', ' ')
      .toLowerCase() ?? null
  );
}

/** Fields that are read into places of their own. */
const READ = new Set(['id', 'threadId', 'name', 'dispatch_queue_label', 'queue', 'state', 'notice'])
  .add('userFrames')
  .add('frames')
  .add('kernelFrames')
  .add('resampledUserFrames')
  .add('qosRequested')
  .add('qosEffective')
  .add('qosOverride')
  .add('schedPriority')
  .add('basePriority')
  .add('userTime')
  .add('systemTime')
  .add('user_usec')
  .add('system_usec')
  .add('schedFlags')
  .add('continuation')
  .add('waitEvent');

const NOTHING: ReadonlySet<string> = new Set();

/** Writes a place of the kernel: `kernelcache + 0x4a1c8`. */
export type PlaceText = (value: unknown) => string | null;

/** A field's name in the middle of a sentence. */
const fieldName = remember((key: string): string => {
  const words = wordsOf(key);
  return words.charAt(0).toLowerCase() + words.slice(1);
}, 200);

/** A field that has no place of its own. */
function furtherText(key: string, value: unknown): string | null {
  if (isObject(value))
    return (
      factsOf({ [key]: value }, NOTHING)
        .flat()
        .join(' ') || null
    );
  const text = scalarText(value);
  return text === null ? null : `${fieldName(key)} ${text}`;
}

/** Where the kernel goes on with the thread, what address it waits for, and what newer systems add. */
function kernelFacts(raw: JsonObject, placeText: PlaceText): readonly string[] {
  const event = placeText(raw['waitEvent']);
  const place = placeText(raw['continuation']);
  const facts: string[] = [];
  if (event !== null) facts.push(`waits for event ${event}`);
  if (place !== null) facts.push(`continues at ${place}`);
  // There are thousands of threads: only what is left of each is looked at.
  for (const key of Object.keys(raw)) {
    if (READ.has(key)) continue;
    const text = furtherText(key, raw[key]);
    if (text !== null) facts.push(text);
  }
  return facts;
}

function noteOf(raw: JsonObject, waits: readonly string[], placeText: PlaceText): string | null {
  const parts: string[] = [];
  const add = (part: string | null): void => {
    if (part !== null && part !== '') parts.push(part);
  };
  add(scalarText(raw['state']));
  for (const wait of waits) add(wait);
  add(scalarText(raw['notice']));
  const requested = qosText(raw['qosRequested']);
  const effective = qosText(raw['qosEffective']) ?? requested;
  const override = qosText(raw['qosOverride']);
  if (effective !== null) parts.push(`QoS ${effective}`);
  if (requested !== null && requested !== effective) parts.push(`QoS requested ${requested}`);
  if (override !== null) parts.push(`QoS raised to ${override}`);
  const priority = scalarText(raw['schedPriority']);
  const base = scalarText(raw['basePriority']);
  if (priority !== null)
    parts.push(`priority ${priority}${base === null || base === priority ? '' : ` (base ${base})`}`);
  const user = secondsText(timeOf(raw['userTime'], raw['user_usec']));
  const system = secondsText(timeOf(raw['systemTime'], raw['system_usec']));
  if (user !== null) parts.push(`user ${user}`);
  if (system !== null) parts.push(`system ${system}`);
  add(scalarText(raw['schedFlags']));
  parts.push(...kernelFacts(raw, placeText));
  return parts.length === 0 ? null : parts.join('; ');
}

/** What all threads of a stackshot share. */
export interface ThreadContext {
  readonly readFrames: (value: unknown) => readonly Frame[];
  readonly placeText: PlaceText;
  /** Id of the thread that brought the system down, if one did. */
  readonly panicked: bigint | null;
}

/** Reads a thread. */
export function readSnapshotThread(
  value: unknown,
  key: string | null,
  index: number,
  waits: WaitsByThread,
  { readFrames, placeText, panicked }: ThreadContext,
): ThreadSnapshot {
  const raw = objectOf(value);
  const id = integerOf(raw['id'] ?? raw['threadId'] ?? key);
  const user = mergeWalks(readFrames(raw['userFrames'] ?? raw['frames']), readFrames(raw['resampledUserFrames']));
  const kernel = readFrames(raw['kernelFrames']);
  return {
    index,
    id,
    name: textOf(raw['name']),
    queue: textOf(raw['dispatch_queue_label']) ?? textOf(raw['queue']),
    triggered: id !== null && id === panicked,
    frames: kernel.length === 0 ? user : kernel.concat(user),
    state: null,
    note: noteOf(raw, id === null ? [] : (waits.get(String(id)) ?? []), placeText),
  };
}
