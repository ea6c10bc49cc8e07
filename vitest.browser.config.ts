import { defineConfig } from 'vitest/config';
import { lessonsPlugin } from './build/lessons/lessons-plugin.ts';
import { shelfPlugin } from './build/shelf-plugin.ts';
import { stillSqlitePlugin } from './build/still-sqlite-plugin.ts';
import { workerTextPlugin } from './build/worker-text-plugin.ts';

/** Drives a real Chromium against the built page; CHROMIUM and FLOTILLA_URL say where both are. */
export default defineConfig({
  // The same run in Node, to be compared.
  plugins: [lessonsPlugin(), shelfPlugin(), stillSqlitePlugin(), workerTextPlugin('node')],
  test: {
    include: ['tests/browser/**/*.test.ts'],
    environment: 'node',
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
