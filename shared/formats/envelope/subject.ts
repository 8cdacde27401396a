/**
 * What every report of the system says, whatever its family: when, where, of which build, by whom. The words are those of
 * stackshots, panics and Jetsam (`build`, `product`, `date`) and those of crash bodies (`osVersion`, `modelCode`,
 * `captureTime`), since newer families mix them.
 */
import { EMPTY_BODY } from '../../report/body.ts';
import type { ReportBody } from '../../report/body.ts';
import type { CrashReport, Process, ReportFormat, ReportKind } from '../../report/report.ts';
import { readException, readTermination } from '../json/ending.ts';
import { incidentOf, readApp, readBeta, readExtras, readSystem } from '../json/subject.ts';
import { countOf, isObject, listOf, textOf, textsOf } from '../json/values.ts';
import type { JsonObject } from '../json/values.ts';
import { identityOf } from '../identity.ts';
import { parseMoment } from '../moment.ts';
import { guessPlatform, parseSystem, platformOf } from '../system.ts';
import type { Documents } from './documents.ts';

/** Fields that are read into places of their own. */
export const SUBJECT_FIELDS: readonly string[] = [
  'bug_type',
  'incident',
  'incident_id',
  'crashReporterKey',
  'date',
  'timestamp',
  'captureTime',
  'procLaunch',
  'build',
  'os_version',
  'osVersion',
  'product',
  'modelCode',
  'procName',
  'process_name',
  'procPath',
  'pid',
  'parentProc',
  'parentPid',
  'procRole',
  'bundleInfo',
  'storeInfo',
  'coalitionName',
  'coalitionID',
  'responsibleProc',
  'responsiblePid',
  'userID',
  'basebandVersion',
  'sleepWakeUUID',
  'uptime',
  'wakeTime',
  'sip',
  'termination',
  'notes',
  'reportNotes',
  'ktriageinfo',
];
/** Fields of the metadata line that say nothing of their own. */
export const HEADER_FIELDS: readonly string[] = [
  ...SUBJECT_FIELDS,
  'app_name',
  'name',
  'app_version',
  'build_version',
  'bundleID',
  'platform',
  'is_beta',
  'share_with_app_devs',
];

/** Some systems write -1 where they know none. */
function pidOf(value: unknown): number | null {
  const pid = countOf(value);
  return pid === null || pid < 0 ? null : pid;
}

function readProcess(body: JsonObject, header: JsonObject): Process {
  // The metadata's `name` is a process only where there is an app; else it is the log's own name (`Reset count`).
  const ofApp = textOf(header['app_name']) ?? (Object.hasOwn(header, 'bundleID') ? textOf(header['name']) : null);
  return {
    name: textOf(body['procName']) ?? textOf(body['process_name']) ?? ofApp,
    pid: pidOf(body['pid']),
    path: textOf(body['procPath']),
    parent: textOf(body['parentProc']),
    parentPid: pidOf(body['parentPid']),
    role: textOf(body['procRole']),
  };
}

function lines(value: unknown): readonly string[] {
  return textsOf(value)
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.trim() !== '');
}

/** A report of a text body, with what only the metadata line in front of it says. */
export function withEnvelope(report: CrashReport, documents: Documents): CrashReport {
  const said = readSubject(documents, report.kind, report.format);
  return {
    ...report,
    bugType: documents.bugType ?? report.bugType,
    incident: report.incident ?? said.incident,
    os: report.os.version === null ? said.os : report.os,
    platform: report.platform ?? said.platform,
    crashedAt: report.crashedAt ?? said.crashedAt,
  };
}

/** The report of a system, without threads and images, to be spread; `warnings` are left to the reader. */
export function readSubject(
  documents: Documents,
  kind: ReportKind,
  format: ReportFormat,
  body: ReportBody = EMPTY_BODY,
): Omit<CrashReport, 'warnings'> {
  const { header, body: raw, bugType } = documents;
  const process = readProcess(raw, header);
  const built = parseSystem(textOf(raw['build']));
  const stated = readSystem(raw, header);
  const os = built.version === null ? stated : built;
  const app = readApp(raw, header);
  return {
    kind,
    format,
    bugType,
    incident: incidentOf(raw, header),
    process,
    app: { ...app, name: app.name ?? process.name },
    os,
    platform: platformOf(countOf(header['platform'])) ?? guessPlatform(os, process.path, process.parent),
    device: textOf(raw['product']) ?? textOf(raw['modelCode']),
    codeType: textOf(raw['cpuType']),
    arch: null,
    deviceKey: identityOf(textOf(raw['crashReporterKey'])),
    beta: readBeta(raw, header),
    crashedAt: parseMoment(textOf(raw['captureTime']) ?? textOf(raw['date']) ?? textOf(header['timestamp'])),
    launchedAt: parseMoment(textOf(raw['procLaunch'])),
    reportVersion: null,
    exception: isObject(raw['exception']) ? readException(raw, header) : null,
    termination: isObject(raw['termination']) ? readTermination(raw) : null,
    vmRegion: null,
    appInformation: [],
    crashedThread: null,
    threads: [],
    lastException: null,
    backtraces: [],
    images: [],
    notes: [...lines(raw['ktriageinfo']), ...lines(raw['reportNotes']), ...listOf(raw['notes']).flatMap(lines)],
    extras: readExtras(raw),
    body,
  };
}
