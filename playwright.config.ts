/** The browser's part of the tests: the built window, served by the real web host, in the system's Chromium. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/web',
  testMatch: '*.spec.ts',
  outputDir: 'test-results/web',
  fullyParallel: true,
  // Each test has a host and a browser of its own: on two cores, two at a time would wait for each other.
  workers: 1,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    headless: true,
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    permissions: ['clipboard-read', 'clipboard-write'],
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['FAULTLINE_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
