import { defineConfig } from 'vitest/config';

/** Every suite but the browser's: `test/web` belongs to Playwright. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/web/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 240_000,
    pool: 'forks',
  },
});
