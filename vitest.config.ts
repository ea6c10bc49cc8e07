import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { lessonsPlugin } from './build/lessons/lessons-plugin.ts';
import { shelfPlugin } from './build/shelf-plugin.ts';
import { stillSqlitePlugin } from './build/still-sqlite-plugin.ts';
import { workerTextPlugin } from './build/worker-text-plugin.ts';

export default defineConfig({
  plugins: [lessonsPlugin(), shelfPlugin(), stillSqlitePlugin(), workerTextPlugin('node')],
  test: {
    include: ['simulator/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/browser/**', 'node_modules/**', 'dist/**'],
    environment: 'node',
    testTimeout: 60_000,
    // Where there are two cores, one of them would be left idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
