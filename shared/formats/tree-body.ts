/**
 * Reports of hangs, launches and resources whose JSON body holds call stacks as MetricKit has them, behind the metadata line
 * of an `.ips`. The stacks are read as MetricKit's are; who, when and of which kind is what the metadata says.
 */
import type { CrashReport } from '../report/report.ts';
import { bugTypeKind, isCrashType } from './bug-type.ts';
import { documentsOf } from './envelope/documents.ts';
import { readSubject } from './envelope/subject.ts';
import { readDiagnostic } from './metrickit/diagnostic.ts';
import { findDiagnostics } from './metrickit/find.ts';
import type { Source } from './source.ts';
import { Warnings } from './warnings.ts';

/** Reads the file if it is of that kind, else answers null. */
export function readTreeBody(source: Source): CrashReport | null {
  if (source.first === null) return null;
  const documents = documentsOf(source);
  const { body, bugType, problems } = documents;
  if (bugType === null || isCrashType(bugType)) return null;
  const [diagnostic] = findDiagnostics(body).diagnostics;
  if (diagnostic === undefined) return null;
  const warnings = new Warnings();
  for (const problem of problems) warnings.add(problem);
  const report = readDiagnostic(diagnostic, 'ips-json', warnings);
  const kind = bugTypeKind(bugType);
  const subject = readSubject(documents, kind === 'other' ? report.kind : kind, 'ips-json', report.body ?? undefined);
  const { process, app, os } = subject;
  return {
    ...report,
    kind: subject.kind,
    bugType,
    incident: subject.incident,
    process: process.name === null ? { ...process, name: report.process.name } : process,
    app: app.bundleId === null && app.version === null ? report.app : app,
    os: os.version === null ? report.os : os,
    platform: subject.platform ?? report.platform,
    device: subject.device ?? report.device,
    deviceKey: subject.deviceKey,
    beta: subject.beta || report.beta,
    crashedAt: subject.crashedAt ?? report.crashedAt,
    launchedAt: subject.launchedAt,
  };
}
