/**
 * `npm test`: installs what is missing, builds, checks and runs every suite. The last line is
 * `N passed, N failed, N skipped`; the exit code is 1 when anything failed.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { messageOf } from '../../shared/result.ts';
import { installNeeds } from './install.ts';
import { runPlaywright, runStep, runVitest } from './suites.ts';
import type { Counts } from './suites.ts';

const cache = resolve(import.meta.dirname, '..', '..', '.cache');
mkdirSync(cache, { recursive: true });
installNeeds();

const suites: readonly (() => Counts)[] = [
  () => runStep('build'),
  () => runStep('check'),
  () => runVitest(join(cache, 'vitest.json')),
  () => runPlaywright(join(cache, 'playwright.json')),
];

const total = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const suite of suites) {
  try {
    const { passed, failed, skipped, failures: said } = suite();
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    failures.push(...said);
  } catch (thrown) {
    failures.push(`A suite ended without a report: ${messageOf(thrown)}`);
    total.failed += 1;
  }
}
for (const failure of failures) console.log(`\n✗ ${failure}`);
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
