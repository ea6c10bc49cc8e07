import { expect, test } from 'vitest';
import { libraryImportsOf, relativeImportsOf } from './import-scan.ts';

const found = (source: string): string[] => relativeImportsOf(source).map((each) => each.specifier);

test('every form of import is seen, packages are not', () => {
  const source = `
import './a.ts'
import b from "./b"
import * as c from '../c.js'; import d, { type D, e as f } from './d/index'
export { g } from './g'; export * from './h'; export * as i from './i'
export type { J } from './j'
const k = require('./k.json')
const l = await import('./l')
const m = import(\`./m\`)
import { Hono } from 'hono'
import n from '.'
`;
  expect(found(source)).toEqual([
    './a.ts',
    './b',
    '../c.js',
    './d/index',
    './g',
    './h',
    './i',
    './j',
    './k.json',
    './l',
    './m',
    '.',
  ]);
});

test('what only looks like an import is none', () => {
  const source = `
// import './comment'
/* require('./comment') */
const text = "import './text'", other = 'require("./text")'
const template = \`import './template' \${nested(\`require('./nested')\`)}\`
const pattern = /require('.\\/pattern')/.test("'")
const half = a / b / require
db.require('./method'); it.import('./method')
import(variable); require(variable)
export const from = './constant'
export default from
import.meta.url
const object = { import: './value', from: './value' }
`;
  expect(found(source)).toEqual([]);
});

test('code inside a template is code', () => {
  expect(found("const x = `${require('./a')} ${{ a: `${import('./b')}` }} './no'`; import './c'")).toEqual([
    './a',
    './b',
    './c',
  ]);
});

test('libraries are seen in every form, but not where the name is only begun or for types alone', () => {
  const source = `import { Hono } from 'hono'
import type { Pool } from 'pg'
const { EventEmitter } = require('node:events'), local = require('./local')
const other = require('kafka' + 'js'), begun = require('./' + name)
const zod = await import('zod')`;
  expect(libraryImportsOf(source)).toEqual(['hono', 'node:events', 'zod']);
  expect(found(source)).toEqual(['./local']);
});

test('imports of types alone are told apart', () => {
  const source = `import type { A } from './a'
import type B from './b'
import type from './c'
import type, { D } from './d'
import { type E } from './e'
export type * from './f'
`;
  expect(
    relativeImportsOf(source)
      .filter((each) => each.typesOnly)
      .map((each) => each.specifier),
  ).toEqual(['./a', './b', './f']);
});

test('the place is that of the path', () => {
  expect(relativeImportsOf(`\n  import {\n    a,\n  } from './a'`)).toEqual([
    { specifier: './a', line: 4, column: 10, typesOnly: false },
  ]);
});

test('code that does not end is no trouble', () => {
  for (const source of [
    '`',
    '`${',
    "'",
    '/*',
    'import',
    'import {',
    'import { a } from',
    "require('./x",
    '}}}}`',
    '/[/',
  ]) {
    expect(() => relativeImportsOf(source)).not.toThrow();
  }
});
