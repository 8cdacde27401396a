/** The suites that `npm test` runs, each as a process of its own, and the counts that each one reports. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { z } from 'zod';

/** What a suite came to. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What failed, a paragraph each: said once more at the end, where it is found. */
  readonly failures: readonly string[];
}

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  console.log(`\n▸ ${command} ${args.join(' ')}`);
  return spawnSync(command, [...args], { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

/** A step that is right or wrong as a whole. */
export function runStep(script: string): Counts {
  const isDone = run('npm', ['run', '--silent', script]);
  const failures = isDone ? [] : [`npm run ${script}`];
  return { passed: isDone ? 1 : 0, failed: failures.length, skipped: 0, failures };
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numFailedTestSuites: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** Files that could not be run, and tests that failed, each with what was said of it. */
function vitestFailures({ testResults }: z.infer<typeof vitestReport>): string[] {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      if (failed.length === 0) return [`${relative('.', name)}\n${message}`];
      return failed.map(
        (test) => `${relative('.', name)} › ${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`,
      );
    });
}

/** Everything under `test/` but the browser's part. */
export function runVitest(report: string): Counts {
  rmSync(report, { force: true });
  const isDone = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  const counts = vitestReport.parse(JSON.parse(readFileSync(report, 'utf8')));
  const failures = vitestFailures(counts);
  const failed = counts.numFailedTests > 0 || isDone ? counts.numFailedTests : Math.max(1, counts.numFailedTestSuites);
  const skipped = counts.numPendingTests + counts.numTodoTests;
  return { passed: counts.numPassedTests, failed, skipped, failures };
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
  // Playwright says itself what failed, at the very end.
  const failures = isDone ? [] : ['playwright test: see above'];
  return { passed: stats.expected, failed: failed > 0 || isDone ? failed : 1, skipped: stats.skipped, failures };
}
