/**
 * What tells a crash from others where its report has no incident: the process, the moment, and where all its threads stood.
 * Names of functions are left out, so that one copy may have symbols and the other none.
 */
import { createHash } from 'node:crypto';
import type { CrashReport } from '../../shared/report/report.ts';
import { eachStack } from '../../shared/report/stacks.ts';

/** Null where the report has an incident, or says too little: no time, or no address. */
export function contentOf(report: CrashReport): string | null {
  if (report.incident !== null || report.crashedAt === null) return null;
  const hash = createHash('sha256');
  hash.update(JSON.stringify([report.kind, report.process.name ?? report.app.name, Date.parse(report.crashedAt)]));
  let says = false;
  eachStack(report, (frames) => {
    hash.update(`\n${frames.length}`);
    for (const { address } of frames) {
      says ||= address !== 0n;
      hash.update(` ${address.toString(16)}`);
    }
  });
  return says ? hash.digest('hex') : null;
}
