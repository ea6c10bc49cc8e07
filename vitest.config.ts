import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { lessonsPlugin } from './build/lessons/lessons-plugin.ts';
import { shelfPlugin } from './build/shelf-plugin.ts';
import { stillSqlitePlugin } from './build/still-sqlite-plugin.ts';
import { workerTextPlugin } from './build/worker-text-plugin.ts';

export default defineConfig({
  plugins: [lessonsPlugin(), shelfPlugin(), stillSqlitePlugin(), workerTextPlugin('node')],
  // Built for a page, which nobody opens here.
  resolve: { alias: { 'virtual:engine-assets': 'data:text/javascript,export default {}; export const needs = {};' } },
  test: {
    include: ['simulator/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/browser/**', 'node_modules/**', 'dist/**'],
    environment: 'node',
    testTimeout: 60_000,
    // A process for each file would load the same modules 250 times. So files clear away what they put in place of something.
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    // It makes one module whatever it is asked: left to Node it would outlive those who remember that.
    server: { deps: { inline: [/sql\.js/] } },
    // Where there are two cores, one of them would be left idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
