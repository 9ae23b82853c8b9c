import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'threads',
    // Against a test that hangs; how long a law takes on a busy machine says nothing of it.
    testTimeout: 300_000,
    reporters: ['default', './test/summary-reporter.ts'],
  },
});
