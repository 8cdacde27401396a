/**
 * Logs of submitted crashes, made of the project's sample reports: each with an incident of its own, most as Apple's text,
 * every fifth as the `.ips` that newer systems send.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReport } from '../../../shared/formats/index.ts';
import { toText } from '../../../shared/render/text.ts';
import { uuidFor } from '../../fixtures/reports.ts';
import { valueOf } from '../../fixtures/results.ts';

const REPORTS = join(import.meta.dirname, '../../../resources/samples/reports');
/** Stands for the incident in a text that is made once for each sample. */
const INCIDENT = '00000000-0000-4000-8000-0000000FA17E';

interface Log {
  readonly text: string;
  readonly ips: string;
}

let logs: readonly Log[] | null = null;

function read(): readonly Log[] {
  const names = readdirSync(REPORTS).filter((name) => name.endsWith('.ips'));
  return names.sort().map((name) => {
    const ips = readFileSync(join(REPORTS, name), 'utf8');
    const report = valueOf(readReport(ips));
    const text = toText({ ...report, incident: INCIDENT, beta: true });
    return { text, ips: report.incident === null ? ips : ips.replaceAll(report.incident, INCIDENT) };
  });
}

/** The incident of the `index`th log. */
export function incidentOf(index: number): string {
  return uuidFor(`submitted crash ${index}`).toUpperCase();
}

/** The `index`th log; any number of them, all different. */
export function crashLog(index: number): string {
  logs ??= read();
  const log = logs[index % logs.length];
  if (log === undefined) throw new Error(`There is no sample report in ${REPORTS}`);
  return (index % 5 === 4 ? log.ips : log.text).replaceAll(INCIDENT, incidentOf(index));
}
