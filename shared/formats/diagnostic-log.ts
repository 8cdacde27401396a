/**
 * Apple's diagnostic logs, as App Store Connect gives them for a diagnostic signature: what users of the App Store's
 * version had, as hangs, slow launches and disk writes. `{productData: [{signatureId, diagnosticInsights, diagnosticLogs:
 * [{callStackTree, diagnosticMetaData}]}], version}`; all numbers are text, functions have names, and one frame is blamed.
 *
 * Source: the schema `diagnosticLogs` of Apple's OpenAPI document for the App Store Connect API.
 */
import type { CrashReport, ReportKind } from '../report/report.ts';
import { isObject, listOf, objectOf, textOf } from './json/values.ts';
import type { JsonObject } from './json/values.ts';
import { readDiagnostic } from './metrickit/diagnostic.ts';
import { problemsOf } from './source.ts';
import type { Source } from './source.ts';
import { Warnings } from './warnings.ts';

/** One log with the product that it belongs to. */
interface Log {
  readonly product: JsonObject;
  readonly log: JsonObject;
}

function isLog(value: unknown): value is JsonObject {
  return isObject(value) && Array.isArray(value['callStackTree']);
}

/** The logs of a document: of a whole answer, of one product, or one log alone. */
function logsOf(root: unknown): readonly Log[] {
  const answer = objectOf(root);
  if (isLog(answer)) return [{ product: {}, log: answer }];
  const products = Array.isArray(answer['productData']) ? listOf(answer['productData']) : [answer];
  return products.flatMap((value) => {
    const product = objectOf(value);
    return listOf(product['diagnosticLogs'])
      .filter(isObject)
      .map((log) => ({ product, log }));
  });
}

const EVENTS: readonly (readonly [RegExp, ReportKind])[] = [
  [/hang/i, 'hang'],
  [/disk|write/i, 'disk-writes'],
  [/launch/i, 'launch'],
  [/cpu/i, 'cpu'],
  [/memory|jetsam/i, 'resource'],
  [/crash/i, 'crash'],
];

function kindOf(meta: JsonObject): ReportKind | null {
  const event = textOf(meta['event']) ?? '';
  return EVENTS.find(([pattern]) => pattern.test(event))?.[1] ?? null;
}

/** App Store Connect writes models with an underscore: `iPhone13_3`. */
function withModel(meta: JsonObject): JsonObject {
  const model = textOf(meta['deviceType']);
  const match = /^([A-Za-z]+\d{1,3})_(\d{1,3})$/.exec(model ?? '');
  return match === null ? meta : { ...meta, deviceType: `${match[1]},${match[2]}` };
}

/** `eventDetail` words the cost of a hang or launch: `4.2 sec`. */
function withDetail(kind: ReportKind | null, meta: JsonObject): JsonObject {
  const detail = meta['eventDetail'];
  if (detail === undefined) return meta;
  if (kind === 'hang') return { hangDuration: detail, ...meta };
  return kind === 'launch' ? { launchDuration: detail, ...meta } : meta;
}

function insightFacts(product: JsonObject): readonly (readonly [string, string])[] {
  return listOf(product['diagnosticInsights'])
    .slice(0, 50)
    .flatMap((value): readonly (readonly [string, string])[] => {
      const insight = objectOf(value);
      const words = textOf(insight['insightsString']);
      const link = textOf(insight['insightsURL']);
      const text = [words, link].filter((part) => part !== null).join(' ');
      return text === '' ? [] : [[textOf(insight['insightsCategory']) ?? 'Insight', text]];
    });
}

function factsOf({ product, log }: Log): readonly (readonly [string, string])[] {
  const meta = objectOf(log['diagnosticMetaData']);
  const pairs: readonly (readonly [string, unknown])[] = [
    ['Event', meta['event']],
    ['Event Detail', meta['eventDetail']],
    ['Signature', product['signatureId']],
  ];
  const known = pairs.flatMap(([label, value]): readonly (readonly [string, string])[] => {
    const text = textOf(value);
    return text === null ? [] : [[label, text]];
  });
  return [...known, ...insightFacts(product)];
}

/**
 * Reads the file if it is of that kind, else answers null. Of several logs the first is read and the report says so:
 * `partsOf` gives each of them.
 */
export function readDiagnosticLog(source: Source): CrashReport | null {
  const logs = logsOf(source.first?.value);
  const [first] = logs;
  if (first === undefined) return null;
  const warnings = new Warnings();
  for (const problem of problemsOf(source)) warnings.add(problem);
  if (logs.length > 1) warnings.add(`Only the first of the ${logs.length} logs of this file is shown.`);
  const meta = withModel(objectOf(first.log['diagnosticMetaData']));
  const kind = kindOf(meta);
  const diagnostic = { ...first.log, diagnosticMetaData: withDetail(kind, meta) };
  const report = readDiagnostic({ kind, diagnostic, payload: {} }, 'diagnostic-log', warnings);
  return report.body === null ? report : { ...report, body: { ...report.body, facts: factsOf(first) } };
}
