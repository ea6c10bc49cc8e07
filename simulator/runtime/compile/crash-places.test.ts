import { describe, expect, test } from 'vitest';
import { compiled, givenInstance, load } from './testing/instance.ts';

const linesOf = (source: string): readonly number[] => compiled('main.ts', source).lines;

describe('a crash point can be set', () => {
  test.each<[title: string, source: string, lines: number[]]>([
    ['on each statement', 'let x = 1\n\nx += 1\n;[x].map(String)', [1, 3, 4]],
    [
      'on no declaration, comment or type',
      '// nothing\nfunction f() {}\nclass A {}\ninterface I {\n x: 1 }\ndeclare let y: 1',
      [],
    ],
    ['in functions', 'function f() {\n  return 1\n}\nconst g = async () => {\n  await f()\n}', [2, 4, 5]],
    ['on what an arrow function returns', 'const f = (x: number) =>\n  x + 1', [1, 2]],
    ['under conditions and loops without braces', 'if (1)\n  f()\nelse\n  g()\nfor (;;)\n  h()', [1, 2, 4, 5, 6]],
    ['in cases', 'switch (x) {\n  case 1:\n    f()\n    break\n  default:\n    g()\n}', [1, 3, 4, 6]],
    ['on calls that have a line of their own', 'app\n  .get(\n    x)\n  .post()', [1, 2, 4]],
    ['on no line that is only a part of something', 'const x = {\n  a: 1,\n  b: 2,\n}', [1]],
    ['on what is exported', 'export const a = 1\nexport default a\nexport { a as b }', [1, 2]],
    ['behind directives', '"use strict"\nf()', [2]],
    ['in class members', 'class A {\n  x = f()\n  static {\n    f()\n  }\n  m() {\n    return 1\n  }\n}', [2, 4, 7]],
    ['in try, catch and finally', 'try {\n  f()\n} catch {\n  g()\n} finally {\n  h()\n}', [1, 2, 4, 6]],
    ['at labels', 'a: for (;;) {\n  break a\n}', [1, 2]],
  ])('%s', (_title, source, expected) => {
    expect(linesOf(source)).toEqual(expected);
  });
});

const program = `const done = []
const step = (name) =>
  done.push(name)
async function work(n) {
  step('before ' + n)
  for (let i = 0; i < n; i++)
    step('in the loop')
  await 0
  step(
    'after')
  return done.map(
    (each) => each.length)
    .filter(Boolean)
}
export { done, work }`;

/** How often each watched line was passed, and what had been done by then the first time. */
function passesOf(line: number, repeated = 1): { passes: number; done: string[] | null } {
  const instance = givenInstance();
  const { namespace, error } = load(instance, { 'main.ts': program });
  expect(error).toBeUndefined();
  const { done, work } = namespace as { done: string[]; work: (n: number) => unknown };
  const seen: { passes: number; done: string[] | null } = { passes: 0, done: null };
  const stop = instance.jobs.place.watch('main.ts', line, () => {
    seen.passes++;
    seen.done ??= [...done];
  });
  for (let time = 0; time < repeated; time++) work(2);
  instance.jobs.drain();
  stop();
  work(2);
  instance.jobs.drain();
  return seen;
}

describe('a watched line is passed', () => {
  test.each<[title: string, line: number, passes: number, done: string[]]>([
    ['before anything on it is done', 5, 1, []],
    ['once for each turn of a loop', 7, 2, ['before 2']],
    ['after an await, when it goes on', 9, 1, ['before 2', 'in the loop', 'in the loop']],
    ['for each call of a function that is one expression', 3, 4, []],
    ['in a chain, where its method stands', 13, 1, ['before 2', 'in the loop', 'in the loop', 'after']],
    ['nowhere, where nothing can stand', 10, 0, []],
  ])('%s', (_title, line, passes, done) => {
    expect(passesOf(line)).toEqual({ passes, done: passes === 0 ? null : done });
  });

  test('by every call, and no more when nobody watches', () => {
    expect(passesOf(5, 3).passes).toBe(3);
  });
});
