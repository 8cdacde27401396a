/** The suites that `npm test` runs, each as a process of its own, and the counts that each one reports. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';

/** What a suite came to. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  console.log(`\n▸ ${command} ${args.join(' ')}`);
  return spawnSync(command, [...args], { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

/** A step that is right or wrong as a whole. */
export function runStep(script: string): Counts {
  const isDone = run('npm', ['run', '--silent', script]);
  return { passed: isDone ? 1 : 0, failed: isDone ? 0 : 1, skipped: 0 };
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numFailedTestSuites: z.number(),
});

/** Everything under `test/` but the browser's part. */
export function runVitest(report: string): Counts {
  rmSync(report, { force: true });
  const isDone = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  const counts = vitestReport.parse(JSON.parse(readFileSync(report, 'utf8')));
  const failed = counts.numFailedTests > 0 || isDone ? counts.numFailedTests : Math.max(1, counts.numFailedTestSuites);
  return { passed: counts.numPassedTests, failed, skipped: counts.numPendingTests + counts.numTodoTests };
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/** The browser's part. A flaky test counts as failed: what is true only sometimes is not true. */
export function runPlaywright(report: string): Counts {
  rmSync(report, { force: true });
  const isDone = run('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  const { stats } = playwrightReport.parse(JSON.parse(readFileSync(report, 'utf8')));
  const failed = stats.unexpected + stats.flaky;
  return { passed: stats.expected, failed: failed > 0 || isDone ? failed : 1, skipped: stats.skipped };
}
