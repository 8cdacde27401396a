/**
 * Metrics of MetricKit: what an app used in a day. They tell of no single event, so that they are kept as facts: label and
 * value for people, in the payload's order.
 */
import { EMPTY_BODY } from '../../report/body.ts';
import type { CrashReport } from '../../report/report.ts';
import { countOf, isObject, objectOf, textOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';
import type { Warnings } from '../warnings.ts';
import { readSubject } from './subject.ts';

const MOST_FACTS = 500;
const MOST_BUCKETS = 40;
const DEEPEST = 9;
/** What the report says elsewhere. */
const SUBJECT = new Set(['metaData', 'environment', 'timeStampBegin', 'timeStampEnd', 'timeRange', 'version']);

/** `cumulativeCPUTime` → `Cumulative CPU time`; endings that only the format needs are left out. */
function labelOf(key: string): string {
  const bare = key.replace(/^histogrammed(?=[A-Z])/, '').replace(/(?<=\w)(?:Metrics?|Key)$/, '');
  const words = bare
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map((word) => (/^[A-Z]{2}/.test(word) ? word : word.toLowerCase()));
  const text = words.join(' ');
  return text === '' ? key : text.charAt(0).toUpperCase() + text.slice(1);
}

/** `50 × 1,000 ms – 1,010 ms, 60 × …` of a histogram; null for what is none. */
function histogramText(value: JsonObject): string | null {
  const buckets = value['histogramValue'] ?? value['buckets'];
  if (!isObject(buckets) && !Array.isArray(buckets)) return null;
  const list: readonly unknown[] = Array.isArray(buckets) ? buckets : Object.keys(buckets).map((key) => buckets[key]);
  const parts = list.slice(0, MOST_BUCKETS).map((entry) => {
    const bucket = objectOf(entry);
    const start = measureText(bucket['bucketStart']) ?? '?';
    const end = measureText(bucket['bucketEnd']) ?? '?';
    return `${countOf(bucket['bucketCount']) ?? '?'} × ${start} – ${end}`;
  });
  if (list.length > MOST_BUCKETS) parts.push(`${list.length - MOST_BUCKETS} more`);
  return parts.join(', ') || null;
}

/** A measurement as it stands, or that of an object with value and unit. */
function measureText(value: unknown): string | null {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (!isObject(value)) return textOf(value)?.slice(0, 500) ?? null;
  const number = textOf(value['value'] ?? value['averageValue']);
  const unit = textOf(objectOf(value['unit'])['symbol'] ?? value['unit']);
  if (number === null) return null;
  const deviation = textOf(value['standardDeviation']);
  const spread = deviation === null ? '' : ` (± ${deviation})`;
  return `${number}${unit === null ? '' : ` ${unit}`}${spread}`;
}

function factsOf(payload: JsonObject): readonly (readonly [string, string])[] {
  const facts: (readonly [string, string])[] = [];
  const open: { readonly label: string; readonly value: unknown; readonly depth: number }[] = [];
  const push = (value: JsonObject, above: string, depth: number): void => {
    for (const key of Object.keys(value).reverse()) {
      if (depth === 0 && SUBJECT.has(key)) continue;
      // Swift's words for what an enum or a measurement holds say nothing to people.
      const silent = key === '_0' || (key === 'value' && isObject(value[key]));
      const label = silent ? above : above === '' ? labelOf(key) : `${above}: ${labelOf(key)}`;
      open.push({ label, value: value[key], depth });
    }
  };
  push(payload, '', 0);
  for (let next = open.pop(); next !== undefined && facts.length < MOST_FACTS; next = open.pop()) {
    const { label, value, depth } = next;
    const text = measureText(value) ?? (isObject(value) ? histogramText(value) : null);
    if (text !== null) facts.push([label.slice(0, 200), text]);
    else if (depth < DEEPEST && isObject(value)) push(value, label, depth + 1);
    else if (depth < DEEPEST && Array.isArray(value)) {
      const numbered = value.slice(0, MOST_FACTS).map((item, index) => [String(index + 1), item] as const);
      push(Object.fromEntries(numbered), label, depth + 1);
    }
  }
  return facts;
}

/** Reads a payload of metrics. */
export function readMetrics(payload: JsonObject, warnings: Warnings): CrashReport {
  const { app, pid, ...subject } = readSubject({}, payload);
  const facts = factsOf(payload);
  if (facts.length === MOST_FACTS) warnings.add(`Only the first ${MOST_FACTS} metrics are shown.`);
  return {
    ...subject,
    kind: 'metrics',
    format: 'metrickit',
    bugType: null,
    incident: null,
    process: { name: null, pid, path: null, parent: null, parentPid: null, role: null },
    app,
    deviceKey: null,
    launchedAt: null,
    reportVersion: null,
    exception: null,
    termination: null,
    vmRegion: null,
    appInformation: [],
    crashedThread: null,
    threads: [],
    lastException: null,
    backtraces: [],
    images: [],
    notes: [],
    body: { ...EMPTY_BODY, facts },
    warnings: warnings.list(),
  };
}
