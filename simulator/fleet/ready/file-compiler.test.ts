import { expect, test } from 'vitest';
import { compileHere } from './file-compiler.ts';

const compiled = (files: Record<string, string>) => compileHere()({ files });

test('data beside the code is data: what is no JSON is never evaluated, and is told with its place', () => {
  const entry = { 'services/a.ts': `import prices from './prices.json'\nexport default prices` };
  expect(compiled({ ...entry, 'services/prices.json': '{ "tea": 3 }\n' })).toMatchObject({
    broken: null,
    modules: { 'services/prices.json': { format: 'cjs', code: 'module.exports = { "tea": 3 };' } },
  });
  const hostile = compiled({ ...entry, 'services/prices.json': '0 }); escape(); (function () {' });
  expect(hostile.broken).toBe('services/prices.json:1:1 this file is no JSON');
  expect(hostile.modules).not.toHaveProperty(['services/prices.json']);
});

test('libraries are put on the shelf of a service however it imports them', () => {
  expect(compiled({ 'a.cjs': `const { Hono } = require('hono')` }).shelf).toEqual(['hono', 'hono/http-exception']);
  expect(
    compiled({ 'a.ts': `const { z } = await import('zod')\nexport default require('node:events')` }).shelf,
  ).toEqual(['events', 'zod']);
});
