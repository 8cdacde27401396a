/**
 * The frames of a MetricKit call tree as they stand, flat and in preorder: real stacks nest a thousand levels deep.
 *
 * To iOS 26 a tree is `{callStacks: [{threadAttributed, callStackRootFrames}], callStackPerThread}` and a frame carries its
 * binary's name; from 27 on it is `{callStackThreads: [{rootFrames}], binaryInfo}` and the names stand apart.
 */
import type { Warnings } from '../warnings.ts';
import { countOf, flagOf, integerOf, isObject, listOf, objectOf, textOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';
import { parseUuid } from '../../report/uuid.ts';
import type { Uuid } from '../../report/uuid.ts';

/** One frame in its place. */
export interface RawNode {
  readonly raw: JsonObject;
  readonly depth: number;
  readonly count: number | null;
}

/** The frames of one thread, or of all. */
export interface RawStack {
  readonly attributed: boolean;
  readonly nodes: readonly RawNode[];
}

export interface Forest {
  readonly stacks: readonly RawStack[];
  /** Whether each stack is that of one thread; null where the tree does not say so. */
  readonly perThread: boolean | null;
  /** Binaries of the shape of iOS 27. */
  readonly names: ReadonlyMap<Uuid, string>;
}

/** What a hostile file may cost; the largest real payloads have some thousand frames. */
const MOST_FRAMES = 400_000;

/** `[{uuid, name}]`, `[uuid, {name}, …]` (how Swift writes a dictionary with such keys) or `{uuid: {name}}`. */
function namesOf(info: unknown): ReadonlyMap<Uuid, string> {
  const names = new Map<Uuid, string>();
  const add = (key: unknown, value: unknown): void => {
    const uuid = parseUuid(textOf(key) ?? '');
    const name = isObject(value) ? textOf(value['name'] ?? value['binaryName']) : textOf(value);
    if (uuid !== null && name !== null) names.set(uuid, name);
  };
  const list = listOf(info);
  for (const [index, entry] of list.entries()) {
    if (isObject(entry)) add(entry['uuid'] ?? entry['binaryUUID'] ?? list[index - 1], entry);
  }
  if (isObject(info)) for (const key of Object.keys(info)) add(key, info[key]);
  return names;
}

function readStack(roots: readonly unknown[], room: number): readonly RawNode[] {
  const nodes: RawNode[] = [];
  const open = roots.map((value) => ({ value, depth: 0 })).reverse();
  for (let next = open.pop(); next !== undefined && nodes.length < room; next = open.pop()) {
    const raw = objectOf(next.value);
    const count = countOf(raw['sampleCount']);
    nodes.push({ raw, depth: next.depth, count: count !== null && count >= 0 ? count : null });
    const below = listOf(raw['subFrames']);
    for (let at = below.length - 1; at >= 0; at -= 1) open.push({ value: below[at], depth: next.depth + 1 });
  }
  return nodes;
}

/** All frames of a tree. */
export function readForest(tree: JsonObject, warnings: Warnings): Forest {
  const stacks: RawStack[] = [];
  const threads = Array.isArray(tree['callStacks']) ? tree['callStacks'] : listOf(tree['callStackThreads']);
  let room = MOST_FRAMES;
  for (const value of threads) {
    const stack = objectOf(value);
    const roots = stack['callStackRootFrames'] ?? stack['rootFrames'];
    const nodes = readStack(listOf(roots), room);
    room -= nodes.length;
    const attributed = flagOf(stack['threadAttributed']) || nodes.some(({ raw }) => flagOf(raw['isBlameFrame']));
    stacks.push({ attributed, nodes });
  }
  if (room <= 0) warnings.add(`Only the first ${MOST_FRAMES} frames of the call tree were read.`);
  const said = tree['callStackPerThread'];
  return {
    stacks,
    perThread: said === undefined || said === null ? null : flagOf(said),
    names: namesOf(tree['binaryInfo']),
  };
}

/** Name of a frame's binary. */
export function binaryName(raw: JsonObject, names: ReadonlyMap<Uuid, string>): string | null {
  const uuid = parseUuid(textOf(raw['binaryUUID']) ?? '');
  return textOf(raw['binaryName']) ?? (uuid === null ? null : (names.get(uuid) ?? null));
}

/** An unsigned number of a frame: decimal, as text, or `0x…`. */
export function unsignedOf(value: unknown): bigint | null {
  const number = integerOf(value);
  return number === null || number < 0n ? null : BigInt.asUintN(64, number);
}
