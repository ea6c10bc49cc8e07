import { describe, expect, test } from 'vitest';
import { loading, logOf, messageOf } from '../testing/loading.ts';

describe('CommonJS', () => {
  test('require runs a file once and gives its exports, also half-made ones in a cycle', () => {
    const log = logOf({
      'main.js': `const a = require('./a'); log(a.name); log(require('./a') === a); log(require('./folder').index); log(require.main === module); log(__esModule)\nvar __esModule; exports.x = 1; log(this === exports); log(module.filename)`,
      'a.js': `exports.name = 'a'; const b = require('./b.js'); log(b.sees); exports.after = 1`,
      'b.js': `const a = require('./a'); module.exports = { sees: Object.keys(a) }`,
      'folder/index.js': `exports.index = require('../b').sees.length`,
    });
    expect(log).toEqual([['name'], 'a', true, 1, true, undefined, true, '/main.js']);
  });

  test('an ES module imports module.exports as its default and reads names from it', () => {
    const log = logOf(
      {
        'main.ts': `import lib, { named, getter, fromFunction } from './lib'; import * as ns from './lib'; import esm, { other } from 'was-esm'; import { readFile } from 'node:fs'; import events from 'events';
          log(lib === ns.default); log(named); log(getter()); log(fromFunction); log(esm); log(other); log(readFile); log(events.name); log(lib())`,
        'lib.js': `module.exports = function lib() { return 'called' }; module.exports.named = 'named'; module.exports.getter = () => this === module.exports; module.exports.fromFunction = 1; `,
      },
      {
        'was-esm': { __esModule: true, default: 'the default', other: 'other' },
        fs: { readFile: 'read' },
        'node:events': { name: 'events' },
      },
    );
    expect(log).toEqual([true, 'named', false, 1, 'the default', 'other', 'read', 'events', 'called']);
  });

  test('names that a CommonJS module does not have are told', () => {
    expect(messageOf({ 'main.ts': `import { nothing } from 'lib'; log(nothing)` }, { lib: { something: 1 } })).toBe(
      "'lib' has no export named 'nothing' (imported by main.ts:1:25); it exports: default, something",
    );
  });

  test('export * takes from a library what it has when it has run', () => {
    const { namespace } = loading(
      { 'main.ts': `export * from 'lib'; export * from './x'`, 'x.js': `exports.y = 2` },
      { lib: { a: 1 } },
    );
    expect({ ...namespace }).toEqual({ a: 1, y: 2 });
  });

  test('require of an ES module gives its namespace, unless it awaits', () => {
    const log = logOf({
      'main.js': `log(require('./esm').x); try { require('./waits') } catch (e) { log(e.code) } import('./esm').then((ns) => log(ns.x))`,
      'esm.ts': `export const x: number = 1`,
      'waits.ts': `await 0; export {}`,
    });
    expect(log).toEqual([1, 'ERR_REQUIRE_ASYNC_MODULE', 1]);
  });

  test('a missing require throws and can be caught', () => {
    expect(logOf({ 'main.js': `try { require('left-pad') } catch (e) { log(e.code) }` })).toEqual([
      'ERR_MODULE_NOT_FOUND',
    ]);
  });

  test('sloppy code is sloppy, and a text without import or export is CommonJS', () => {
    expect(
      logOf({
        'main.js': `with ({ inWith: 1 }) log(inWith); log(010); undeclared = 2; log(typeof this); log((function () { return this === undefined })()); return; log('never')`,
      }),
    ).toEqual([1, 8, 'object', false]);
    expect(
      logOf({ 'main.ts': `const { sep }: { sep: string } = require('path'); log(sep)` }, { path: { sep: '/' } }),
    ).toEqual(['/']);
  });
});
