/** Who crashed, and where: process, app, system and the header lines of Apple's translation, out of header and body. */
import type { App, OperatingSystem, Process } from '../../report/report.ts';
import { identityOf } from '../identity.ts';
import { parseSystem } from '../system.ts';
import { countOf, flagOf, integerOf, isObject, objectOf, textOf } from './values.ts';
import type { JsonObject } from './values.ts';

export function readProcess(body: JsonObject, header: JsonObject): Process {
  return {
    name: textOf(body['procName']) ?? textOf(header['name']) ?? textOf(header['app_name']),
    pid: countOf(body['pid']),
    path: textOf(body['procPath']),
    parent: textOf(body['parentProc']),
    parentPid: countOf(body['parentPid']),
    role: textOf(body['procRole']),
  };
}

export function readApp(body: JsonObject, header: JsonObject): App {
  const bundle = objectOf(body['bundleInfo']);
  return {
    name: textOf(header['app_name']) ?? textOf(bundle['CFBundleName']) ?? textOf(body['procName']),
    bundleId: textOf(bundle['CFBundleIdentifier']) ?? textOf(header['bundleID']),
    version: textOf(bundle['CFBundleShortVersionString']) ?? textOf(header['app_version']),
    build: textOf(bundle['CFBundleVersion']) ?? textOf(header['build_version']),
  };
}

export function readSystem(body: JsonObject, header: JsonObject): OperatingSystem {
  const raw = body['osVersion'];
  const stated = parseSystem(textOf(header['os_version']) ?? textOf(raw));
  if (!isObject(raw)) return stated;
  const train = parseSystem(textOf(raw['train']));
  return {
    name: train.name ?? stated.name,
    version: train.version ?? stated.version,
    build: textOf(raw['build']) ?? stated.build,
  };
}

function named(name: unknown, number: unknown): string | null {
  const text = textOf(name);
  const id = integerOf(number);
  if (text === null) return null;
  return id === null ? text : `${text} [${id}]`;
}

function seconds(value: unknown): string | null {
  const count = textOf(value);
  return count === null ? null : `${count} seconds`;
}

/** `XCBuild-24000001210000000~66 (17A400)` */
function buildInfo(body: JsonObject): string | null {
  const build = objectOf(body['buildInfo']);
  const project = textOf(build['ProjectName']);
  if (project === null) return null;
  const [source, number, product] = ['SourceVersion', 'BuildVersion', 'ProductBuildVersion'].map((key) =>
    textOf(build[key]),
  );
  return `${project}-${source ?? '???'}~${number ?? '???'} (${product ?? '???'})`;
}

const CALLS = ['task_for_pid', 'thread_create', 'thread_set_state'];
const CALLERS = [
  ['targeted', 'Calls made by other processes targeting this process:'],
  ['caller', 'Calls made by this process:'],
  ['system', 'Calls made by all processes on this machine:'],
] as const;

/** Who else had its hands in the process, as the text of macOS words it. */
function modifications(body: JsonObject): string | null {
  const calls = body['extMods'];
  if (!isObject(calls)) return null;
  const lines = CALLERS.flatMap(([key, title]) => {
    const counts = objectOf(calls[key]);
    return [`  ${title}`].concat(CALLS.map((call) => `    ${call}: ${countOf(counts[call]) ?? 0}`));
  });
  return lines.join('\n');
}

/** The lines of Apple's translated header that have no field of their own in the domain, in its order. */
export function readExtras(body: JsonObject): readonly (readonly [string, string])[] {
  const store = objectOf(body['storeInfo']);
  const bundle = objectOf(body['bundleInfo']);
  const system = objectOf(body['osVersion']);
  const lines: readonly (readonly [string, string | null])[] = [
    ['Distributor ID', textOf(store['distributorID'])],
    ['AppStoreTools', textOf(bundle['DTAppStoreToolsBuild'])],
    ['AppVariant', textOf(store['applicationVariant'])],
    ['Coalition', named(body['coalitionName'], body['coalitionID'])],
    ['Responsible', named(body['responsibleProc'], body['responsiblePid'])],
    ['User ID', textOf(body['userID'])],
    ['Release Type', textOf(system['releaseType'])],
    ['Baseband Version', textOf(body['basebandVersion'])],
    ['Sleep/Wake UUID', textOf(body['sleepWakeUUID'])],
    ['Time Awake Since Boot', seconds(body['uptime'])],
    ['Time Since Wake', seconds(body['wakeTime'])],
    ['System Integrity Protection', textOf(body['sip'])],
    ['Build Info', buildInfo(body)],
    ['External Modification Summary', modifications(body)],
    ['VM Region Summary', textOf(body['vmSummary'])?.trimEnd() ?? null],
  ];
  return lines.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]));
}

/** The identifier of the report: the body's, else the metadata's. */
export function incidentOf(body: JsonObject, header: JsonObject): string | null {
  const said = identityOf(textOf(body['incident'])) ?? identityOf(textOf(header['incident_id']));
  return said?.toUpperCase() ?? null;
}

/** TestFlight's mark. */
export function readBeta(body: JsonObject, header: JsonObject): boolean {
  const store = objectOf(body['storeInfo']);
  return flagOf(header['is_beta']) || flagOf(body['isBeta']) || flagOf(store['entitledBeta']);
}
