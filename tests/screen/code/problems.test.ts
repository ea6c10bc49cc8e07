import { expect, test } from 'vitest';
import { inWords } from '../../../src/features/code/problems/in-words.ts';
import { summary, together } from '../../../src/features/code/problems/problem.ts';
import type { Problem } from '../../../src/features/code/problems/problem.ts';

function problem(path: string, line: number, from: Problem['from'], message = 'wrong'): Problem {
  return { path, line, column: 1, message, from };
}

test('what types and runtime both find at one place is told once, as what hinders it from running', () => {
  const found = together(
    [problem('b.ts', 2, 'types'), problem('a.ts', 9, 'types')],
    [problem('b.ts', 2, 'runtime', 'no enum')],
  );
  expect(found.map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([
    'a.ts:9 wrong',
    'b.ts:2 no enum',
  ]);
});

test('problems are counted in words', () => {
  expect(summary([])).toBe('');
  expect(summary([problem('a.ts', 1, 'types')])).toBe('1 problem in a.ts');
  expect(summary([problem('a.ts', 1, 'types'), problem('b.ts', 1, 'types')])).toBe('2 problems in 2 files');
});

test('an import off the shelf is told without advice to install anything', () => {
  expect(inWords(2307, "Cannot find module 'lodash' or its corresponding type declarations.")).toMatch(
    /^lodash is not on the shelf\. A service can import hono/,
  );
  expect(
    inWords(2591, "Cannot find name 'node:fs'. Do you need to install type definitions for node? Try `npm i`."),
  ).toMatch(/^node:fs is not on the shelf/);
  expect(inWords(2307, "Cannot find module './lib/up.ts' or its corresponding type declarations.")).toBe(
    'There is no file ./lib/up.ts beside this one.',
  );
});

test('a global that a service does not have is told as that; a slip of the pen keeps its suggestion', () => {
  expect(inWords(2584, "Cannot find name 'document'. Do you need to change your target library?")).toMatch(
    /^document does not exist in a service/,
  );
  expect(inWords(2552, "Cannot find name 'consol'. Did you mean 'console'?")).toBe(
    "Cannot find name 'consol'. Did you mean 'console'?",
  );
  expect(inWords(2322, "Type 'string' is not assignable to type 'number'.")).toBe(
    "Type 'string' is not assignable to type 'number'.",
  );
});
