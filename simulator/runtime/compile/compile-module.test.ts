import { describe, expect, test } from 'vitest';
import { compileModule } from './compile-module.ts';
import { compiled, givenInstance, load, runScript } from './testing/instance.ts';

const errorsOf = (source: string, path = 'a.ts'): unknown => {
  const result = compileModule({ path, source });
  return result.ok ? 'compiled' : result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

describe('what is refused, with its place', () => {
  test.each([
    ['const x: number = ;', '1:19 unexpected ;'],
    ['\nif (a { }', '2:7 unexpected {'],
    ['function f() {', '1:15 unexpected end of file'],
    ['let a = 1\nlet a = 2', "2:5 Identifier 'a' has already been declared"],
    ['function f() { await x }', /^1:16 .*'await' outside an async function/],
    ['const s = "open', '1:11 Unterminated string constant'],
    ['import { a } from "x"\na = 5; export {}', '2:1 a is an import and cannot be assigned'],
    ['enum Color { Red }', '1:1 enum is code, not only a type'],
    ['const enum Color { Red }', '1:1 enum is code, not only a type'],
    ['export enum Color { Red }', '1:8 enum is code, not only a type'],
    ['\n  namespace N { export const x = 1 }', '2:3 namespace is code, not only a type'],
    ['class A { constructor(private x: number) {} }', '1:23 a parameter property is code, not only a type'],
    ['import fs = require("fs")', '1:1 import = is not supported'],
    ['export = 5', '1:1 export = is not supported'],
    ['@decorated class A {}', '1:1 decorators are not supported'],
    ['{ using x = f() }', '1:3 using is not supported'],
    ['const __flotilla = 1', '1:7 names that begin with __flotilla are taken'],
    [
      'class A extends Object { constructor() { const f = async () => { super() }; f() } }',
      /1:52 super\(\) inside an async/,
    ],
  ])('%s', (source, message) => {
    const errors = errorsOf(source) as string[];
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(message);
  });

  test('every enum of a file is told, and what to write instead', () => {
    const result = compileModule({ path: 'a.ts', source: 'enum A {}\nenum B {}' });
    expect(result).toEqual({
      ok: false,
      errors: [1, 2].map((line) => ({
        line,
        column: 1,
        message: 'enum is code, not only a type',
        expected: "a constant object: const Status = { Open: 'open' } as const",
      })),
    });
  });

  test('types in a .js file are syntax errors', () => {
    expect(errorsOf('const x: number = 1', 'a.js')).toEqual(['1:8 unexpected :']);
  });
});

describe('types leave no trace but spaces', () => {
  /** Without what counts loops and passes lines. */
  const unchanged = (source: string): string =>
    compiled('a.ts', source)
      .code.replace(/^const __\w+=__flotilla[^;]*;/, '')
      .replaceAll(/__place\[1\]&&__pass\(__file\+1\);/g, '')
      .replaceAll(/\(__place\[1\]&&__pass\(__file\+1\),(.*?)\);$/g, '$1;')
      .replace(/ +/g, ' ');
  test.each([
    ['let x!: number, y: string | undefined = "y" as string;', 'let x , y = "y" ;'],
    [
      'abstract class A<T> extends B<T> implements C, D<T> { private readonly x?: number = 1; y!: string; declare z: 1; abstract q(): void; [k: string]: any; m(): void; m(a?: 1): void {} protected static override async?(): 1 {} }',
      ' class A extends B { x = 1; y ; m(a ) {} static async () {} }',
    ],
    ['function f(this: A, a?: number, ...b: string[]): asserts a is 5 {}', 'function f( a , ...b ) {}'],
    ['function over(a: 1): void; function over(a: 2): void; function over(a: any) {}', ' function over(a ) {}'],
    ['const g = <T,>(x: T): x is T & {} => (x satisfies T)!;', 'const g = (x ) => (x ) ;'],
    [
      'try {} catch (e: unknown) {} for (const x of y as T[]) {}',
      'try {} catch (e ) {} for (const x of y ) {--__budget.left<0&&__budget.spent();}',
    ],
    ['const h = f<T>; (<any>x).y;', 'const h = f ; ( x).y;'],
    [
      'interface I { m<const U>(x: U): void } type T = typeof import("x"); declare const d: 1; declare module "m" {} declare global {}',
      ' ',
    ],
    [
      'class A { m<const U>(x: U) {} get x(): 1 { return 1 } constructor(); constructor(a?: 1) {} }',
      'class A { m (x ) {} get x() { return 1; } constructor(a ) {} }',
    ],
  ])('%s', (source, expected) => {
    expect(unchanged(source)).toBe(expected);
  });

  test('a generic async arrow function after an await', () => {
    const instance = givenInstance();
    const source = `const f = async () => { await 0; const g = async <T>(x: T): Promise<T> => x; return g(5) }\nmodule.exports = f()`;
    const promise = runScript(instance, source, 'a.ts') as Promise<unknown>;
    const results: unknown[] = [];
    void promise.then((value) => results.push(value));
    instance.jobs.drain();
    expect(results).toEqual([5]);
  });

  test('an arrow stays on the line of its parenthesis when its type is broken over lines', () => {
    const { code } = compiled(
      'a.ts',
      'const f = (\n  x: number\n): {\n  y: number\n} => ({ y: x })\nmodule.exports = f(2)',
    );
    const instance = givenInstance();
    expect(code.split('\n')).toHaveLength(6);
    expect(
      runScript(
        instance,
        'const f = (\n  x: number\n): {\n  y: number\n} => ({ y: x })\nmodule.exports = f(2)',
        'a.ts',
      ),
    ).toEqual({ y: 2 });
  });

  test('a broken type assertion after return still returns', () => {
    expect(runScript(givenInstance(), 'function f() { return <\n  number\n>5 }\nmodule.exports = f()', 'a.ts')).toBe(5);
  });
});

describe('places', () => {
  const source = `import { readFile } from 'fs'
interface Order {
  id: string
}

export async function place<T>(order: Order, retry = 1): Promise<void> {
  for (const attempt of [retry]) {
    await pause(attempt)
    if (order.id === '')
      throw new Error('on line 10')
  }
}
const pause = async (ms: number): Promise<void> => {
  for await (const x of [ms]) await x
}
try { await place({ id: '' }) } catch (error) { log(error) }
await (async () => { await 0; missing() })().catch(log)
log(readFile)
`;

  test('line n of the code is line n of the source', () => {
    const { code } = compiled('main.ts', source);
    const lines = source.split('\n');
    expect(code.split('\n')).toHaveLength(lines.length);
    for (const word of ['attempt of', "'on line 10'", 'pause =', 'missing()', 'log(error)']) {
      const line = lines.findIndex((text) => text.includes(word));
      expect(code.split('\n')[line]).toContain(word);
    }
  });

  test('the stack of an error thrown after an await names file and line', () => {
    const instance = givenInstance();
    const errors: Error[] = [];
    instance.globals['log'] = (error: Error) => errors.push(error);
    expect(load(instance, { 'main.ts': source }, { fs: { readFile: 1 } }).error).toBeUndefined();
    expect(errors[0]?.stack).toMatch(/main\.ts:10:/);
    expect(errors[0]?.stack).toContain('async_place');
    expect(errors[1]?.stack).toMatch(/main\.ts:17:/);
  });

  test('line breaks of Windows, a byte order mark and a hash bang do no harm', () => {
    expect(runScript(givenInstance(), '#!/usr/bin/env node\r\nmodule.exports = 1\r\n')).toBe(1);
    const instance = givenInstance();
    const { namespace } = load(instance, {
      'a.ts': '\uFEFF#!/usr/bin/env node\r\nexport const x: number = await 5\r\n// end',
    });
    expect(namespace['x']).toBe(5);
  });

  test('imports are listed with their places', () => {
    const { imports } = compiled('a.ts', `import a from './a'\nimport type { T } from './t'\nexport * from 'b'; a`);
    expect(imports).toEqual([
      { specifier: './a', line: 1, column: 15 },
      { specifier: 'b', line: 3, column: 15 },
    ]);
  });
});

describe('a turn that lets no time pass is cut short', () => {
  const stuck = (source: string, options = {}): ReturnType<typeof givenInstance>['trouble'] => {
    const instance = givenInstance({ ticksPerTurnMax: 1_000, jobsPerTurnMax: 1_000, ...options });
    try {
      runScript(instance, source);
    } catch (error) {
      expect((error as Error).name).toBe('TurnBudgetError');
      instance.jobs.drain();
    }
    return instance.trouble;
  };
  const loops = ['ran 1 000 loop turns without letting time pass'];

  test.each([
    'while (true) {}',
    'while (true);',
    'do ; while (true)',
    'for (;;) {}',
    'for (;;) 0',
    'for (const x of (function* () { while (true) yield 1 })()) ;',
    'a: for (;;) continue a',
    'while (true) { try { while (true) {} } catch {} }',
    'while (true) { try { for (;;) ; } finally { continue } }',
    '(async () => { while (true) { try { await 0; for (;;) ; } catch {} } })()',
    'Promise.resolve().then(() => { for (;;) {} }).catch(() => { for (;;) {} })',
    'const o = {}; for (let i = 0; i < 2000; i++) o[i] = i; for (const k in o) for (const l in o) ;',
    'queueMicrotask(() => { for (;;) ; })',
    '(async () => { for await (const x of (async function* () { for (;;) yield 1 })()) ; })()',
  ])('%s', (source) => {
    expect(stuck(source, { jobsPerTurnMax: 1_000_000 }).budget).toEqual(loops);
    expect(stuck(source, { jobsPerTurnMax: 1_000_000 }).uncaught).toEqual([]);
  });

  test.each([
    'const again = () => Promise.resolve().then(again); again()',
    '(async function f() { await 0; f() })()',
    'const again = () => queueMicrotask(again); again()',
    'const again = () => nextTick(again); again()',
  ])('%s', (source) => {
    const instance = givenInstance({ jobsPerTurnMax: 1_000 });
    instance.globals['nextTick'] = instance.jobs.nextTick;
    runScript(instance, source);
    expect(instance.trouble).toEqual({
      unhandled: [],
      uncaught: [],
      budget: ['ran 1 000 promise jobs without letting time pass'],
    });
  });

  test('the same program is cut at the same step, and the next turn has its own budget', () => {
    const run = (): number[] => {
      const instance = givenInstance({ ticksPerTurnMax: 100 });
      const log: number[] = [];
      instance.globals['log'] = (n: number) => log.push(n);
      const loop = '(async () => { for (let n = 0; ; n++) { await 0; log(n) } })()';
      runScript(instance, loop);
      instance.jobs.resetTurn();
      runScript(instance, loop);
      expect(instance.trouble.budget).toHaveLength(2);
      return log;
    };
    const numbers = Array.from({ length: 100 }, (_, n) => n);
    expect(run()).toEqual([...numbers, ...numbers]);
  });

  test('loops of libraries are not counted', async () => {
    const { lowerLibrary } = await import('./lower-library.ts');
    const lowered = lowerLibrary('let n = 0; while (n < 5) n++; module.exports = async () => await n');
    expect(lowered.ok && lowered.code).not.toContain('budget');
  });
});
