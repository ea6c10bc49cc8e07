import { describe, expect, test } from 'vitest';
import { loading, logOf, messageOf } from '../testing/loading.ts';

describe('ES modules', () => {
  test('imports run before the body, in order, each once, wherever they stand', () => {
    const log = logOf({
      'main.ts': `log('main'); import './a.ts'; import { b } from './b'; import './a'; log(b);`,
      'a.ts': `import './c.js'; log('a');`,
      'b.ts': `import './c'; log('b'); export const b = 'value of b';`,
      'c.ts': `log('c');`,
    });
    expect(log).toEqual(['c', 'a', 'b', 'main', 'value of b']);
  });

  test('`this` at the top is undefined', () => {
    expect(logOf({ 'main.ts': `log(typeof this); log((() => typeof this)()); export {}` })).toEqual([
      'undefined',
      'undefined',
    ]);
  });

  test('an exported variable stays live in those who import it', () => {
    const log = logOf({
      'main.ts': `import { count, increment, renamed as again } from './counter'; import * as all from './counter';
        log(count); increment(); log(count); log(again); log(all.count); log(all['count']); const { count: copy } = all; increment(); log(copy);`,
      'counter.ts': `export let count = 0; export function increment() { count++ } export { count as renamed };`,
    });
    expect(log).toEqual([0, 1, 1, 1, 1, 1]);
  });

  test('only the imported variable is rewritten, not what shadows it', () => {
    const log = logOf({
      'main.ts': `import { a, f } from './lib';
        const object = { a, f: a, [a]: a, get g() { return a } }; log(object);
        log([typeof a, ((a) => a)('parameter'), ({ a = a + '?' } = { a: 'pattern' }) => a]. slice(0, 2));
        { const a = 'block'; log(a); } for (const a of ['loop']) log(a); try { throw 'caught' } catch (a) { log(a) }
        function own() { return typeof a; var a } log(own()); log((function a() { return typeof a })()); log(class { static a = a }.a);
        switch (1) { case 1: let a = 'switch'; log(a) } log(object.a); label: for (;;) { break label }
        const fn = (a2 = a) => a2; log(fn()); log(\`\${a}\`); log([...a].length); log(a ? a : 0); a: for (;;) break a;
        log(f()); log(f\`x\`); log(f?.()); log(new f().made); log((f)()); log(f!()); log([f].map((g) => g())[0]);
        function hoisted() { return inner(); function inner() { return a } } log(hoisted()); class B { a() { return a } } log(new B().a());`,
      'lib.ts': `export const a = 'A'; export function f(this: unknown) { if (new.target) { this.made = true } else return this === undefined }`,
    });
    const plain = JSON.parse(JSON.stringify(log)) as unknown;
    expect(plain).toEqual([
      { a: 'A', f: 'A', A: 'A', g: 'A' },
      ['string', 'parameter'],
      'block',
      'loop',
      'caught',
      'undefined',
      'function',
      'A',
      'switch',
      'A',
      'A',
      'A',
      1,
      'A',
      true,
      true,
      true,
      true,
      true,
      true,
      true,
      'A',
      'A',
    ]);
  });

  test('lines without semicolons do not run into rewritten calls', () => {
    const log = logOf({
      'main.ts': `import { f } from './f'
const x = 1
f(x)
const g = f
f(2)
let y = x as number
f(y)
y++
f(y)
const o = { x }
f\`3\`
if (x) f(4)
else f(5)
class A { p = f
 q = 6 }
f(new A().q)
do f(7)
while (false)
f(8)
export default f
f(9)
export { g }
f(10)`,
      'f.ts': `export const f = (x: unknown) => log(x)`,
    });
    expect(log.map(String)).toEqual(['1', '2', '1', '2', '3', '4', '6', '7', '8', '9', '10']);
  });

  test('every form of export', () => {
    const { namespace } = loading({
      'main.ts': `export const { a, b: [c = 3], ...rest } = { a: 1, b: [], d: 4 }; export let e: number | undefined, f = 6;
        export function g() { return 'g' } export async function h() {} export class I {} const j = 10; export { j, j as k, j as 'a name', j as default };
        export * from './star'; export * as everything from './star'; export { s as t, default as u } from './star'; import { s } from './star'; export { s as v };
        import * as ns from './star'; export { ns };`,
      'star.ts': `export const s = 's', a = 'hidden by the own a'; export default 'never starred'; export * from './deep';`,
      'deep.ts': `export const deep = 'deep'; export * from './main';`,
    });
    expect(Object.keys(namespace)).toEqual([
      'I',
      'a',
      'a name',
      'c',
      'deep',
      'default',
      'e',
      'everything',
      'f',
      'g',
      'h',
      'j',
      'k',
      'ns',
      'rest',
      's',
      't',
      'u',
      'v',
    ]);
    expect(namespace).toMatchObject({
      a: 1,
      c: 3,
      rest: { d: 4 },
      e: undefined,
      f: 6,
      k: 10,
      'a name': 10,
      default: 10,
    });
    expect(namespace).toMatchObject({ deep: 'deep', s: 's', t: 's', u: 'never starred', v: 's' });
    expect((namespace['everything'] as Record<string, unknown>)['default']).toBe('never starred');
    expect(namespace['everything']).toBe(namespace['ns']);
    expect(Object.prototype.toString.call(namespace)).toBe('[object Module]');
  });

  test.each([
    [`export default function () {}`, 'default'],
    [`export default function named() {}`, 'named'],
    [`export default async function () {}`, 'default'],
    [`export default async function* () {}`, 'default'],
    [`export default class {}`, 'default'],
    [`export default class Named {}`, 'Named'],
    [`export default () => {}`, 'default'],
    [`export default async <T,>(x: T) => x`, 'default'],
    [`export default (class {}) // a comment`, 'default'],
    [`export default (function () {})\n;`, 'default'],
    [`const f = () => {}\nexport default f as () => void`, 'f'],
    [`export default abstract class Shape {}`, 'Shape'],
  ])('%s is called %s', (source, name) => {
    const { namespace, error } = loading({ 'main.ts': source });
    expect(error).toBeUndefined();
    expect((namespace['default'] as { name: string }).name).toBe(name);
  });

  test('in a cycle, functions can be used before the module has run, constants cannot', () => {
    const log = logOf({
      'main.ts': `import { fromB } from './b'; export function early() { return 'early' } export async function soon() { return 'soon' } export default function () { return 'default' } export const late = 1; log(fromB)`,
      'b.ts': `import main, { early, soon, late } from './main'; log(early()); log(main()); soon().then(log); let seen; try { seen = late } catch (e) { seen = (e as Error).name } export const fromB = seen;`,
    });
    expect(log).toEqual(['early', 'default', 'ReferenceError', 'soon']);
  });

  test('what is imported only as a type is not imported', () => {
    const log = logOf({
      'main.ts': `import { Order, type Other } from './missing'; import type { T } from './missing'; import Default, * as Types from './missing';
        import { value, Shape } from './values'; export type { Order }; export { type T }; interface Local {} export { Local };
        const order: Order & Other & Types.X = { value } as unknown as Default; function f<X extends Shape>(x: X): x is X { return true } log(order.value); class C implements Shape {} export type Q = typeof value;`,
      'values.ts': `export interface Shape {} export const value = 5`,
    });
    expect(log).toEqual([5]);
  });

  test('an import without names runs the module; in JavaScript, so does one whose names are unused', () => {
    expect(
      logOf({
        'main.ts': `import './a'; import {} from './a'; import { x } from './b';`,
        'a.ts': `log('a')`,
        'b.ts': `log('b'); export const x = 1`,
      }),
    ).toEqual(['a']);
    expect(logOf({ 'main.js': `import { x } from './b';`, 'b.js': `log('b'); export const x = 1` })).toEqual(['b']);
  });

  test('top-level await: importers wait, siblings start', () => {
    const log = logOf({
      'main.ts': `import { a } from './a'; import './b'; log('main ' + a); await 0; for await (const x of [1]) log(x); export const done = await Promise.resolve('yes'); log(done)`,
      'a.ts': `log('a starts'); export const a = await Promise.resolve(1); log('a ends')`,
      'b.ts': `log('b')`,
    });
    expect(log).toEqual(['a starts', 'b', 'a ends', 'main 1', 1, 'yes']);
  });

  test('import() gives the namespace, and rejects with what the module throws', () => {
    const log = logOf({
      'main.ts': `const name = 'a'; const a = await import(\`./\${name}\`); log(a.x); log(a === (await import('./a.ts'))); try { await import('./bad') } catch (e) { log((e as Error).message) } try { await import('./none') } catch (e) { log((e as { code: string }).code) }`,
      'a.ts': `export const x = 'x'; await 0;`,
      'bad.ts': `throw new Error('bad module')`,
    });
    expect(log).toEqual(['x', true, 'bad module', 'ERR_MODULE_NOT_FOUND']);
  });

  test('import.meta knows the file', () => {
    expect(
      logOf({ 'src/main.ts': `log(import.meta.url); log(import.meta.dirname); log(import.meta.filename)` }),
    ).toEqual(['file:///src/main.ts', '/src', '/src/main.ts']);
  });

  test('an error at the top level rejects, also after an await and in a dependency', () => {
    expect(messageOf({ 'main.ts': `throw new Error('at once'); export {}` })).toBe('at once');
    expect(messageOf({ 'main.ts': `await 0; throw new Error('later')` })).toBe('later');
    expect(messageOf({ 'main.ts': `import './a'; log('never')`, 'a.ts': `await 0; throw new Error('below')` })).toBe(
      'below',
    );
    expect(messageOf({ 'main.ts': `import './a'; log('never')`, 'a.js': `module.exports = missing` })).toBe(
      'missing is not defined',
    );
  });

  test('a missing export is told before anything runs, with its place and what there is', () => {
    const { error, log } = loading({
      'main.ts': `import { wrong } from './a'; log(wrong)`,
      'a.ts': `log('never'); export const right = 1; export default 2`,
    });
    expect((error as Error).message).toBe(
      "'./a' has no export named 'wrong' (imported by main.ts:1:23); it exports: right, default",
    );
    expect(error).toBeInstanceOf(SyntaxError);
    expect(log).toEqual([]);
  });

  test('a missing module is told with its place and what there is', () => {
    expect(messageOf({ 'src/main.ts': `\n  import { x } from './stock'; log(x)`, 'src/stocks.ts': '' })).toBe(
      "Cannot find './stock' (imported by src/main.ts:2:21): there is no file src/stock; the files are: src/main.ts, src/stocks.ts",
    );
    expect(messageOf({ 'main.ts': `import _ from 'lodash'; log(_)` }, { hono: {}, pg: {} })).toBe(
      "Cannot find 'lodash' (imported by main.ts:1:15): it is not on the shelf; the shelf has: hono, pg",
    );
    expect(messageOf({ 'main.ts': `import '../../outside'` })).toContain('there is no file ../../outside');
  });
});
