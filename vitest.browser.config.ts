import { defineConfig } from 'vitest/config';

/** Drives a real Chromium against the built page; CHROMIUM and FLOTILLA_URL say where both are. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.test.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
