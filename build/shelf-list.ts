/** Where each name of the shelf comes from: real libraries are re-exported, simulated ones are ours. */
const real = (name: string): string => `export * from '${name}';`;
/** Its default export is what `require` gives; every named one is a property of it. */
const ours = (name: string): string => `export { default } from './simulator/libraries/${name}/${name}.ts';`;

export const shelfSources: Readonly<Record<string, string>> = {
  events: `module.exports = require('events/');`,
  hono: real('hono'),
  'hono/cookie': real('hono/cookie'),
  'hono/cors': real('hono/cors'),
  'hono/factory': real('hono/factory'),
  'hono/http-exception': real('hono/http-exception'),
  'hono/logger': real('hono/logger'),
  'hono/request-id': real('hono/request-id'),
  'hono/timeout': real('hono/timeout'),
  'hono/validator': real('hono/validator'),
  opossum: ours('opossum'),
  xstate: `export * from './simulator/libraries/xstate/xstate.ts';`,
  zod: `export * from 'zod'; export { z as default } from 'zod';`,
  jose: real('jose'),
  pg: ours('pg'),
  test: `export { default } from './simulator/libraries/node-test/node-test.ts';`,
  kafkajs: `export * from './simulator/libraries/kafkajs/kafkajs.ts';`,
  express: ours('express'),
};
