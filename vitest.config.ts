import { defineConfig } from 'vitest/config';
import { shelfPlugin } from './build/shelf-plugin.ts';
import { stillSqlitePlugin } from './build/still-sqlite-plugin.ts';
import { workerTextPlugin } from './build/worker-text-plugin.ts';

export default defineConfig({
  plugins: [shelfPlugin(), stillSqlitePlugin(), workerTextPlugin('node')],
  test: {
    include: ['simulator/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/browser/**', 'node_modules/**', 'dist/**'],
    environment: 'node',
    testTimeout: 60_000,
  },
});
