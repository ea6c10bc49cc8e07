import { describe, expect, test } from 'vitest';
import { awaitCases, functionCases } from './testing/function-cases.ts';
import { evaluate } from './testing/instance.ts';
import { iterationCases, promiseCases } from './testing/iteration-cases.ts';
import { logger, runAsLibrary, runLowered, type Log } from './testing/logged-run.ts';
import { randomCaptures } from './testing/random-captures.ts';
import { randomProgram } from './testing/random-program.ts';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs the script on the engine's own promises, alone in a task, until nothing is left to do. */
export async function runNatively(source: string): Promise<Log> {
  const log: Log = [];
  const write = logger(log);
  const listeners = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', (reason) => write('unhandled', reason));
  try {
    await new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        try {
          evaluate(source, ['log', 'nextTick'], 'native.js')(write, process.nextTick);
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    for (let turn = 0; turn < 3; turn++) await soon();
  } finally {
    process.removeAllListeners('unhandledRejection');
    for (const listener of listeners) process.on('unhandledRejection', listener);
  }
  return log;
}

const suites = { functions: functionCases, await: awaitCases, iteration: iterationCases, promises: promiseCases };

for (const [suite, cases] of Object.entries(suites)) {
  describe(`lowered code does what the engine does: ${suite}`, () => {
    for (const [title, source] of Object.entries(cases)) {
      test(title, async () => {
        const steps = await runNatively(source);
        expect(steps.length).toBeGreaterThan(1);
        expect(runLowered(source)).toEqual(steps);
      });
    }
  });
}

const PROGRAMS = 1_500;
const BATCH = 500;

async function expectSameSteps(seed: number): Promise<number> {
  const source = randomProgram(seed);
  const steps = await runNatively(source);
  expect(runLowered(source), `seed ${seed}\n${source}`).toEqual(steps);
  return steps.length;
}

describe('a lowered program takes the same steps in the same order as on the engine', () => {
  for (let first = 0; first < PROGRAMS; first += BATCH) {
    test(`programs ${first} to ${first + BATCH - 1}`, async () => {
      let steps = 0;
      for (let seed = first; seed < first + BATCH; seed++) steps += await expectSameSteps(seed);
      expect(steps).toBeGreaterThan(10 * BATCH);
    });
  }

  test.each([
    [691, 'leaving a for await over an array waits one job, not two'],
    [2526, 'a throw in a for await over an array is unhandled in its turn'],
  ])('seed %i: %s', async (seed) => {
    expect(await expectSameSteps(seed)).toBeGreaterThan(10);
  });
});

/** Whatever is at the top of a script is in a function, and that is called twice. */
const withinCalls = (source: string): string => `function script() {${source}\n}\nscript(); script();`;

describe('functions of a library share their bodies, and each still has what is around it', () => {
  for (const [suite, cases] of Object.entries(suites)) {
    test.each(Object.entries(cases))(`${suite}: %s`, async (_title, source) => {
      expect(runAsLibrary(withinCalls(source))).toEqual(await runNatively(withinCalls(source)));
    });
  }

  test.each([
    [
      'a function that takes its name from a variable',
      'let named; return async () => { named = () => n; await 0; return named.name }',
    ],
    ['a function of a block', 'if (n) { function late() { return n } } return async () => { await 0; return late() }'],
    [
      'a parameter that is declared again',
      'const f = async () => { await 0; return n }; const p = f(); var n = n * 3; return () => p',
    ],
    [
      'a function that is declared again',
      'const f = async () => { await 0; return g }; const p = f(); function g() {} var g = n; return () => p',
    ],
    [
      'the item of a loop',
      'const all = []; for (var i of [n, n + 1]) all.push(async () => { await 0; return i }); return async () => [await all[0](), await all[1]()]',
    ],
  ])('%s', async (_what, body) => {
    const source = `function outer(n) { ${body} } const [one, other] = [outer(10), outer(20)]; one().then(log); other().then(log);`;
    const native = await runNatively(source);
    expect(native).toHaveLength(2);
    expect(runAsLibrary(source)).toEqual(native);
  });

  test.each([0, 1, 2])('programs of seeds from %i thousand on', async (thousand) => {
    let steps = 0;
    for (let seed = thousand * 1_000; seed < thousand * 1_000 + BATCH; seed++) {
      for (const source of [randomCaptures(seed), withinCalls(randomProgram(seed))]) {
        const native = await runNatively(source);
        steps += native.length;
        expect(runAsLibrary(source), `seed ${seed}\n${source}`).toEqual(native);
      }
    }
    expect(steps).toBeGreaterThan(20 * BATCH);
  });
});
