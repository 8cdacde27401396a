/**
 * Finds what MetricKit wrote inside a JSON value: a payload, one diagnostic alone, a bare call tree, metrics; by itself, in
 * arrays, or in the wrapper that an app or a server put around it. Looks a few levels deep, no further.
 */
import type { ReportKind } from '../../report/report.ts';
import { isObject, listOf, objectOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';
import { parseJson } from '../json/parse.ts';

/** Keys of a payload's diagnostics: lists to iOS 26, one object each from 27 on. */
export const DIAGNOSTICS: Readonly<Record<string, ReportKind>> = {
  crashDiagnostics: 'crash',
  crashDiagnostic: 'crash',
  crash: 'crash',
  hangDiagnostics: 'hang',
  hangDiagnostic: 'hang',
  hang: 'hang',
  cpuExceptionDiagnostics: 'cpu',
  cpuExceptionDiagnostic: 'cpu',
  cpuException: 'cpu',
  diskWriteExceptionDiagnostics: 'disk-writes',
  diskWriteExceptionDiagnostic: 'disk-writes',
  diskWriteException: 'disk-writes',
  appLaunchDiagnostics: 'launch',
  appLaunchDiagnostic: 'launch',
  appLaunch: 'launch',
  memoryExceptionDiagnostics: 'resource',
  memoryExceptionDiagnostic: 'resource',
  memoryException: 'resource',
};

/** One diagnostic, with the payload that it was in. */
export interface Found {
  /** Null where nothing but its fields can tell. */
  readonly kind: ReportKind | null;
  readonly diagnostic: JsonObject;
  readonly payload: JsonObject;
}

/** What was found in a document. */
export interface Findings {
  readonly diagnostics: readonly Found[];
  readonly metrics: readonly JsonObject[];
}

const DEEPEST = 6;
const MOST_VALUES = 20_000;
const METRICS =
  /^(?:applicationLaunch|applicationResponsiveness|applicationTime|applicationExit|cpu|gpu|memory|display|diskIO|diskSpaceUsage|networkTransfer|locationActivity|cellularCondition|animation|signpost)Metrics?$/;

/** JSON that somebody put into a string. */
function unfold(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  return /callStack|Diagnostic|timeStampBegin/.test(value) ? parseJson(value, 0)?.value : value;
}

/** Whether an object has call stacks in one of MetricKit's two shapes. */
export function isTree(value: unknown): value is JsonObject {
  return isObject(value) && (Array.isArray(value['callStacks']) || Array.isArray(value['callStackThreads']));
}

/** Whether a value has call stacks of its own, or says what happened. */
export function isDiagnostic(value: unknown): value is JsonObject {
  if (!isObject(value)) return false;
  return isTree(unfold(value['callStackTree'])) || isTree(value) || isObject(value['diagnosticMetaData']);
}

/** Whether a key is one that payloads of metrics have. */
export function isMetricsKey(key: string): boolean {
  // The last two are of iOS 27: metrics by interval, and by state of the app.
  return METRICS.test(key) || key === 'intervalEntries' || key === 'stateEntries';
}

function isMetrics(value: JsonObject): boolean {
  return Object.keys(value).some((key) => isMetricsKey(key) && typeof value[key] === 'object');
}

/** The kinds of a payload's diagnostics that are there, with the diagnostics. */
function diagnosticsOf(payload: JsonObject): readonly Found[] {
  const found: Found[] = [];
  const result = objectOf(payload['result']);
  for (const [key, kind] of Object.entries(DIAGNOSTICS)) {
    const value = Object.hasOwn(payload, key) ? payload[key] : Object.hasOwn(result, key) ? result[key] : undefined;
    const long = key.includes('Diagnostic');
    for (const entry of Array.isArray(value) ? listOf(value) : [value]) {
      // Swift writes a value of an enum as `{"crash": {"_0": …}}`.
      const diagnostic = isObject(entry) && isObject(entry['_0']) ? entry['_0'] : entry;
      // The short keys are words that any JSON may have.
      if (isObject(diagnostic) && (long || isDiagnostic(diagnostic))) found.push({ kind, diagnostic, payload });
    }
  }
  return found;
}

/** All that MetricKit wrote in a value. */
export function findDiagnostics(root: unknown): Findings {
  const diagnostics: Found[] = [];
  const metrics: JsonObject[] = [];
  let level: readonly unknown[] = [root];
  let seen = 0;
  for (let depth = 0; depth < DEEPEST && level.length > 0 && seen < MOST_VALUES; depth += 1) {
    const next: unknown[] = [];
    for (const folded of level) {
      seen += 1;
      const value = unfold(folded);
      if (Array.isArray(value)) for (const item of value) next.push(item);
      if (!isObject(value)) continue;
      const inside = diagnosticsOf(value);
      if (inside.length > 0) for (const one of inside) diagnostics.push(one);
      else if (isDiagnostic(value)) diagnostics.push({ kind: null, diagnostic: value, payload: value });
      else if (isMetrics(value)) metrics.push(value);
      else for (const key of Object.keys(value)) next.push(value[key]);
    }
    level = next;
  }
  return { diagnostics, metrics };
}

/** The object of a diagnostic that has its call stacks: itself, or its `callStackTree`. */
export function treeOf(diagnostic: JsonObject): JsonObject {
  const tree = unfold(diagnostic['callStackTree']);
  // App Store Connect writes a list of trees; all of their stacks are one's.
  if (Array.isArray(tree)) {
    const all = tree.filter(isTree);
    const first = objectOf(all[0]);
    return all.length < 2 ? first : { ...first, callStacks: all.flatMap((one) => listOf(one['callStacks'])) };
  }
  return isTree(tree) ? tree : isTree(diagnostic) ? diagnostic : {};
}
